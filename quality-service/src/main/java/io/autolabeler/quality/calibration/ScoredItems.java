package io.autolabeler.quality.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Distributions of a model over the labels of items whose true label is known, in the order in which they were observed.
 * Rows may differ in length. Immutable.
 */
public final class ScoredItems {
    private final double[] shares;
    private final int[] start;
    private final int[] top;
    private final double[] confidence;
    private final int[] truth;
    private final Rows rows;

    /**
     * What was done to the rows.
     *
     * @param renormalised were off 1 by more than 1e-3 in their sum
     * @param refused held a negative share or one that is no number, or nothing at all; they are left out
     * @param numbersOnly only the chosen label's confidence was known: each row is that label against all others
     */
    public record Rows(int renormalised, int refused, boolean numbersOnly) {}

    private ScoredItems(double[] shares, int[] start, int[] top, double[] confidence, int[] truth, Rows rows) {
        this.shares = shares;
        this.start = start;
        this.top = top;
        this.confidence = confidence;
        this.truth = truth;
        this.rows = rows;
    }

    /**
     * The items that can be read; the model is taken to choose the largest share.
     *
     * @param probabilities {@code [items][labels]}
     * @param truth {@code [items]}: index of the true label
     */
    public static ScoredItems of(double[][] probabilities, int[] truth) {
        requireSameLength(probabilities.length, truth.length);
        Distribution[] rows = new Distribution[truth.length];
        int[] tops = new int[truth.length];
        for (int i = 0; i < rows.length; i++) {
            if (truth[i] < 0 || truth[i] >= probabilities[i].length) {
                throw new IllegalArgumentException(
                        "truth must be in [0, " + probabilities[i].length + "), got " + truth[i]);
            }
            rows[i] = refuses(probabilities[i]) ? Distribution.of() : Distribution.of(probabilities[i]);
            tops[i] = rows[i].top();
        }
        return of(rows, tops, truth, false);
    }

    /** The items as they were observed. */
    public static ScoredItems of(List<Observation> observations) {
        return of(
                observations.stream()
                        .map(each -> Distribution.of(each.shares()))
                        .toArray(Distribution[]::new),
                observations.stream().mapToInt(Observation::top).toArray(),
                observations.stream().mapToInt(Observation::truth).toArray(),
                false);
    }

    /** Items of which only the chosen label's confidence in [0, 1] is known. */
    public static ScoredItems ofConfidence(double[] confidence, boolean[] correct) {
        requireSameLength(confidence.length, correct.length);
        Distribution[] rows = Arrays.stream(confidence)
                .mapToObj(c -> c >= 0 && c <= 1 ? Distribution.of(c) : Distribution.of())
                .toArray(Distribution[]::new);
        int[] truth =
                IntStream.range(0, correct.length).map(i -> correct[i] ? 0 : 1).toArray();
        return of(rows, new int[correct.length], truth, true);
    }

    private static ScoredItems of(Distribution[] rows, int[] tops, int[] truths, boolean numbersOnly) {
        int[] kept =
                IntStream.range(0, rows.length).filter(i -> rows[i].trusted()).toArray();
        int[] start = new int[kept.length + 1];
        for (int i = 0; i < kept.length; i++) {
            start[i + 1] = start[i] + rows[kept[i]].shares().length;
        }
        double[] shares = new double[start[kept.length]];
        int renormalised = 0;
        for (int i = 0; i < kept.length; i++) {
            Distribution row = rows[kept[i]];
            System.arraycopy(row.shares(), 0, shares, start[i], row.shares().length);
            renormalised += row.mended() ? 1 : 0;
        }
        int[] top = Arrays.stream(kept).map(i -> tops[i]).toArray();
        int[] truth = Arrays.stream(kept).map(i -> truths[i]).toArray();
        Rows done = new Rows(renormalised, rows.length - kept.length, numbersOnly);
        return new ScoredItems(shares, start, top, chosen(shares, start, top), truth, done);
    }

    private static double[] chosen(double[] shares, int[] start, int[] top) {
        return IntStream.range(0, top.length)
                .mapToDouble(i -> Math.min(1, shares[start[i] + top[i]]))
                .toArray();
    }

    private static boolean refuses(double[] row) {
        return Arrays.stream(row).anyMatch(share -> !(share >= 0));
    }

    private static void requireSameLength(int scores, int outcomes) {
        if (scores != outcomes) {
            throw new IllegalArgumentException(
                    "outcomes must be as many as scores, got " + outcomes + " for " + scores);
        }
    }

    public int size() {
        return truth.length;
    }

    public Rows rows() {
        return rows;
    }

    /** How many labels every row has; empty without rows, or where they differ or are not known. */
    public Optional<Integer> classes() {
        int first = size() == 0 || rows.numbersOnly() ? 0 : start[1];
        for (int i = 1; i < size(); i++) {
            first = start[i + 1] - start[i] == first ? first : 0;
        }
        return first == 0 ? Optional.empty() : Optional.of(first);
    }

