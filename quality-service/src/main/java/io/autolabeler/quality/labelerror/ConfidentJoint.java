package io.autolabeler.quality.labelerror;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How often each label was given where another one is probably true.
 *
 * <p>Source: C. Northcutt, L. Jiang, I. Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels", JAIR 70,
 * 2021, equations 1-3. Deviation, as in the authors' own program: an item that is confidently of several classes counts
 * for its most probable one.
 *
 * @param thresholds {@code [classes]}: from which probability on an item is confidently of a class: the mean among items
 *     that were given it; 2 for a class that was given to none
 * @param raw {@code [given][true]}: counted items, at least 1 on the diagonal
 * @param calibrated {@code [given][true]}: the same, scaled to all items; rows sum to the items that were given the label
 * @param guesses {@code [items]}: the class that each is confidently of, {@link GivenLabels#NONE} for none
 */
public record ConfidentJoint(double[] thresholds, int[][] raw, int[][] calibrated, int[] guesses) {
    private static final double LEAST_THRESHOLD = 1e-6;
    private static final double TOLERANCE = 1e-6;
    private static final double NEVER = 2;

    /** Items that were given one label and are probably another. */
    public record Confused(int given, int probable, int items) {}

    /** The joint counts of these labels. O(items x classes). */
    public static ConfidentJoint of(GivenLabels labels) {
        double[] thresholds = thresholds(labels);
        int[] guesses = new int[labels.size()];
        int[][] raw = new int[labels.classes()][labels.classes()];
        for (int i = 0; i < guesses.length; i++) {
            guesses[i] = guess(labels, i, thresholds);
            if (guesses[i] != GivenLabels.NONE) {
                raw[labels.label(i)][guesses[i]]++;
            }
        }
        for (int k = 0; k < raw.length; k++) {
            raw[k][k] = Math.max(1, raw[k][k]);
        }
        return new ConfidentJoint(thresholds, raw, calibrated(raw, labels.counts()), guesses);
    }

    private static double[] thresholds(GivenLabels labels) {
        double[] sums = new double[labels.classes()];
        for (int i = 0; i < labels.size(); i++) {
            sums[labels.label(i)] += labels.probability(i, labels.label(i));
        }
        int[] counts = labels.counts();
        for (int k = 0; k < sums.length; k++) {
            sums[k] = counts[k] == 0 ? NEVER : Math.max(LEAST_THRESHOLD, sums[k] / counts[k]);
        }
        return sums;
    }

    private static int guess(GivenLabels labels, int item, double[] thresholds) {
        int found = 0;
        int last = GivenLabels.NONE;
        for (int k = 0; k < thresholds.length; k++) {
            if (labels.probability(item, k) >= thresholds[k] - TOLERANCE) {
                found++;
                last = k;
            }
        }
        return found > 1 ? labels.predicted(item) : last;
    }

    private static int[][] calibrated(int[][] raw, int[] counts) {
        int[][] calibrated = new int[raw.length][];
        for (int k = 0; k < raw.length; k++) {
            calibrated[k] = rounded(raw[k], counts[k]);
        }
        return calibrated;
    }

    /** Whole numbers with the row's proportions and this sum: the largest remainders are rounded up. */
    private static int[] rounded(int[] row, int sum) {
        double total = 0;
        for (int each : row) {
            total += each;
        }
        int[] whole = new int[row.length];
        double[] rest = new double[row.length];
        int missing = sum;
        for (int k = 0; k < row.length; k++) {
            double exact = row[k] * (double) sum / total;
            whole[k] = (int) exact;
            rest[k] = exact - whole[k];
            missing -= whole[k];
        }
        for (; missing > 0; missing--) {
            int largest = 0;
            for (int k = 1; k < row.length; k++) {
                largest = rest[k] > rest[largest] + 1e-12 ? k : largest;
            }
            whole[largest]++;
            rest[largest] = -1;
        }
        return whole;
    }

    /** {@code [given][true]}: the calibrated counts as shares of all items; all 0 for no items. */
    public double[][] shares() {
        int items = 0;
        for (int[] row : calibrated) {
            items += sum(row);
        }
        double[][] shares = new double[calibrated.length][calibrated.length];
        for (int g = 0; g < shares.length; g++) {
            for (int k = 0; k < shares.length; k++) {
                shares[g][k] = calibrated[g][k] / (double) Math.max(1, items);
            }
        }
        return shares;
    }

    /** The probability that a label is wrong where this one was given. */
    public double noiseRate(int given) {
        int items = sum(calibrated[given]);
        return items == 0 ? 0 : 1 - (double) calibrated[given][given] / items;
    }

    /** The share of all labels that are wrong, by the calibrated counts. */
    public double totalNoise() {
        double right = 0;
        int items = 0;
        for (int k = 0; k < calibrated.length; k++) {
            right += calibrated[k][k];
            items += sum(calibrated[k]);
        }
        return items == 0 ? 0 : 1 - right / items;
    }

    /** Items that are confidently of another class than the given one. */
    public boolean isOffDiagonal(GivenLabels labels, int item) {
        return guesses[item] != GivenLabels.NONE && guesses[item] != labels.label(item);
    }

    /** How many items are; the estimate of how many labels are wrong. */
    public int estimatedIssues(GivenLabels labels) {
        int issues = 0;
        for (int i = 0; i < guesses.length; i++) {
            issues += isOffDiagonal(labels, i) ? 1 : 0;
        }
        return issues;
    }

    /** Given and probable labels by how many items are counted so, most first; pairs without any are left out. */
    public List<Confused> confused() {
        List<Confused> pairs = new ArrayList<>();
        for (int g = 0; g < raw.length; g++) {
            for (int k = 0; k < raw.length; k++) {
                if (g != k && raw[g][k] > 0) {
                    pairs.add(new Confused(g, k, raw[g][k]));
                }
            }
        }
        pairs.sort(Comparator.comparingInt((Confused pair) -> -pair.items));
        return pairs;
    }

    private static int sum(int[] row) {
        int sum = 0;
        for (int each : row) {
            sum += each;
        }
        return sum;
    }
}
