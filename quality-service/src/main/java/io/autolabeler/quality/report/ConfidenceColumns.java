package io.autolabeler.quality.report;

import io.autolabeler.quality.report.FileRow.RejectedRow;
import io.autolabeler.quality.v1.RoutingSettings;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a file says how sure a model was and whether it was right; a name is empty where there is no such column.
 *
 * @param confidence empty: the probability of the row's label
 * @param label empty: the label of the largest probability
 * @param gold empty: {@code correct} says it all
 * @param correct whether the label is right, as 0, 1, true or false
 * @param inclusion the chance with which the row was drawn
 * @param probabilities may be none
 */
record ConfidenceColumns(
        String confidence, String label, String gold, String correct, String inclusion, ProbabilityRows probabilities) {
    /** A confidence that was a 32-bit number may be a little above 1. */
    private static final double MOST = 1 + 1e-6;

    private static final double MOST_PERCENT = 100;

    /** The columns of a file with this row. */
    static ConfidenceColumns of(RoutingSettings asked, FileRow row) {
        Set<String> columns = row.columns();
        ProbabilityRows named = ProbabilityRows.named(numeric(row));
        ProbabilityRows probabilities = named.size() > 1 ? named : ProbabilityRows.named(Set.of());
        boolean distributed = probabilities.size() > 1;
        Column confidence = Column.of("confidenceColumn", asked.getConfidenceColumn(), "confidence");
        Column label = Column.of("labelColumn", asked.getLabelColumn(), "label");
        Column gold = Column.of("goldColumn", asked.getGoldColumn(), "gold", "input_label", "gold_label", "truth");
        String correct = Column.of("correctColumn", asked.getCorrectColumn()).orNone(columns);
        return new ConfidenceColumns(
                distributed ? confidence.orNone(columns) : confidence.in(columns),
                distributed || !correct.isEmpty() ? label.orNone(columns) : label.in(columns),
                correct.isEmpty() ? gold.in(columns) : gold.orNone(columns),
                correct,
                Column.of("inclusionColumn", asked.getInclusionColumn(), "inclusion")
                        .orNone(columns),
                probabilities);
    }

    /** Columns of probabilities whose names are chance, like {@code p_name}, hold texts. */
    private static Set<String> numeric(FileRow row) {
        return row.columns().stream()
                .filter(each -> row.get(each).isEmpty() || isNumber(row, each))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isNumber(FileRow row, String column) {
        try {
            row.number(column);
            return true;
        } catch (RejectedRow e) {
            return false;
        }
    }

    /** Empty if the row does not say what is true. */
    String truth(FileRow row) {
        return row.get(correct.isEmpty() ? gold : correct);
    }

    boolean isWrong(FileRow row, String label) {
        if (correct.isEmpty()) {
            return !label.equals(row.get(gold));
        }
        return switch (row.get(correct).toLowerCase(Locale.ROOT)) {
            case "1", "1.0", "true" -> false;
            case "0", "0.0", "false" -> true;
            default -> throw new RejectedRow(correct + " must be 0, 1, true or false, got `" + row.get(correct) + "`");
        };
    }

    /** The row's label; empty only where nothing but {@code correct} is known of it. */
    String labelOf(FileRow row, double[] distribution) {
        if (label.isEmpty()) {
            return distribution.length == 0 ? "" : probabilities.labels().get(largest(distribution));
        }
        return correct.isEmpty() ? row.required(label) : row.get(label);
    }

    /** The confidence in the row's label, in [0, 1]; NaN where the row does not say. */
    double confidenceOf(FileRow row, double[] distribution, String chosen) {
        if (confidence.isEmpty()) {
            int number = probabilities.labels().indexOf(chosen);
            if (number >= 0) {
                return Math.min(1, distribution[number]);
            }
            return chosen.isEmpty()
                    ? Math.min(1, Arrays.stream(distribution).max().orElse(Double.NaN))
                    : Double.NaN;
        }
        String value = row.get(confidence).toLowerCase(Locale.ROOT);
        if (value.isEmpty() || value.equals("nan") || value.equals("null")) {
            return Double.NaN;
        }
        double number = row.number(confidence);
        if (!(number >= 0 && number <= MOST)) {
            String advice = isPercent(number) ? "; divide percentages by 100" : "";
            throw new RejectedRow("the confidence must be in [0, 1], got " + number + advice);
        }
        return Math.min(1, number);
    }

    /** True for a confidence that would be one as a percentage. */
    boolean saysPercent(FileRow row) {
        return !confidence.isEmpty() && isNumber(row, confidence) && isPercent(row.number(confidence));
    }

    private static boolean isPercent(double number) {
        return number > MOST && number <= MOST_PERCENT;
    }

    /** The chance with which the row was drawn, in [0, 1]; 1 without such a column, 0 where the row does not say. */
    double inclusionOf(FileRow row) {
        if (inclusion.isEmpty()) {
            return 1;
        }
        double chance = row.get(inclusion).isEmpty() ? 0 : row.number(inclusion);
        if (!(chance >= 0 && chance <= 1)) {
            throw new RejectedRow(inclusion + " must be in [0, 1], got " + chance);
        }
        return chance;
    }

    private static int largest(double[] distribution) {
        int best = 0;
        for (int k = 1; k < distribution.length; k++) {
            best = distribution[k] > distribution[best] ? k : best;
        }
        return best;
    }
}