    /** The distribution of an item. */
    public double[] row(int item) {
        return Arrays.copyOfRange(shares, start[item], start[item + 1]);
    }

    /** Index of the item's true label. */
    public int truth(int item) {
        return truth[item];
    }

    /** Index of the label that the model chose. */
    public int top(int item) {
        return top[item];
    }

    /** An item's distribution after a map. */
    double[] apply(Calibrator map, int item) {
        if (!rows.numbersOnly()) {
            return map.apply(row(item), top[item]);
        }
        double confidence = map.confidence(shares[start[item]]);
        return new double[] {confidence, Top.inside(1 - confidence)};
    }

    /** All items after a map; the labels that the model chose stay, unless the map moves labels. */
    public ScoredItems calibrated(Calibrator map) {
        return calibrated(i -> map);
    }

    /** All items, each after a map of its own. */
    ScoredItems calibrated(IntFunction<Calibrator> maps) {
        ScoredItems mapped = mapped(i -> apply(maps.apply(i), i), i -> chosen(maps.apply(i), i));
        int[] tops = top.clone();
        double[] chosen = mapped.confidence;
        for (int i = 0; i < tops.length; i++) {
            if (maps.apply(i).movesLabels()) {
                tops[i] = Top.of(mapped.row(i));
                chosen[i] = mapped.shares[start[i] + tops[i]];
            }
        }
        return new ScoredItems(mapped.shares, start, tops, chosen, truth, rows);
    }

    private double chosen(Calibrator map, int item) {
        return rows.numbersOnly() ? map.confidence(shares[start[item]]) : map.chosen(row(item), top[item]);
    }

    /**
     * All items with other distributions over the same labels, and other probabilities of the chosen label being right; the
     * labels that the model chose stay.
     */
    ScoredItems mapped(IntFunction<double[]> rows, IntToDoubleFunction chosen) {
        double[] mapped = new double[shares.length];
        for (int i = 0; i < size(); i++) {
            System.arraycopy(rows.apply(i), 0, mapped, start[i], start[i + 1] - start[i]);
        }
        double[] confidences = IntStream.range(0, size())
                .mapToDouble(i -> Math.min(1, chosen.applyAsDouble(i)))
                .toArray();
        return new ScoredItems(mapped, start, top, confidences, truth, this.rows);
    }

    /** What was claimed and what held, seen at the chosen label. */
    public Outcomes outcomes() {
        return Outcomes.of(confidence(), correct());
    }

    /** Minus the logarithm of the true label's share, clipped to [1e-7, 1 - 1e-7], of each item after a map. */
    double[] losses(Calibrator map) {
        double[] losses = new double[size()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = -Math.log(Top.clipped(apply(map, i)[truth[i]]));
        }
        return losses;
    }

    /** The items at rising or any other positions. */
    ScoredItems pick(int[] items) {
        int[] starts = new int[items.length + 1];
        for (int i = 0; i < items.length; i++) {
            starts[i + 1] = starts[i] + start[items[i] + 1] - start[items[i]];
        }
        double[] picked = new double[starts[items.length]];
        for (int i = 0; i < items.length; i++) {
            System.arraycopy(shares, start[items[i]], picked, starts[i], starts[i + 1] - starts[i]);
        }
        int[] tops = Arrays.stream(items).map(i -> top[i]).toArray();
        double[] confidences =
                Arrays.stream(items).mapToDouble(i -> confidence[i]).toArray();
        int[] truths = Arrays.stream(items).map(i -> truth[i]).toArray();
        return new ScoredItems(picked, starts, tops, confidences, truths, rows);
    }

    /** The items from one position to before another. */
    public ScoredItems between(int from, int to) {
        return pick(IntStream.range(from, to).toArray());
    }

    double[] confidence() {
        return confidence.clone();
    }

    boolean[] correct() {
        boolean[] correct = new boolean[size()];
        for (int i = 0; i < correct.length; i++) {
            correct[i] = top[i] == truth[i];
        }
        return correct;
    }

    /** Without a right and a wrong label there is nothing to learn of how often the model is right. */
    public boolean bothOutcomes() {
        boolean[] correct = correct();
        for (boolean each : correct) {
            if (each != correct[0]) {
                return true;
            }
        }
        return false;
    }

    /** Logarithms of the clipped shares of all rows, one row after the other. */
    double[] absoluteLogits() {
        return TemperatureScaling.logits(shares);
    }

    /** The same, the largest of each row moved to 0. */
    double[] logits() {
        double[] logits = absoluteLogits();
        for (int i = 0; i < size(); i++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = start[i]; k < start[i + 1]; k++) {
                largest = Math.max(largest, logits[k]);
            }
            for (int k = start[i]; k < start[i + 1]; k++) {
                logits[k] -= largest;
            }
        }
        return logits;
    }

    int[] start() {
        return start;
    }

    int[] truth() {
        return truth;
    }
}
