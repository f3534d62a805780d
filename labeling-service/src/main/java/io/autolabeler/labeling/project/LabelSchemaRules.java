package io.autolabeler.labeling.project;

import io.autolabeler.common.v1.Label;
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
        requireBuilt(project.getKind());
        Project.Builder complete = project.toBuilder().setRouting(RoutingRules.checked(project.getRouting()));
        if (project.getKind() == TaskKind.Value.SENTIMENT && project.getLabelsCount() == 0) {
            complete.addAllLabels(SENTIMENTS);
        }
        if (project.getModel().isEmpty()) {
            complete.setModel("embedded");
        }
        requireLabels(complete.getLabelsList());
        requireLength("guidelines", project.getGuidelines(), LONGEST_GUIDELINES);
        return complete.build();
    }

    private static void requireBuilt(TaskKind.Value kind) {
        if (kind != TaskKind.Value.CLASSIFICATION && kind != TaskKind.Value.SENTIMENT) {
            throw ServiceException.invalid("kind", "must be CLASSIFICATION or SENTIMENT", kind);
        }
    }

    private static void requireLabels(List<Label> labels) {
        if (labels.size() < 2 || labels.size() > MOST_LABELS) {
            throw ServiceException.invalid("labels", "must be 2 to " + MOST_LABELS, labels.size());
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
