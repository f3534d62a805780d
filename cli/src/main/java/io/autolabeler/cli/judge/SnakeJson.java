package io.autolabeler.cli.judge;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.Message;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.quality.v1.Bounds;
import java.util.Locale;

/** Messages as JSON with keys in snake case, figures in full precision. */
final class SnakeJson {
    private SnakeJson() {}

    static JsonObject of(Message message) {
        return snake(Printing.json(message)).getAsJsonObject();
    }

    /** {@code [lower, upper]}. */
    static JsonArray interval(Bounds bounds) {
        JsonArray interval = new JsonArray();
        interval.add(bounds.getLower());
        interval.add(bounds.getUpper());
        return interval;
    }

    private static JsonElement snake(JsonElement element) {
        if (element.isJsonArray()) {
            JsonArray array = new JsonArray();
            element.getAsJsonArray().forEach(each -> array.add(snake(each)));
            return array;
        }
        if (!element.isJsonObject()) {
            return element;
        }
        JsonObject object = new JsonObject();
        element.getAsJsonObject().asMap().forEach((key, value) -> object.add(snake(key), snake(value)));
        return object;
    }

    private static String snake(String key) {
        return key.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
