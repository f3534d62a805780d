package io.autolabeler.quality.report;

import io.autolabeler.quality.report.FileRow.RejectedRow;
import io.autolabeler.quality.v1.RoutingSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects rows with a confidence or a distribution, a label and its gold label; rows without gold are passed over. */
final class ConfidenceRows {
    private final RoutingSettings asked;
    private final List<Double> scores = new ArrayList<>();
    private final List<Boolean> wrong = new ArrayList<>();
    private final List<double[]> shares = new ArrayList<>();
    private final List<Integer> truths = new ArrayList<>();
    private @Nullable Place place;

    ConfidenceRows(RoutingSettings asked) {
        this.asked = asked;
    }

    /** Distributions over labels, as far as the true label is one of them. */
    record Distributions(double[][] probabilities, int[] truth) {}

    /**
     * The columns' names in this file.
     *
     * @param confidence empty: the largest of the probabilities
     * @param label empty: the label of the largest probability
     */
    private record Place(String confidence, String label, String gold, ProbabilityRows probabilities) {
        static Place of(RoutingSettings asked, Set<String> columns) {
            ProbabilityRows probabilities = ProbabilityRows.named(columns);
            Column confidence = Column.of("confidenceColumn", asked.getConfidenceColumn(), "confidence");
            Column label = Column.of("labelColumn", asked.getLabelColumn(), "label");
            boolean distributed = probabilities.size() > 1;
            return new Place(
                    distributed ? confidence.orNone(columns) : confidence.in(columns),
                    distributed ? label.orNone(columns) : label.in(columns),
                    Column.of("goldColumn", asked.getGoldColumn(), "gold", "input_label", "gold_label", "truth")
                            .in(columns),
                    probabilities);
        }
    }

    void accept(FileRow row) {
        Place where = place == null ? Place.of(asked, row.columns()) : place;
        place = where;
        String gold = row.get(where.gold);
        if (gold.isEmpty()) {
            return;
        }
        double[] distribution = where.probabilities.of(row);
        double confidence = where.confidence.isEmpty()
                ? Arrays.stream(distribution).max().orElseThrow()
                : row.number(where.confidence);
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new RejectedRow("the confidence must be in [0, 1], got " + confidence);
        }
        String label = where.label.isEmpty() ? largest(where.probabilities, distribution) : row.required(where.label);
        scores.add(confidence);
        wrong.add(!label.equals(gold));
        int truth = where.probabilities.labels().indexOf(gold);
        if (truth >= 0) {
            shares.add(distribution);
            truths.add(truth);
        }
    }

    private static String largest(ProbabilityRows columns, double[] distribution) {
        int best = 0;
        for (int k = 1; k < distribution.length; k++) {
            best = distribution[k] > distribution[best] ? k : best;
        }
        return columns.labels().get(best);
    }

    void requireAny() {
        if (scores.isEmpty()) {
            throw new ReportFault("goldColumn", "no row of the file has a gold label");
        }
    }

    double[] scores() {
        return scores.stream().mapToDouble(Double::doubleValue).toArray();
    }

    boolean[] wrong() {
        boolean[] all = new boolean[wrong.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = wrong.get(i);
        }
        return all;
    }

    /** Empty without columns of probabilities. */
    Optional<Distributions> distributions() {
        return shares.isEmpty()
                ? Optional.empty()
                : Optional.of(new Distributions(
                        shares.toArray(double[][]::new),
                        truths.stream().mapToInt(Integer::intValue).toArray()));
    }
}
