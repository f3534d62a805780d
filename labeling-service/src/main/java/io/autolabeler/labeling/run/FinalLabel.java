package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.AnnotationValue;
import io.autolabeler.common.v1.Relation;
import io.autolabeler.common.v1.Span;
import io.autolabeler.quality.v1.ReviewDecided;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A reviewed answer as one string: the label, or compact JSON of kinds whose answer is more than that. */
final class FinalLabel {
    private FinalLabel() {}

    /** The label; of MULTI_LABEL a JSON array of labels, of ENTITIES and RELATIONS the value's protobuf JSON. */
    static String of(ReviewDecided review) {
        AnnotationValue value = review.getValue();
        return switch (review.getKind()) {
            case MULTI_LABEL -> new JsonArray(value.getLabelsList()).encode();
            case ENTITIES -> spans(value).encode();
            case RELATIONS -> spans(value).put("relations", relations(value)).encode();
            case UNSPECIFIED, CLASSIFICATION, SENTIMENT, UNRECOGNIZED -> review.getLabel();
        };
    }

    private static JsonObject spans(AnnotationValue value) {
        JsonArray spans = new JsonArray();
        for (Span each : value.getSpansList()) {
            spans.add(new JsonObject()
                    .put("start", each.getStart())
                    .put("end", each.getEnd())
                    .put("label", each.getLabel())
                    .put("text", each.getText()));
        }
        return new JsonObject().put("spans", spans);
    }

    private static JsonArray relations(AnnotationValue value) {
        JsonArray relations = new JsonArray();
        for (Relation each : value.getRelationsList()) {
            relations.add(new JsonObject()
                    .put("fromSpan", each.getFromSpan())
                    .put("toSpan", each.getToSpan())
                    .put("label", each.getLabel()));
        }
        return relations;
    }
}
