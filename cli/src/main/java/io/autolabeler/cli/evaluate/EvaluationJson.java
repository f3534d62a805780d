package io.autolabeler.cli.evaluate;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.quality.v1.EvaluationResult;
import java.util.List;

/** An evaluation for programs: an estimate is a figure, with its interval under a key of its own. */
final class EvaluationJson {
    private static final List<String> FIRST = List.of("accuracy", "accuracyInterval", "macroF1", "items", "right");

    private EvaluationJson() {}

    static JsonObject of(EvaluationResult result) {
        JsonObject all = flat(Printing.json(result)).getAsJsonObject();
        JsonObject json = new JsonObject();
        for (String key : FIRST) {
            json.add(key, all.has(key) ? all.remove(key) : JsonNull.INSTANCE);
        }
        all.asMap().forEach(json::add);
        return json;
    }

    private static JsonElement flat(JsonElement element) {
        if (element instanceof JsonArray array) {
            JsonArray flat = new JsonArray();
            array.forEach(each -> flat.add(flat(each)));
            return flat;
        }
        if (!(element instanceof JsonObject object)) {
            return element;
        }
        JsonObject flat = new JsonObject();
        object.asMap().forEach((key, value) -> {
            if (isEstimate(value)) {
                JsonObject estimate = value.getAsJsonObject();
                flat.add(key, estimate.get("value"));
                flat.add(key + "Interval", estimate.has("interval") ? estimate.get("interval") : JsonNull.INSTANCE);
            } else {
                flat.add(key, flat(value));
            }
        });
        return flat;
    }

    /** A slice has a value too, but that of a column. */
    private static boolean isEstimate(JsonElement value) {
        return value instanceof JsonObject object && object.has("value") && !object.has("column");
    }
}
