package io.autolabeler.cli.judge;

import io.autolabeler.cli.shell.Table;
import io.autolabeler.quality.v1.LabelErrorResult;
import java.util.Locale;

/** Suspect labels for people. */
final class LabelErrorsText {
    private static final int SUSPECTS = 15;
    private static final int PAIRS = 8;
    private static final int LABELS = 30;

    private LabelErrorsText() {}

    static String of(LabelErrorResult result) {
        return headline(result) + pairs(result) + labels(result) + suspects(result);
    }

    private static String headline(LabelErrorResult result) {
        String excluded = result.getExcluded() > 0
                ? "%d rows with unusable probabilities are left out%n".formatted(result.getExcluded())
                : "";
        if (result.getUninformative()) {
            return "the probabilities tell nothing about the labels: nothing is flagged%n%s".formatted(excluded);
        }
        return "%d of %d labels are flagged as likely wrong%s%n%s"
                .formatted(
                        result.getFlagged(),
                        result.getItems(),
                        result.hasEstimatedIssues()
                                ? "; about %d are estimated to be".formatted(result.getEstimatedIssues())
                                : "",
                        excluded);
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
                .forEach(each -> table.row(
                        each.getLabel(),
                        each.getItems(),
                        String.format(Locale.ROOT, "%.1f %%", 100 * each.getNoise())));
        return "\n" + table.text() + AgreementText.more(result.getLabelsCount() - LABELS, "labels");
    }

    private static String suspects(LabelErrorResult result) {
        if (result.getSuspectsCount() == 0) {
            return "";
        }
        Table table = new Table("id", "given", "likely", "probability of given", "");
        result.getSuspectsList().stream()
                .limit(SUSPECTS)
                .forEach(each -> table.row(
                        each.getId(),
                        each.getGiven(),
                        each.getLikely(),
                        each.getScore(),
                        each.getFlagged() ? "flagged" : ""));
        int more = result.getItems() - SUSPECTS;
        return "\n" + table.text() + (more > 0 ? "and %d more items with --output FILE%n".formatted(more) : "");
    }
}
