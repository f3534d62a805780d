package io.autolabeler.quality.labelerror;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Which labels are called wrong. None of them calls a label wrong that the model finds most probable itself.
 *
 * <p>Source: C. Northcutt, L. Jiang, I. Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels", JAIR 70,
 * 2021, section 3.2.
 */
public enum LabelFilter {
    /** Items that are confidently of another class. */
    CONFIDENT_LEARNING,
    /** In each class as many as are estimated to be wrong, those with the least probability of the given label. */
    PRUNE_BY_CLASS,
    /** For each pair of classes as many as are estimated to be confused, those that lean most to the other class. */
    PRUNE_BY_NOISE_RATE,
    /** What both kinds of pruning call wrong. */
    BOTH,
    /** Items whose most probable label is another. */
    PREDICTED_NEQ_GIVEN;

    /** Given labels that a class needs before its labels are pruned, unless another number is said. */
    public static final int LEAST_IN_CLASS = 5;

    /** True if it spares classes with few given labels. */
    public boolean prunes() {
        return this == PRUNE_BY_CLASS || this == PRUNE_BY_NOISE_RATE || this == BOTH;
    }

    /** Positions of the labels called wrong; pruning spares classes with fewer given labels than the least. */
    public BitSet flagged(GivenLabels labels, ConfidentJoint joint, int leastInClass) {
        BitSet flagged = switch (this) {
            case CONFIDENT_LEARNING -> where(labels, i -> joint.isOffDiagonal(labels, i));
            case PREDICTED_NEQ_GIVEN -> where(labels, i -> labels.predicted(i) != labels.label(i));
            case PRUNE_BY_CLASS -> byClass(labels, joint, leastInClass);
            case PRUNE_BY_NOISE_RATE -> byNoiseRate(labels, joint, leastInClass);
            case BOTH -> {
                BitSet both = byClass(labels, joint, leastInClass);
                both.and(byNoiseRate(labels, joint, leastInClass));
                yield both;
            }
        };
        flagged.andNot(where(labels, i -> agrees(labels, i)));
        return flagged;
    }

    private static BitSet where(GivenLabels labels, IntPredicate passes) {
        BitSet found = new BitSet();
        IntStream.range(0, labels.size()).filter(passes).forEach(found::set);
        return found;
    }

    private static boolean agrees(GivenLabels labels, int item) {
        int label = labels.label(item);
        return labels.predicted(item) == label
                && labels.probability(item, label) > LabelScore.bestOther(labels.row(item), label);
    }

    private static BitSet byClass(GivenLabels labels, ConfidentJoint joint, int least) {
        BitSet flagged = new BitSet();
        int[][] positions = positions(labels);
        for (int k = 0; k < positions.length; k++) {
            if (positions[k].length >= least) {
                int label = k;
                int wrong = positions[k].length - joint.calibrated()[k][k];
                flagLeast(flagged, positions[k], wrong, i -> labels.probability(i, label));
            }
        }
        return flagged;
    }

    private static BitSet byNoiseRate(GivenLabels labels, ConfidentJoint joint, int least) {
        BitSet flagged = new BitSet();
        int[][] positions = positions(labels);
        for (int k = 0; k < positions.length; k++) {
            for (int j = 0; j < positions.length && positions[k].length >= least; j++) {
                int given = k;
                int other = j;
                int wrong = j == k ? 0 : joint.calibrated()[k][j];
                flagLeast(
                        flagged, positions[k], wrong, i -> labels.probability(i, given) - labels.probability(i, other));
            }
        }
        return flagged;
    }

    /** {@code [classes]}: the positions that were given each. */
    private static int[][] positions(GivenLabels labels) {
        int[] counts = labels.counts();
        int[][] positions = new int[counts.length][];
        Arrays.setAll(positions, k -> new int[counts[k]]);
        for (int i = labels.size() - 1; i >= 0; i--) {
            positions[labels.label(i)][--counts[labels.label(i)]] = i;
        }
        return positions;
    }

    /** Flags so many of the positions with the least values, the first of equal ones. */
    private static void flagLeast(BitSet flagged, int[] positions, int many, IntToDoubleFunction value) {
        if (many == 0) {
            return;
        }
        double[] values = Arrays.stream(positions).mapToDouble(value).toArray();
        double last = smallest(values.clone(), many - 1);
        int tied = many;
        for (double each : values) {
            tied -= each < last ? 1 : 0;
        }
        for (int i = 0; i < values.length; i++) {
            boolean tie = values[i] == last && tied-- > 0;
            if (values[i] < last || tie) {
                flagged.set(positions[i]);
            }
        }
    }

    /**
     * The value that sorting would put at a rank; linear on average, and turns the values around.
     *
     * <p>Source: C. A. R. Hoare, "Algorithm 65: Find", Communications of the ACM 4, 1961.
     */
    private static double smallest(double[] values, int rank) {
        int low = 0;
        int high = values.length - 1;
        while (low < high) {
            double pivot = values[(low + high) >>> 1];
            int left = low;
            int right = high;
            while (left <= right) {
                while (values[left] < pivot) {
                    left++;
                }
                while (values[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    double kept = values[left];
                    values[left++] = values[right];
                    values[right--] = kept;
                }
            }
            if (rank <= right) {
                high = right;
            } else if (rank >= left) {
                low = left;
            } else {
                return values[rank];
            }
        }
        return values[rank];
    }
}
