package io.autolabeler.labeling.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one line of JSONL into its keys and values, numbers digit by digit as they stand. */
final class JsonObjectReader {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonObjectReader() {}

    /**
     * A value.
     *
     * @param text of a string what it says, of anything else its JSON, of null null
     */
    record Value(@Nullable String text, Kind kind) {}

    /** What a value is in JSON. */
    enum Kind {
        NULL,
        STRING,
        /** A number or a boolean. */
        SCALAR,
        /** An array or an object, as compact JSON. */
        NESTED
    }

    /** What a line holds. */
    sealed interface Line {
        /** An object, with its values in order. */
        record Parsed(Map<String, Value> values) implements Line {}

        /** Nothing but white space. */
        record Blank() implements Line {}

        /** Something else. */
        record Faulty(String reason) implements Line {}
    }

    /** What the bytes from start to end hold. */
    static Line read(byte[] bytes, int start, int end) {
        try (JsonParser parser = JSON.createParser(bytes, start, end - start)) {
            return line(parser);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            return new Line.Faulty(
                    "the line is not valid JSON" + (at == null ? "" : ", near byte " + at.getColumnNr()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return new Line.Blank();
        }
        if (first != JsonToken.START_OBJECT) {
            return new Line.Faulty("the line is not a JSON object");
        }
        Map<String, Value> values = new LinkedHashMap<>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            if (values.put(key, value(parser)) != null) {
                return new Line.Faulty("the key `" + key + "` appears twice");
            }
            if (isBroken(key) || isBroken(values.get(key).text())) {
                return new Line.Faulty("a key or value holds half a surrogate pair or a NUL character");
            }
        }
        return parser.nextToken() == null
                ? new Line.Parsed(values)
                : new Line.Faulty("the line goes on after the end of its object");
    }

    private static Value value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> new Value(null, Kind.NULL);
            case VALUE_STRING -> new Value(parser.getText(), Kind.STRING);
            case START_ARRAY, START_OBJECT -> new Value(compact(parser), Kind.NESTED);
            default -> new Value(parser.getText(), Kind.SCALAR);
        };
    }

    private static String compact(JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.copyCurrentStructureExact(parser);
        }
        return text.toString();
    }

    /** True for text that has no UTF-8 form, or that PostgreSQL does not store. */
    private static boolean isBroken(@Nullable String text) {
        if (text == null) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            if (here == '\0' || Character.isLowSurrogate(here)) {
                return true;
            }
            if (Character.isHighSurrogate(here)
                    && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
                return true;
            }
        }
        return false;
    }
}
