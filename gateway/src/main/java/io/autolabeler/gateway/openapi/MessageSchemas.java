package io.autolabeler.gateway.openapi;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/** JSON schemas of messages, by simple name, with the contract's comments as descriptions. */
final class MessageSchemas {
    private static final String REF = "#/components/schemas/";

    private final Map<String, Schema> schemas = new TreeMap<>();
    private final Map<String, Descriptor> named = new TreeMap<>();
    private final Set<String> filesRead = new HashSet<>();
    private final ContractComments comments = new ContractComments();

    /** All schemas referred to so far, and those that they refer to. */
    Map<String, Schema> all() {
        return schemas;
    }

    /** A reference to the message's schema, which is made if it is new. */
    Schema reference(Descriptor message) {
        @Nullable Descriptor before = named.putIfAbsent(message.getName(), message);
        if (before == null) {
            schemas.put(message.getName(), schema(message));
        } else if (!before.getFullName().equals(message.getFullName())) {
            throw new IllegalStateException(
                    "two messages share a name: " + before.getFullName() + " and " + message.getFullName());
        }
        return OASFactory.createSchema().ref(REF + message.getName());
    }

    private Schema schema(Descriptor message) {
        Schema schema = typed(SchemaType.OBJECT).additionalPropertiesBoolean(false);
        describe(schema, message, message.getFullName());
        for (FieldDescriptor field : message.getFields()) {
            schema.addProperty(field.getJsonName(), field(field));
        }
        return schema;
    }

    /** The schema of the field's value. */
    Schema field(FieldDescriptor field) {
        Schema schema = field.isMapField() ? map(field) : field.isRepeated() ? list(field) : value(field);
        describe(schema, field.getContainingType(), field.getFullName());
        return schema;
    }

    private Schema list(FieldDescriptor field) {
        return typed(SchemaType.ARRAY).items(value(field));
    }

    private Schema map(FieldDescriptor field) {
        return typed(SchemaType.OBJECT)
                .additionalPropertiesSchema(value(field.getMessageType().findFieldByName("value")));
    }

    private Schema value(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case STRING -> typed(SchemaType.STRING);
            case BOOLEAN -> typed(SchemaType.BOOLEAN);
            case INT -> typed(SchemaType.INTEGER).format("int32");
            case DOUBLE, FLOAT -> typed(SchemaType.NUMBER).format("double");
            case LONG -> typed(SchemaType.STRING).format("int64");
            case BYTE_STRING -> typed(SchemaType.STRING).contentEncoding("base64");
            case ENUM ->
                typed(SchemaType.STRING)
                        .enumeration(field.getEnumType().getValues().stream()
                                .map(EnumValueDescriptor::getName)
                                .map(Object.class::cast)
                                .toList());
            case MESSAGE -> message(field.getMessageType());
        };
    }

    private Schema message(Descriptor message) {
        return message.equals(Timestamp.getDescriptor())
                ? typed(SchemaType.STRING).format("date-time")
                : reference(message);
    }

    private void describe(Schema schema, Descriptor message, String fullName) {
        String file = message.getFile().getName();
        if (filesRead.add(file)) {
            comments.read(file);
        }
        String comment = comments.of(fullName);
        if (!comment.isEmpty()) {
            schema.setDescription(comment);
        }
    }

    private static Schema typed(SchemaType type) {
        return OASFactory.createSchema().type(List.of(type));
    }
}
