package io.autolabeler.quality.review;

import io.autolabeler.common.v1.AnnotationValue;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelTarget;
import io.autolabeler.common.v1.Relation;
import io.autolabeler.common.v1.Span;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.v1.DecideReviewRequest;
import io.autolabeler.quality.v1.ReviewTask;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a decision must be for its task; every broken rule is INVALID_ARGUMENT naming the field. */
final class AnswerRules {
    private static final int MOST_SPANS = 1_000;
    private static final int MOST_RELATIONS = 1_000;

    private final ReviewTask task;

    private AnswerRules(ReviewTask task) {
        this.task = task;
    }

    /** The answer that the decision gives to the task. */
    static Answer checked(ReviewTask task, DecideReviewRequest decision) {
        AnswerRules rules = new AnswerRules(task);
        if (!Answer.isStructured(task.getKind())) {
            require(!decision.hasValue(), "value", "must be unset for kind " + task.getKind() + "; give label");
            requireOneOf(
                    rules.names(each -> true), "label", decision.getLabel(), "must be a label of the task's schema");
            return Answer.ofLabel(task.getKind(), decision.getLabel());
        }
        require(decision.getLabel().isEmpty(), "label", "must be empty for kind " + task.getKind() + "; give value");
        require(decision.hasValue(), "value", "must be set for kind " + task.getKind());
        return rules.checked(decision.getValue());
    }

    /** The answer that a value of a structured kind gives to the task. */
    static Answer checked(ReviewTask task, AnnotationValue value) {
        return new AnswerRules(task).checked(value);
    }

    private Answer checked(AnnotationValue value) {
        TaskKind.Value kind = task.getKind();
        boolean sets = kind == TaskKind.Value.MULTI_LABEL;
        require(sets || value.getLabelsCount() == 0, "value.labels", "must be empty for kind " + kind);
        require(!sets || value.getSpansCount() == 0, "value.spans", "must be empty for kind " + kind);
        require(
                kind == TaskKind.Value.RELATIONS || value.getRelationsCount() == 0,
                "value.relations",
                "must be empty for kind " + kind);
        requireLabels(value.getLabelsList());
        requireSpans(value.getSpansList());
        requireRelations(value);
        return Answer.ofValue(kind, value);
    }

    private void requireLabels(List<String> labels) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < labels.size(); i++) {
            String field = "value.labels[" + i + "]";
            requireOneOf(names(each -> true), field, labels.get(i), "must be a label of the task's schema");
            require(seen.add(labels.get(i)), field, "must be there once");
        }
    }

    private void requireSpans(List<Span> spans) {
        require(spans.size() <= MOST_SPANS, "value.spans", "must be at most " + MOST_SPANS);
        Set<String> names = names(each -> each.getTarget() != LabelTarget.Value.RELATION);
        int length = task.getText().codePointCount(0, task.getText().length());
        Set<Span> seen = new HashSet<>();
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            String field = "value.spans[" + i + "]";
            require(
                    span.getStart() >= 0 && span.getStart() < span.getEnd() && span.getEnd() <= length,
                    field,
                    "must lie in the text's " + length + " code points and not be empty, got " + span.getStart()
                            + " to " + span.getEnd());
            requireOneOf(names, field + ".label", span.getLabel(), "must be a label of the task's schema for spans");
            require(
                    span.getText().equals(between(span.getStart(), span.getEnd())),
                    field + ".text",
                    "must be what stands in the text from code point " + span.getStart() + " to " + span.getEnd());
            require(seen.add(span), field, "must be there once");
        }
    }

    private void requireRelations(AnnotationValue value) {
        List<Relation> relations = value.getRelationsList();
        require(relations.size() <= MOST_RELATIONS, "value.relations", "must be at most " + MOST_RELATIONS);
        Set<String> names = names(each -> each.getTarget() == LabelTarget.Value.RELATION);
        Set<Relation> seen = new HashSet<>();
        for (int i = 0; i < relations.size(); i++) {
            Relation relation = relations.get(i);
            String field = "value.relations[" + i + "]";
            requireSpanIndex(field + ".fromSpan", relation.getFromSpan(), value);
            requireSpanIndex(field + ".toSpan", relation.getToSpan(), value);
            require(relation.getFromSpan() != relation.getToSpan(), field, "must join two different spans");
            requireOneOf(
                    names, field + ".label", relation.getLabel(), "must be a label of the task's schema for relations");
            require(seen.add(relation), field, "must be there once");
        }
    }

    private String between(int start, int end) {
        String text = task.getText();
        int from = text.offsetByCodePoints(0, start);
        return text.substring(from, text.offsetByCodePoints(from, end - start));
    }

    private Set<String> names(Predicate<Label> which) {
        return task.getLabelsList().stream().filter(which).map(Label::getName).collect(Collectors.toSet());
    }

    private static void requireSpanIndex(String field, int index, AnnotationValue value) {
        if (index < 0 || index >= value.getSpansCount()) {
            throw ServiceException.invalid(field, "must be the index of one of the value's spans", index);
        }
    }

    private static void requireOneOf(Set<String> names, String field, String name, String rule) {
        if (!names.contains(name)) {
            throw ServiceException.invalid(field, rule, name);
        }
    }

    private static void require(boolean kept, String field, String rule) {
        if (!kept) {
            throw ServiceException.invalid(field, field + " " + rule);
        }
    }
}
