package io.autolabeler.quality.calibration;

import java.util.Arrays;

/**
 * The rising curve that is nearest to the outcomes, a line between the ends of its steps. Equal outputs of different
 * confidences are common: rank by the output first and by the raw confidence second. Needs some 200 items, better 1,000.
 *
 * <p>Source: M. Ayer et al., "An Empirical Distribution Function for Sampling with Incomplete Information", Annals of
 * Mathematical Statistics 26, 1955 (pool adjacent violators); B. Zadrozny and C. Elkan, "Transforming Classifier Scores
 * into Accurate Multiclass Probability Estimates", KDD 2002.
 *
 * @param items that it was fitted on; what comes out stays at least {@code 1 / (2 items + 2)} off 0 and 1
 * @param thresholds rising confidences
 * @param values {@code [thresholds]}: the share of right items at each, not falling, not yet kept off 0 and 1
 */
public record IsotonicMap(int items, double[] thresholds, double[] values) implements TopLabelMap {
    static final String METHOD = "isotonic";

    public IsotonicMap {
        if (items < 1 || thresholds.length < 1 || thresholds.length != values.length) {
            throw new IllegalArgumentException("items and thresholds must be at least 1, and values as many, got "
                    + items + ", " + thresholds.length + " and " + values.length);
        }
    }

    /** The curve; the mere share of right items where there is one outcome only. O(n log n). */
    public static TopLabelMap fit(double[] confidence, boolean[] correct) {
        int right = Outcomes.count(correct);
        return right == 0 || right == correct.length
                ? ConstantMap.of(correct, ConstantMap.Reason.ONE_OUTCOME)
                : Steps.of(confidence, correct, right).map(correct.length);
    }

    @Override
    public double confidence(double confidence) {
        double least = 1 / (2.0 * items + 2);
        return Math.clamp(raw(confidence), least, 1 - least);
    }

    /** The curve itself, before its ends are kept off 0 and 1. */
    double raw(double confidence) {
        int found = Arrays.binarySearch(thresholds, confidence);
        if (found >= 0) {
            return values[found];
        }
        int above = -found - 1;
        if (above == 0 || above == thresholds.length) {
            return values[above == 0 ? 0 : above - 1];
        }
        double share = (confidence - thresholds[above - 1]) / (thresholds[above] - thresholds[above - 1]);
        return values[above - 1] + share * (values[above] - values[above - 1]);
    }

    @Override
    public StoredMap stored() {
        double[] parameters = new double[values.length + 1];
        parameters[0] = items;
        System.arraycopy(values, 0, parameters, 1, values.length);
        return new StoredMap(METHOD, parameters, thresholds);
    }

    @Override
    public int parameters() {
        return values.length;
    }

    /** Neighbours in confidence that are merged while the right share falls from one to the next. */
    private static final class Steps {
        private final double[] first;
        private final double[] last;
        private final int[] right;
        private final int[] all;
        private int size;

        private Steps(int most) {
            first = new double[most];
            last = new double[most];
            right = new int[most];
            all = new int[most];
        }

        /** Two sorts of plain numbers and a merge: cheaper than a sort of pairs. */
        static Steps of(double[] confidence, boolean[] correct, int hits) {
            double[][] sorted = {new double[confidence.length - hits], new double[hits]};
            int[] next = new int[2];
            for (int i = 0; i < confidence.length; i++) {
                int outcome = correct[i] ? 1 : 0;
                sorted[outcome][next[outcome]++] = confidence[i];
            }
            Arrays.sort(sorted[0]);
            Arrays.sort(sorted[1]);
            Steps steps = new Steps(confidence.length);
            int wrong = 0;
            int right = 0;
            while (wrong < sorted[0].length || right < sorted[1].length) {
                double at = Math.min(
                        wrong < sorted[0].length ? sorted[0][wrong] : Double.POSITIVE_INFINITY,
                        right < sorted[1].length ? sorted[1][right] : Double.POSITIVE_INFINITY);
                int wrongBefore = wrong;
                int rightBefore = right;
                wrong = endOfEqual(sorted[0], wrong, at);
                right = endOfEqual(sorted[1], right, at);
                steps.add(at, right - rightBefore, right - rightBefore + wrong - wrongBefore);
            }
            return steps;
        }

        private static int endOfEqual(double[] sorted, int from, double value) {
            int end = from;
            while (end < sorted.length && sorted[end] == value) {
                end++;
            }
            return end;
        }

        private void add(double at, int hits, int items) {
            first[size] = at;
            last[size] = at;
            right[size] = hits;
            all[size++] = items;
            while (size > 1 && falls(size - 2)) {
                size--;
                last[size - 1] = last[size];
                right[size - 1] += right[size];
                all[size - 1] += all[size];
            }
        }

        private boolean falls(int step) {
            return (long) right[step + 1] * all[step] <= (long) right[step] * all[step + 1];
        }

        IsotonicMap map(int items) {
            double[] thresholds = new double[2 * size];
            double[] values = new double[2 * size];
            int n = 0;
            for (int s = 0; s < size; s++) {
                values[n] = (double) right[s] / all[s];
                thresholds[n++] = first[s];
                if (last[s] > first[s]) {
                    values[n] = values[n - 1];
                    thresholds[n++] = last[s];
                }
            }
            return new IsotonicMap(items, Arrays.copyOf(thresholds, n), Arrays.copyOf(values, n));
        }
    }
}
