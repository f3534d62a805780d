package io.autolabeler.cli.judge;

import io.autolabeler.cli.shell.Table;
import io.autolabeler.quality.v1.LabelErrorResult;
import io.autolabeler.quality.v1.SuspectLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Suspect labels for people. */
final class LabelErrorsText {
    private static final int SUSPECTS = 15;
    private static final int PAIRS = 8;
    private static final int LABELS = 30;
    private static final int EXCERPT = 50;

    private LabelErrorsText() {}

    static String of(LabelErrorResult result) {
        return headline(result)
                + notes(result)
                + pairs(result)
                + labels(result)
                + annotators(result)
                + suspects(result)
                + contradictions(result);
    }

    private static String headline(LabelErrorResult result) {
        if (result.getUninformative()) {
            return "the probabilities tell nothing about the labels: nothing is flagged%n".formatted();
        }
        if (!result.getReason().isEmpty()) {
            return result.getReason() + "\n";
        }
        return "%d of %d labels are flagged as likely wrong%s%s%n"
                .formatted(
                        result.getFlagged(),
                        result.getItems(),
                        result.hasEstimatedIssues()
                                ? "; about %d are estimated to be".formatted(result.getEstimatedIssues())
                                : "",
                        result.hasTotalNoise()
                                ? ", %s of all by the noise of each label".formatted(percent(result.getTotalNoise()))
                                : "");
    }

    /** What was left out or spared, a line each. */
    private static String notes(LabelErrorResult result) {
        StringBuilder notes = new StringBuilder();
        note(notes, result.getExcluded() > 0, "%d rows with unusable probabilities are left out", result.getExcluded());
        note(notes, result.getUnlabeled() > 0, "%d rows without a label are left out", result.getUnlabeled());
        note(
                notes,
                result.getExcludedLabelsCount() > 0,
                "too few items to learn from, left out: %s",
                some(result.getExcludedLabelsList()));
        note(
                notes,
                result.getSparedLabelsCount() > 0,
                "too few items to flag any (--min-class): %s",
                some(result.getSparedLabelsList()));
        note(
                notes,
                result.getCrowd().getOneLabelCoversAll(),
                "nearly all items are of one label: all annotators count alike");
        return notes.toString();
    }

    private static void note(StringBuilder notes, boolean holds, String form, Object... values) {
        if (holds) {
            notes.append(form.formatted(values)).append('\n');
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String annotators(LabelErrorResult result) {
        if (!result.hasCrowd()) {
            return "";
        }
        Table table = new Table("annotator", "labels", "flagged", "quality");
        result.getCrowd().getAnnotatorsList().stream()
                .limit(LABELS)
                .forEach(
                        each -> table.row(each.getAnnotator(), each.getLabels(), each.getFlagged(), each.getQuality()));
        return "\n" + table.text() + AgreementText.more(result.getCrowd().getAnnotatorsCount() - LABELS, "annotators");
    }

    private static String contradictions(LabelErrorResult result) {
        if (result.getContradictionsCount() == 0) {
            return "";
        }
        Table table = new Table("nearly the same text", "label", "as", "label");
        result.getContradictionsList().stream()
                .limit(PAIRS)
                .forEach(each ->
                        table.row(each.getFirstId(), each.getFirstLabel(), each.getSecondId(), each.getSecondLabel()));
        return "\n" + table.text() + AgreementText.more(result.getContradictoryPairs() - PAIRS, "pairs");
    }

    private static String pairs(LabelErrorResult result) {
        if (result.getConfusedCount() == 0) {
            return "";
        }
        Table table = new Table("given", "likely", "items");
        result.getConfusedList().stream()
                .limit(PAIRS)
                .forEach(each -> table.row(each.getGiven(), each.getLikely(), each.getCount()));
        return "\n" + table.text() + AgreementText.more(result.getConfusedCount() - PAIRS, "pairs");
    }

    private static String labels(LabelErrorResult result) {
        if (result.getLabelsCount() == 0) {
            return "";
        }
        Table table = new Table("label", "items", "noise");
        result.getLabelsList().stream()
                .limit(LABELS)
                .forEach(each -> table.row(each.getLabel(), each.getItems(), percent(each.getNoise())));
        return "\n" + table.text() + AgreementText.more(result.getLabelsCount() - LABELS, "labels");
    }

    private static String suspects(LabelErrorResult result) {
        if (result.getSuspectsCount() == 0) {
            return "";
        }
        Table table = result.hasCrowd()
                ? new Table("id", "annotator", "given", "consensus", "quality of given", "", "text")
                : new Table("id", "given", "likely", "score of given", "", "text");
        result.getSuspectsList().stream()
                .limit(SUSPECTS)
                .forEach(each -> table.row(cells(each, result.hasCrowd()).toArray()));
        int more = result.getItems() - SUSPECTS;
        return "\n" + table.text() + (more > 0 ? "and %d more items with --output FILE%n".formatted(more) : "");
    }

    private static List<Object> cells(SuspectLabel suspect, boolean crowd) {
        List<Object> cells = new ArrayList<>(List.of(
                suspect.getId(),
                suspect.getGiven(),
                suspect.getLikely(),
                suspect.getScore(),
                suspect.getFlagged() ? "flagged" : "",
                excerpt(suspect.getText())));
        if (crowd) {
            cells.add(1, suspect.getAnnotator());
        }
        return cells;
    }

    private static String some(List<String> names) {
        int more = names.size() - PAIRS;
        return String.join(", ", names.stream().limit(PAIRS).toList())
                + (more > 0 ? " and %d more".formatted(more) : "");
    }

    private static String excerpt(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        int points = line.codePointCount(0, line.length());
        return points <= EXCERPT ? line : line.substring(0, line.offsetByCodePoints(0, EXCERPT - 1)) + "…";
    }
}
