package io.autolabeler.quality.review;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.autolabeler.common.v1.AnnotationValue;
import io.autolabeler.common.v1.TaskKind;

/**
 * What an item is labeled. Equal answers have equal texts.
 *
 * @param text the label, or of a structured kind the canonical value as JSON; empty: no answer
 */
record Answer(TaskKind.Value kind, String text) {

    static Answer ofLabel(TaskKind.Value kind, String label) {
        return new Answer(kind, label);
    }

    /** The answer of a structured kind. */
    static Answer ofValue(TaskKind.Value kind, AnnotationValue value) {
        try {
            return new Answer(
                    kind, JsonFormat.printer().omittingInsignificantWhitespace().print(CanonicalValue.of(value)));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a value has no Any that could be unknown", e);
        }
    }

    /** True for kinds whose answers are more than one label. */
    static boolean isStructured(TaskKind.Value kind) {
        return switch (kind) {
            case MULTI_LABEL, ENTITIES, RELATIONS -> true;
            case UNSPECIFIED, CLASSIFICATION, SENTIMENT, UNRECOGNIZED -> false;
        };
    }

    boolean isStructured() {
        return isStructured(kind);
    }

    /** The label; empty for a structured kind. */
    String label() {
        return isStructured() ? "" : text;
    }

    /** The value of a structured kind's answer; empty for the others and for no answer. */
    AnnotationValue value() {
        AnnotationValue.Builder value = AnnotationValue.newBuilder();
        if (isStructured() && !text.isEmpty()) {
            try {
                JsonFormat.parser().merge(text, value);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("a stored answer is no JSON of a value", e);
            }
        }
        return value.build();
    }
}
