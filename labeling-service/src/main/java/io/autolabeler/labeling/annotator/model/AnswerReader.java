package io.autolabeler.labeling.annotator.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.autolabeler.common.v1.ItemError;
import io.autolabeler.common.v1.LabelScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a model's answer against the label schema. */
final class AnswerReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerReader() {}

    /** What an answer is worth. */
    sealed interface Verdict {
        /** One of the labels, with the model's own probability for it. */
        record Valid(String label, double confidence) implements Verdict {}

        /**
         * Not to be used.
         *
         * @param problem one sentence, which the model is told; it does not repeat the answer
         */
        record Invalid(ItemError.Code code, String problem) implements Verdict {}
    }

    /** The verdict on the content of an answer; a missing confidence is never made up. */
    static Verdict read(String content, List<String> labels) {
        if (content.isBlank()) {
            return new Verdict.Invalid(ItemError.Code.EMPTY_RESPONSE, "The answer is empty.");
        }
        Optional<JsonNode> answer = object(content);
        if (answer.isEmpty()) {
            return new Verdict.Invalid(ItemError.Code.PARSE_FAILED, "The answer is not a JSON object.");
        }
        JsonNode label = answer.get().path("label");
        if (!label.isTextual()) {
            return new Verdict.Invalid(ItemError.Code.PARSE_FAILED, "The field label is missing or not a string.");
        }
        Optional<String> known = match(label.asText(), labels);
        if (known.isEmpty()) {
            return new Verdict.Invalid(ItemError.Code.LABEL_NOT_IN_SCHEMA, "The label is not one of the labels.");
        }
        JsonNode confidence = answer.get().path("confidence");
        if (!confidence.isNumber() || !(confidence.asDouble() >= 0 && confidence.asDouble() <= 1)) {
            return new Verdict.Invalid(
                    ItemError.Code.PARSE_FAILED, "The field confidence is missing or not a number from 0 to 1.");
        }
        return new Verdict.Valid(known.get(), confidence.asDouble());
    }

    /**
     * The distribution for a label with a probability: the other labels share the rest evenly. A probability below that of
     * pure chance is raised to it, so that the label chosen is never behind one that was not.
     */
    static List<LabelScore> distribution(String chosen, double confidence, List<String> labels) {
        double score = Math.max(confidence, 1.0 / labels.size());
        double rest = (1 - score) / (labels.size() - 1);
        List<LabelScore> scores = new ArrayList<>(labels.size());
        scores.add(LabelScore.newBuilder().setLabel(chosen).setScore(score).build());
        for (String label : labels) {
            if (!label.equals(chosen)) {
                scores.add(
                        LabelScore.newBuilder().setLabel(label).setScore(rest).build());
            }
        }
        return scores;
    }

    /** The object from its first to its last brace: models like to put fences or a sentence around it. */
    private static Optional<JsonNode> object(String content) {
        int first = content.indexOf('{');
        int last = content.lastIndexOf('}');
        if (first < 0 || last < first) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(content.substring(first, last + 1)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The label as the schema writes it: exactly, or the only one that differs in case and outer spaces. */
    private static Optional<String> match(String given, List<String> labels) {
        if (labels.contains(given)) {
            return Optional.of(given);
        }
        List<String> close = labels.stream()
                .filter(label -> label.strip().equalsIgnoreCase(given.strip()))
                .toList();
        return close.size() == 1 ? Optional.of(close.getFirst()) : Optional.empty();
    }
}
