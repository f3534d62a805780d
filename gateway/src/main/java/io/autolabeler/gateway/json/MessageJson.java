package io.autolabeler.gateway.json;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;

/** Messages in the JSON of the contract: lowerCamelCase, enums by name, zeros printed. */
public final class MessageJson {
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().alwaysPrintFieldsWithNoPresence().omittingInsignificantWhitespace();

    private MessageJson() {}

    /** The message on one line. */
    public static String of(Message message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(
                    "a message of type " + message.getClass().getSimpleName() + " has no JSON", e);
        }
    }
}
