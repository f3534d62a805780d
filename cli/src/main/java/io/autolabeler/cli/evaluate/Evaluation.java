package io.autolabeler.cli.evaluate;

import io.autolabeler.cli.shell.Printing;
import io.autolabeler.quality.v1.ConfusionCell;
import io.autolabeler.quality.v1.EvaluationResult;
import java.util.List;
import java.util.Locale;

/**
 * How good a labeled file is.
 *
 * @param file its name
 * @param other the file it was compared with; empty: none
 */
record Evaluation(String file, String other, EvaluationResult result) {
    private static final double USUAL_DOUBT = 0.05;

    String in(Format format) {
        return switch (format) {
            case TEXT -> EvaluationText.of(this);
            case JSON -> Printing.text(EvaluationJson.of(result));
            case MARKDOWN -> EvaluationMarkdown.of(this);
            case HTML -> EvaluationPage.of(this);
        };
    }

    /** The mistakes among the confusions, most frequent first. */
    List<ConfusionCell> mistakes() {
        return result.getConfusionList().stream()
                .filter(cell -> !cell.getGold().equals(cell.getLabel()))
                .toList();
    }

    /** What the comparison comes to, in a sentence. */
    String verdict() {
        double difference = result.getComparison().getAccuracyDifference().getValue();
        if (result.getComparison().getMidP() >= USUAL_DOUBT) {
            return "The difference may well be chance.";
        }
        return difference > 0 ? "The first file is better." : "The second file is better.";
    }

    /** What stands in for a label that is not there. */
    static String label(String label) {
        return label.isEmpty() ? "(none)" : label;
    }

    static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    static String signed(double value) {
        return String.format(Locale.ROOT, "%+.4f", value);
    }
}
