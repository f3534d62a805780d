package io.autolabeler.gateway.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.text.ParseException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the JSON form of a field may be; every rule comes back as the words that follow the field's name. */
public final class JsonFields {
    private JsonFields() {}

    /** A rule that a value breaks, worded to follow the field's name. */
    static final class BrokenRule extends RuntimeException {
        BrokenRule(String rule) {
            super(rule, null, false, false);
        }

        String rule() {
            return String.valueOf(getMessage());
        }
    }

    /** The field with this JSON name. */
    public static Optional<FieldDescriptor> find(Descriptor type, String jsonName) {
        return type.getFields().stream()
                .filter(field -> field.getJsonName().equals(jsonName))
                .findFirst();
    }

    /** True for a message that is one JSON string. */
    public static boolean isTimestamp(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && field.getMessageType().equals(Timestamp.getDescriptor());
    }

    static Object timestamp(String value) {
        try {
            return Timestamps.parse(value);
        } catch (ParseException | IllegalArgumentException e) {
            throw new BrokenRule("must be a time like 2026-01-31T12:00:00Z, got " + shown(value));
        }
    }

    static EnumValueDescriptor constant(EnumDescriptor type, String value) {
        @Nullable EnumValueDescriptor found = type.findValueByName(value);
        if (found == null) {
            throw new BrokenRule("must be one of " + names(type) + ", got " + shown(value));
        }
        return found;
    }

    /** Text that every store behind the gateway can keep: no NUL, no half of a surrogate pair. */
    static String text(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new BrokenRule("must not hold the NUL character");
        }
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                throw new BrokenRule("must be valid Unicode, but holds half of a surrogate pair");
            }
        }
        return value;
    }

    /** The value of a field that is written as text, as in a query: numbers, flags, constants, times. */
    static Object fromText(FieldDescriptor field, String value) {
        return switch (field.getJavaType()) {
            case STRING -> text(value);
            case INT -> whole(value);
            case DOUBLE -> number(value);
            case BOOLEAN -> flag(value);
            case ENUM -> constant(field.getEnumType(), value);
            case MESSAGE -> timestamp(value);
            case LONG, FLOAT, BYTE_STRING -> throw new IllegalStateException("no query has a field like " + field);
        };
    }

    private static Object whole(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new BrokenRule("must be a whole number, got " + shown(value));
        }
    }

    private static Object number(String value) {
        try {
            double number = Double.parseDouble(value);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words.
        }
        throw new BrokenRule("must be a number, got " + shown(value));
    }

    private static Object flag(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BrokenRule("must be true or false, got " + shown(value));
        };
    }

    /** The names a constant can have, as people choose among them. */
    static String names(EnumDescriptor type) {
        return type.getValues().stream()
                .filter(value -> !value.getName().equals("UNSPECIFIED"))
                .map(EnumValueDescriptor::getName)
                .collect(Collectors.joining(", "));
    }

    static String shown(String value) {
        String line = value.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= 80 ? line : line.substring(0, 80) + "…";
    }
}
