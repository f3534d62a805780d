package io.autolabeler.cli.evaluate;

import io.autolabeler.cli.shell.Money;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.quality.v1.ConfusionCell;
import io.autolabeler.quality.v1.Estimate;
import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.RunComparison;
import io.autolabeler.quality.v1.SliceFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How good a labeled file or run is.
 *
 * @param file its name
 * @param other the one it was compared with; empty: none
 * @param thing what both are: file or run
 */
record Evaluation(String file, String other, String thing, EvaluationResult result) {
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
        RunComparison both = result.getComparison();
        boolean spans = both.hasStrictF1Difference();
        double difference = (spans ? both.getStrictF1Difference() : both.getAccuracyDifference()).getValue();
        if ((spans ? both.getStrictF1P() : both.getMidP()) >= USUAL_DOUBT) {
            return "The difference may well be chance.";
        }
        return "The %s %s is better.".formatted(difference > 0 ? "first" : "second", thing);
    }

    /** Whether spans were judged, and not one label for each row. */
    boolean ofSpans() {
        return result.hasSpans();
    }

    /** What must be known to read the figures, a sentence each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(result.getNotesList());
        if (result.getUnreadableCosts() > 0) {
            notes.add("The cost of %d rows is no number and counts as 0.".formatted(result.getUnreadableCosts()));
        }
        if (ofSpans() && result.getUnlabeled() > 0) {
            notes.add("%d documents have no label: their gold spans count as missed.".formatted(result.getUnlabeled()));
        }
        if (ofSpans() && result.getWithoutGold() > 0) {
            notes.add("%d documents without gold are left out.".formatted(result.getWithoutGold()));
        }
        return notes;
    }

    /** The cost in words; empty if it is not known. */
    String cost() {
        if (!result.hasCostUsd()) {
            return "";
        }
        String each = result.hasCostPerCorrectUsd()
                ? ", $%s for each right %s"
                        .formatted(Money.dollars(result.getCostPerCorrectUsd()), ofSpans() ? "span" : "label")
                : "";
        return "$" + Money.dollars(result.getCostUsd()) + each;
    }

    /** A slice's macro-F1 with its interval. */
    static Estimate macroF1(SliceFigures slice) {
        Estimate.Builder estimate = Estimate.newBuilder().setValue(slice.getMacroF1());
        return slice.hasMacroF1Interval()
                ? estimate.setInterval(slice.getMacroF1Interval()).build()
                : estimate.build();
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
