package io.autolabeler.labeling.project;

import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelTarget;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Labels of a schema as they are stored. */
public final class SchemaJson {
    private SchemaJson() {}

    static JsonArray of(List<Label> labels) {
        JsonArray array = new JsonArray();
        labels.forEach(each -> array.add(new JsonObject()
                .put("name", each.getName())
                .put("description", each.getDescription())
                .put("target", each.getTarget().name())));
        return array;
    }

    /** The labels in their order; those stored before there were targets have none. */
    public static List<Label> labels(JsonArray array) {
        return array.stream()
                .map(JsonObject.class::cast)
                .map(each -> Label.newBuilder()
                        .setName(each.getString("name"))
                        .setDescription(each.getString("description"))
                        .setTarget(LabelTarget.Value.valueOf(each.getString("target", "UNSPECIFIED")))
                        .build())
                .toList();
    }
}
