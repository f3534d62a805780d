package io.autolabeler.labeling.project;

import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelTarget;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.platform.errors.ServiceException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** What a project must be; every broken rule is INVALID_ARGUMENT naming the field. */
final class LabelSchemaRules {
    private static final int MOST_LABELS = 500;
    private static final int LONGEST_PROJECT_NAME = 100;
    private static final int LONGEST_LABEL = 200;
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final int LONGEST_GUIDELINES = 20_000;
    private static final List<Label> SENTIMENTS = List.of(label("negative"), label("neutral"), label("positive"));

    private LabelSchemaRules() {}

    /** The project with its defaults filled in. */
    static Project checked(Project project) {
        requireText("name", project.getName(), 1, LONGEST_PROJECT_NAME);
        requireKnown(project.getKind());
        Project.Builder complete = project.toBuilder().setRouting(RoutingRules.checked(project.getRouting()));
        if (project.getKind() == TaskKind.Value.SENTIMENT && project.getLabelsCount() == 0) {
            complete.addAllLabels(SENTIMENTS);
        }
        if (project.getModel().isEmpty()) {
            complete.setModel("embedded");
        }
        KindRules.requireModel(project.getKind(), complete.getModel());
        requireLabels(project.getKind(), complete.getLabelsList());
        requireTargets(project.getKind(), complete.getLabelsList());
        requireLength("guidelines", project.getGuidelines(), LONGEST_GUIDELINES);
        return complete.build();
    }

    private static void requireKnown(TaskKind.Value kind) {
        if (kind == TaskKind.Value.UNSPECIFIED || kind == TaskKind.Value.UNRECOGNIZED) {
            throw ServiceException.invalid(
                    "kind", "must be CLASSIFICATION, MULTI_LABEL, ENTITIES, RELATIONS or SENTIMENT", kind);
        }
    }

    /** Only the kinds with spans say what a label is given to, and only RELATIONS has relations, which it needs. */
    private static void requireTargets(TaskKind.Value kind, List<Label> labels) {
        boolean spans = kind == TaskKind.Value.ENTITIES || kind == TaskKind.Value.RELATIONS;
        boolean relations = kind == TaskKind.Value.RELATIONS;
        for (int i = 0; i < labels.size(); i++) {
            boolean fits = switch (labels.get(i).getTarget()) {
                case UNSPECIFIED -> true;
                case SPAN -> spans;
                case RELATION -> relations;
                case UNRECOGNIZED -> false;
            };
            if (!fits) {
                throw ServiceException.invalid(
                        "labels[" + i + "].target",
                        "must fit kind " + kind,
                        labels.get(i).getTarget());
            }
        }
        long ofRelations = labels.stream()
                .filter(each -> each.getTarget() == LabelTarget.Value.RELATION)
                .count();
        if (relations && (ofRelations == 0 || ofRelations == labels.size())) {
            throw ServiceException.invalid(
                    "labels", "labels must be of both targets, SPAN and RELATION, for kind RELATIONS");
        }
    }

    private static void requireLabels(TaskKind.Value kind, List<Label> labels) {
        int least = kind == TaskKind.Value.ENTITIES ? 1 : 2;
        if (labels.size() < least || labels.size() > MOST_LABELS) {
            throw ServiceException.invalid("labels", "must be " + least + " to " + MOST_LABELS, labels.size());
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < labels.size(); i++) {
            Label label = labels.get(i);
            requireText("labels[" + i + "].name", label.getName(), 1, LONGEST_LABEL);
            requireLength("labels[" + i + "].description", label.getDescription(), LONGEST_DESCRIPTION);
            if (!names.add(label.getName())) {
                throw ServiceException.invalid("labels[" + i + "].name", "must be unique", label.getName());
            }
        }
    }

    private static void requireText(String field, String value, int shortest, int longest) {
        int length = value.codePointCount(0, value.length());
        IntPredicate control = Character::isISOControl;
        if (length < shortest
                || length > longest
                || value.isBlank()
                || value.chars().anyMatch(control)) {
            throw ServiceException.invalid(
                    field, "must be " + shortest + " to " + longest + " characters without control characters", value);
        }
    }

    private static void requireLength(String field, String value, int longest) {
        int length = value.codePointCount(0, value.length());
        if (length > longest) {
            throw ServiceException.invalid(field, "must be at most " + longest + " characters", length);
        }
    }

    private static Label label(String name) {
        return Label.newBuilder().setName(name).build();
    }
}
