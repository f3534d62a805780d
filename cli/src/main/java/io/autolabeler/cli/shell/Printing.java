package io.autolabeler.cli.shell;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say how a result is printed. */
public final class Printing {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Option(names = "--quiet", description = "Print nothing but the result of --json, and errors.")
    boolean quiet;

    public boolean json() {
        return json;
    }

    public boolean quiet() {
        return quiet;
    }

    /** The message's fields, those at their default included. */
    public static JsonElement json(Message message) {
        try {
            return JsonParser.parseString(
                    JsonFormat.printer().alwaysPrintFieldsWithNoPresence().print(message));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** JSON as it is printed, ended by a line feed; what is absent stands there as null. */
    public static String text(JsonElement json) {
        return GSON.toJson(json) + "\n";
    }

    /** Prints one form of the result where the user wants it. */
    public void print(Shell shell, @Nullable Path output, JsonElement asJson, String asText) {
        String text = json ? text(asJson) : asText;
        if (output != null) {
            write(output, text);
        } else if (json || !quiet) {
            shell.out().print(text);
            shell.out().flush();
        }
    }

    private static void write(Path output, String text) {
        try {
            Files.writeString(output, text);
        } catch (IOException e) {
            throw CommandFailure.failure("cannot write %s: %s".formatted(output, e.getMessage()));
        }
    }
}
