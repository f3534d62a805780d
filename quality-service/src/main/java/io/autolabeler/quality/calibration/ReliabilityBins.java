package io.autolabeler.quality.calibration;

import io.autolabeler.quality.statistics.Interval;
import io.autolabeler.quality.statistics.Share;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Items grouped by confidence: what a reliability diagram shows. Empty bins are left out.
 *
 * <p>Source: C. Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, equations 2-5; R. Roelofs et al.,
 * "Mitigating Bias in Calibration Error Estimation", AISTATS 2022, for the sweep; A. Kumar, P. Liang, T. Ma, "Verified
 * Uncertainty Calibration", NeurIPS 2019, for the debiased forms.
 */
public record ReliabilityBins(List<Bin> bins) {
    private static final int DRAWS = 1_000;

    /**
     * One bar of the diagram.
     *
     * @param lower of the bin's edges; of a bin of equal mass, its least confidence
     * @param upper of the bin's edges; of a bin of equal mass, its greatest confidence
     * @param items above 0
     * @param mass sum of the items' weights
     * @param effective how many items of equal weight would say as much
     * @param meanConfidence of the items, not the bin's centre
     * @param accuracy share of right items
     */
    public record Bin(
            double lower,
            double upper,
            int items,
            double mass,
            double effective,
            double meanConfidence,
            double accuracy) {
        /** By how much the model is too sure; negative where it is too modest. */
        public double gap() {
            return meanConfidence - accuracy;
        }

        /** Where the accuracy lies with 95 %; weighted items count as so many as they are worth, rounded. */
        public Interval interval() {
            int trials = (int) Math.max(1, Math.round(effective));
            return new Share((int) Math.round(accuracy * trials), trials).wilson();
        }

        /** Squared gap less what chance alone would make of it; the bin must be worth more than one item. */
        private double debiasedSquare() {
            return gap() * gap() - accuracy * (1 - accuracy) / (effective - 1);
        }
    }

    public ReliabilityBins {
        bins = List.copyOf(bins);
    }

    /** Bins of equal width; a confidence on an edge falls into the lower bin. */
    public static ReliabilityBins equalWidth(Outcomes outcomes, int bins) {
        requireBins(bins);
        Sums sums = new Sums(bins);
        for (int i = 0; i < outcomes.size(); i++) {
            sums.add(bin(outcomes.confidence()[i], bins), outcomes, i);
        }
        return sums.bins((b, ends) -> new double[] {(double) b / bins, (b + 1.0) / bins});
    }

    /** Bins of equally many items by rising confidence; the first ones take one more where they don't divide. */
    public static ReliabilityBins equalMass(Outcomes outcomes, int bins) {
        requireBins(bins);
        int[] order = outcomes.order();
        Sums sums = new Sums(bins);
        for (int b = 0, from = 0; b < bins; b++) {
            int to = from + order.length / bins + (b < order.length % bins ? 1 : 0);
            for (; from < to; from++) {
                sums.add(b, outcomes, order[from]);
            }
        }
        return sums.bins((b, ends) -> ends);
    }

    /** As many bins of equal mass as can be had before accuracy falls from one to the next; at least one. */
    public static ReliabilityBins sweep(Outcomes outcomes) {
        int[] order = outcomes.order();
        double[] hits = new double[order.length + 1];
        double[] mass = new double[order.length + 1];
        boolean rising = true;
        for (int i = 0; i < order.length; i++) {
            double weight = outcomes.weights()[order[i]];
            hits[i + 1] = hits[i] + weight * outcomes.hit(order[i]);
            mass[i + 1] = mass[i] + weight;
            rising &= i == 0 || outcomes.hit(order[i - 1]) <= outcomes.hit(order[i]);
        }
        int bins = rising ? Math.max(1, order.length) : 1;
        while (bins < order.length && rises(hits, mass, bins + 1)) {
            bins++;
        }
        return equalMass(outcomes, bins);
    }

