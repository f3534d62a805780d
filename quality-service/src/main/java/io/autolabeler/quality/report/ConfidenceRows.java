package io.autolabeler.quality.report;

import io.autolabeler.quality.certification.ValidationSet;
import io.autolabeler.quality.v1.RoutingSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects rows with a confidence or a distribution, and whether the label is right; rows that do not say so are counted. */
final class ConfidenceRows {
    private static final int MOST_NAMES = 1_000;

    private final RoutingSettings asked;
    private final List<Scored> scored = new ArrayList<>();
    private final List<double[]> shares = new ArrayList<>();
    private final List<Integer> truths = new ArrayList<>();
    private final Set<String> labels = new HashSet<>();
    private final Set<String> golds = new HashSet<>();
    private int withoutGold;
    private int withoutConfidence;
    private int notDrawn;
    private int percent;
    private @Nullable ConfidenceColumns place;

    ConfidenceRows(RoutingSettings asked) {
        this.asked = asked;
    }

    /** @param score negative infinity for a row without a confidence */
    private record Scored(double score, boolean wrong, double inclusion) {}

    /**
     * Distributions over labels.
     *
     * @param truth -1 where the true label has no probability
     */
    record Distributions(double[][] probabilities, int[] truth) {}

    void accept(FileRow row) {
        ConfidenceColumns where = place == null ? ConfidenceColumns.of(asked, row) : place;
        place = where;
        if (where.truth(row).isEmpty()) {
            withoutGold++;
            return;
        }
        percent += where.saysPercent(row) ? 1 : 0;
        double inclusion = where.inclusionOf(row);
        double[] distribution = where.probabilities().of(row);
        String label = where.labelOf(row, distribution);
        double confidence = where.confidenceOf(row, distribution, label);
        boolean wrong = where.isWrong(row, label);
        if (inclusion == 0) {
            notDrawn++;
            return;
        }
        boolean missing = Double.isNaN(confidence);
        withoutConfidence += missing ? 1 : 0;
        scored.add(new Scored(missing ? Double.NEGATIVE_INFINITY : confidence, wrong, inclusion));
        String gold = where.gold().isEmpty() ? "" : row.get(where.gold());
        remember(label, gold);
        if (where.probabilities().size() > 1 && !gold.isEmpty()) {
            shares.add(distribution);
            truths.add(where.probabilities().labels().indexOf(gold));
        }
    }

    private void remember(String label, String gold) {
        if (labels.size() < MOST_NAMES && golds.size() < MOST_NAMES) {
            labels.add(label);
            golds.add(gold);
        }
    }

    /** Throws if the rows cannot be what was meant. */
    void requireUsable() {
        if (percent > 0 && percent >= scored.size()) {
            throw new ReportFault(
                    "confidenceColumn",
                    "most of its values are above 1 and at most 100: they look like percentages; divide them by 100");
        }
        if (scored.isEmpty()) {
            throw new ReportFault(
                    "goldColumn",
                    notDrawn == 0
                            ? "no row of the file has a gold label"
                            : "no row with a gold label was drawn at random: their inclusion is empty or 0");
        }
        boolean comparable = place != null && place.correct().isEmpty();
        if (comparable && labels.stream().noneMatch(golds::contains) && labels.size() < MOST_NAMES) {
            throw new ReportFault(
                    "labelColumn",
                    "no label is the gold label of any row, labels like %s and gold labels like %s: write them alike"
                            .formatted(first(labels), first(golds)));
        }
    }

    private static String first(Set<String> names) {
        return names.stream().sorted().findFirst().orElse("");
    }

    /** Scores as they stand, negative infinity for a missing one. */
    double[] scores() {
        return scored.stream().mapToDouble(Scored::score).toArray();
    }

    /** One over the chance of each row. */
    double[] weights() {
        return scored.stream().mapToDouble(each -> 1 / each.inclusion()).toArray();
    }

    boolean isWeighted() {
        return scored.stream().mapToDouble(Scored::inclusion).distinct().count() > 1;
    }

    ValidationSet items() {
        boolean[] wrong = new boolean[scored.size()];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = scored.get(i).wrong();
        }
        return isWeighted() ? ValidationSet.weighted(scores(), wrong, weights()) : ValidationSet.of(scores(), wrong);
    }

    int withoutGold() {
        return withoutGold;
    }

    int withoutConfidence() {
        return withoutConfidence;
    }

    /** Rows with a truth that were not drawn at random. */
    int notDrawn() {
        return notDrawn;
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
