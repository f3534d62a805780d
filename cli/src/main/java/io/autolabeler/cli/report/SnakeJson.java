package io.autolabeler.cli.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import io.autolabeler.quality.v1.Bounds;
import java.util.List;

/** Messages as JSON with keys in snake case: figures in full precision, what is absent as null. */
public final class SnakeJson {
    private SnakeJson() {}

    /** All fields of the message, in its order. */
    public static JsonObject of(Message message) {
        JsonObject json = new JsonObject();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            json.add(field.getName(), field(message, field));
        }
        return json;
    }

    /** {@code [lower, upper]}. */
    public static JsonArray interval(Bounds bounds) {
        JsonArray interval = new JsonArray();
        interval.add(figure(bounds.getLower()));
        interval.add(figure(bounds.getUpper()));
        return interval;
    }

    private static JsonElement field(Message message, FieldDescriptor field) {
        if (field.isMapField()) {
            JsonObject map = new JsonObject();
            for (Object entry : (List<?>) message.getField(field)) {
                MapEntry<?, ?> pair = (MapEntry<?, ?>) entry;
                map.add(String.valueOf(pair.getKey()), value(pair.getValue()));
            }
            return map;
        }
        if (field.isRepeated()) {
            JsonArray array = new JsonArray();
            ((List<?>) message.getField(field)).forEach(each -> array.add(value(each)));
            return array;
        }
        boolean absent = field.hasPresence() && !message.hasField(field);
        return absent ? JsonNull.INSTANCE : value(message.getField(field));
    }

    private static JsonElement value(Object value) {
        return switch (value) {
            case Message message -> of(message);
            case Boolean flag -> new JsonPrimitive(flag);
            case Double figure -> figure(figure);
            case Number number -> new JsonPrimitive(number);
            case EnumValueDescriptor name -> new JsonPrimitive(name.getName());
            default -> new JsonPrimitive(value.toString());
        };
    }

    /** JSON has no number for what is not finite. */
    private static JsonElement figure(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }
}