    private static boolean rises(double[] hits, double[] mass, int bins) {
        int items = hits.length - 1;
        double before = Double.NEGATIVE_INFINITY;
        for (int b = 0, from = 0; b < bins; b++) {
            int to = from + items / bins + (b < items % bins ? 1 : 0);
            double accuracy = (hits[to] - hits[from]) / (mass[to] - mass[from]);
            if (accuracy < before) {
                return false;
            }
            before = accuracy;
            from = to;
        }
        return true;
    }

    /** ECE: the mean gap, weighted by the bins' mass, in [0, 1]; 0 for no items. */
    public double expectedError() {
        double sum = 0;
        for (Bin bin : bins) {
            sum += bin.mass * Math.abs(bin.gap());
        }
        return bins.isEmpty() ? 0 : sum / mass();
    }

    /** MCE: the largest gap among bins with at least so many items; 0 for none. */
    public double maximumError(int leastItems) {
        return bins.stream()
                .filter(bin -> bin.items >= leastItems)
                .mapToDouble(bin -> Math.abs(bin.gap()))
                .max()
                .orElse(0);
    }

    /** The mean squared gap less what chance alone would make of it; may be negative. Bins of one item say nothing. */
    public double debiasedSquare() {
        double sum = 0;
        for (Bin bin : bins) {
            sum += bin.effective > 1 + 1e-9 ? bin.mass * bin.debiasedSquare() : 0;
        }
        return bins.isEmpty() ? 0 : sum / mass();
    }

    /** ECE less what chance alone would make of it, found by drawing each bin's accuracy again; at least 0. */
    public double debiasedError(long seed) {
        var random = new SplittableRandom(seed);
        double drawn = 0;
        for (Bin bin : bins) {
            double spread = Math.sqrt(bin.accuracy * (1 - bin.accuracy) / bin.effective);
            double gaps = 0;
            for (int r = 0; r < DRAWS; r++) {
                gaps += Math.abs(bin.accuracy + spread * random.nextGaussian() - bin.meanConfidence);
            }
            drawn += bin.mass * gaps / DRAWS;
        }
        return bins.isEmpty() ? 0 : Math.max(0, 2 * expectedError() - drawn / mass());
    }

    private double mass() {
        return bins.stream().mapToDouble(Bin::mass).sum();
    }

    private static void requireBins(int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("bins must be at least 1, got " + bins);
        }
    }

    /** The smallest bin whose upper edge is not below the confidence; 0 falls into the first. */
    static int bin(double confidence, int bins) {
        int bin = Math.clamp((int) Math.ceil(confidence * bins) - 1, 0, bins - 1);
        while (bin > 0 && confidence <= (double) bin / bins) {
            bin--;
        }
        while (bin < bins - 1 && confidence > (bin + 1.0) / bins) {
            bin++;
        }
        return bin;
    }

    private interface Edges {
        double[] of(int bin, double[] ends);
    }

    /** Of each bin: items, mass, squared mass, confidence, hits, least and greatest confidence. */
    private static final class Sums {
        private final int[] items;
        private final double[][] sums;

        Sums(int bins) {
            items = new int[bins];
            sums = new double[bins][6];
            Arrays.stream(sums).forEach(each -> each[4] = Double.POSITIVE_INFINITY);
        }

        void add(int bin, Outcomes outcomes, int item) {
            double[] sum = sums[bin];
            double weight = outcomes.weights()[item];
            double confidence = outcomes.confidence()[item];
            items[bin]++;
            sum[0] += weight;
            sum[1] += weight * weight;
            sum[2] += weight * confidence;
            sum[3] += weight * outcomes.hit(item);
            sum[4] = Math.min(sum[4], confidence);
            sum[5] = Math.max(sum[5], confidence);
        }

        ReliabilityBins bins(Edges edges) {
            List<Bin> bins = new ArrayList<>();
            for (int b = 0; b < items.length; b++) {
                if (items[b] > 0) {
                    double[] sum = sums[b];
                    double[] ends = edges.of(b, new double[] {sum[4], sum[5]});
                    double effective = sum[0] * sum[0] / sum[1];
                    bins.add(new Bin(ends[0], ends[1], items[b], sum[0], effective, sum[2] / sum[0], sum[3] / sum[0]));
                }
            }
            return new ReliabilityBins(bins);
        }
    }
}
