package io.autolabeler.quality.report;

import io.autolabeler.quality.report.FileRow.RejectedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * The columns of a row's distribution over labels.
 *
 * @param columns in the file's order
 * @param labels what each column is the probability of
 */
record ProbabilityRows(List<String> columns, List<String> labels) {
    private static final String PREFIX = "p_";
    private static final double MOST = 1 + 1e-6;

    /** No column. */
    static final ProbabilityRows NONE = new ProbabilityRows(List.of(), List.of());

    /** Columns {@code p0, p1, …} without a gap, in the order of their numbers; at least two. */
    static ProbabilityRows numbered(Set<String> columns) {
        ProbabilityRows found = numberedOrNone(columns);
        if (found.size() == 0) {
            throw new ReportFault(
                    "", "the file must have columns label,p0,p1,…; its columns are " + String.join(", ", columns));
        }
        return found;
    }

    /** The same; none where there are fewer than two. */
    static ProbabilityRows numberedOrNone(Set<String> columns) {
        List<String> found = new ArrayList<>();
        while (columns.contains("p" + found.size())) {
            found.add("p" + found.size());
        }
        if (found.size() < 2) {
            return NONE;
        }
        List<String> labels = found.stream().map(each -> each.substring(1)).toList();
        return new ProbabilityRows(List.copyOf(found), labels);
    }

    /** Columns {@code p_<label>}, in the file's order; may be none. */
    static ProbabilityRows named(Set<String> columns) {
        List<String> found = columns.stream()
                .filter(each -> each.startsWith(PREFIX) && each.length() > PREFIX.length())
                .toList();
        return new ProbabilityRows(
                found,
                found.stream().map(each -> each.substring(PREFIX.length())).toList());
    }

    /** Those columns that pass, which takes a column and its label. */
    ProbabilityRows where(BiPredicate<String, String> passes) {
        int[] kept = IntStream.range(0, columns.size())
                .filter(k -> passes.test(columns.get(k), labels.get(k)))
                .toArray();
        return new ProbabilityRows(
                IntStream.of(kept).mapToObj(columns::get).toList(),
                IntStream.of(kept).mapToObj(labels::get).toList());
    }

    int size() {
        return columns.size();
    }

    /** The row's probabilities, as they stand. */
    double[] of(FileRow row) {
        double[] shares = new double[columns.size()];
        for (int k = 0; k < shares.length; k++) {
            shares[k] = row.number(columns.get(k));
            if (shares[k] < 0 || shares[k] > MOST) {
                throw new RejectedRow(columns.get(k) + " must be in [0, 1], got " + shares[k]);
            }
        }
        return shares;
    }

    /** What the row says of each label, in whatever unit; NaN where it says nothing. */
    double[] weights(FileRow row) {
        double[] weights = new double[columns.size()];
        for (int k = 0; k < weights.length; k++) {
            String value = row.get(columns.get(k));
            boolean missing = value.isEmpty() || value.equalsIgnoreCase("nan");
            weights[k] = missing ? Double.NaN : row.number(columns.get(k));
            if (weights[k] < 0) {
                throw new RejectedRow(columns.get(k) + " must be at least 0, got " + weights[k]);
            }
        }
        return weights;
    }

    /** The number of a label. */
    int number(String column, String label) {
        int number = labels.indexOf(label);
        if (number < 0) {
            throw new RejectedRow(column + " must be one of the labels with a probability, got `" + label + "`");
        }
        return number;
    }
}
