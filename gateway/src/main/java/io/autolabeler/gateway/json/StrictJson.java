package io.autolabeler.gateway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import io.autolabeler.gateway.json.JsonFields.BrokenRule;
import io.autolabeler.platform.errors.ErrorCode;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.errors.ServiceException.FieldError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads protobuf JSON into a message in one pass, refusing what the mapping lets slip: unknown fields, a field given twice,
 * a number in quotes, an enum by its number. All faults come back together, each with its JSON path. {@code null} leaves a
 * field unset. Used once per document.
 */
final class StrictJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_ERRORS = 20;

    private final JsonParser parser;
    private final List<FieldError> errors = new ArrayList<>();
    private final FieldMask.Builder mask = FieldMask.newBuilder();

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * A document that was read.
     *
     * @param mask the paths that the document gives, nested ones up to lists and values
     */
    record Document(Message message, FieldMask mask) {}

    /**
     * Where in the document the reader is.
     *
     * @param mask the path as a field mask has it
     * @param listed inside a list, which a mask only names as a whole
     */
    private record Place(String json, String mask, boolean listed) {
        static final Place ROOT = new Place("", "", false);

        Place at(String jsonName, String fieldName) {
            return json.isEmpty()
                    ? new Place(jsonName, fieldName, false)
                    : new Place(json + "." + jsonName, mask + "." + fieldName, listed);
        }

        Place at(int index) {
            return new Place(json + "[" + index + "]", mask, true);
        }
    }

    /** The message; an empty body is an empty message. INVALID_ARGUMENT with every field at fault otherwise. */
    static Document read(byte[] body, Message.Builder into) {
        if (body.length == 0) {
            return new Document(into.build(), FieldMask.getDefaultInstance());
        }
        try (JsonParser parser = JSON.createParser(body)) {
            return new StrictJson(parser).document(into);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (IOException e) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "the body is not valid UTF-8", List.of(), e);
        }
    }

    private static ServiceException notJson(JsonProcessingException fault) {
        var where = fault.getLocation();
        String place = where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
        return new ServiceException(
                ErrorCode.INVALID_ARGUMENT,
                "the body is not valid JSON" + place + ": " + JsonFields.shown(fault.getOriginalMessage()),
                List.of(),
                fault);
    }

    private Document document(Message.Builder into) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "the body must be a JSON object");
        }
        object(into, Place.ROOT);
        if (parser.nextToken() != null) {
            throw new ServiceException(
                    ErrorCode.INVALID_ARGUMENT, "the body must be one JSON object, and nothing after it");
        }
        if (!errors.isEmpty()) {
            String all = errors.stream().map(FieldError::message).collect(Collectors.joining("; "));
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, all, errors, null);
        }
        return new Document(into.build(), mask.build());
    }

    private void object(Message.Builder into, Place place) throws IOException {
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Optional<FieldDescriptor> field = JsonFields.find(into.getDescriptorForType(), name);
            Place at = place.at(name, field.map(FieldDescriptor::getName).orElse(name));
            if (field.isEmpty()) {
                refuse(at, "is not a field here; the fields are " + fields(into));
            } else if (!seen.add(name)) {
                refuse(at, "is given twice");
            } else {
                field(field.get(), into, at);
            }
        }
    }

    private void field(FieldDescriptor field, Message.Builder into, Place at) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            cleared(field, at);
        } else if (field.isRepeated()) {
            given(at);
            list(field, into, at);
        } else if (isObject(field)) {
            element(into.getFieldBuilder(field), at);
        } else {
            given(at);
            @Nullable Object value = scalar(field, at);
            if (value != null) {
                into.setField(field, value);
            }
        }
    }

    /** An object that is set to null is named by its fields, since merging an absent object changes nothing. */
    private void cleared(FieldDescriptor field, Place at) {
        if (isObject(field) && !field.isRepeated()) {
            field.getMessageType()
                    .getFields()
                    .forEach(each -> cleared(each, at.at(each.getJsonName(), each.getName())));
        } else {
            given(at);
        }
    }

    private void given(Place at) {
        if (!at.listed()) {
            mask.addPaths(at.mask());
        }
    }

    private void list(FieldDescriptor field, Message.Builder into, Place at) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            refuse(at, "must be a list");
            return;
        }
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (isObject(field)) {
                Message.Builder element = into.newBuilderForField(field);
                element(element, at.at(i));
                into.addRepeatedField(field, element.build());
            } else {
                @Nullable Object value = scalar(field, at.at(i));
                if (value != null) {
                    into.addRepeatedField(field, value);
                }
            }
        }
    }

    private void element(Message.Builder into, Place at) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(into, at);
        } else {
            refuse(at, "must be an object");
        }
    }

    private @Nullable Object scalar(FieldDescriptor field, Place at) throws IOException {
        try {
            return switch (field.getJavaType()) {
                case STRING -> JsonFields.text(string("must be a string"));
                case ENUM ->
                    JsonFields.constant(
                            field.getEnumType(), string("must be one of " + JsonFields.names(field.getEnumType())));
                case MESSAGE -> JsonFields.timestamp(string("must be a time like 2026-01-31T12:00:00Z"));
                case BOOLEAN -> flag();
                case INT -> whole();
                case DOUBLE -> number();
                case LONG, FLOAT, BYTE_STRING ->
                    throw new IllegalStateException("no request has a field like " + field);
            };
        } catch (BrokenRule broken) {
            refuse(at, broken.rule());
            return null;
        }
    }

    private String string(String rule) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new BrokenRule(rule);
        }
        return parser.getText();
    }

    private Object flag() {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new BrokenRule("must be true or false");
        };
    }

    private Object whole() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                || parser.getNumberType() != JsonParser.NumberType.INT) {
            throw new BrokenRule("must be a whole number of at most 2147483647");
        }
        return parser.getIntValue();
    }

    private Object number() throws IOException {
        if (!parser.currentToken().isNumeric() || !Double.isFinite(parser.getDoubleValue())) {
            throw new BrokenRule("must be a number");
        }
        return parser.getDoubleValue();
    }

    /** Notes the fault and passes over the value. */
    private void refuse(Place at, String rule) throws IOException {
        if (errors.size() < MOST_ERRORS) {
            String path = JsonFields.shown(at.json());
            errors.add(new FieldError(path, path + " " + rule));
        }
        parser.skipChildren();
    }

    private static boolean isObject(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !JsonFields.isTimestamp(field);
    }

    private static String fields(Message.Builder message) {
        return message.getDescriptorForType().getFields().stream()
                .map(FieldDescriptor::getJsonName)
                .collect(Collectors.joining(", "));
    }
}
