package io.autolabeler.quality.labelerror;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Labels as they were given, beside what a model that has not seen them thinks. Immutable; items that cannot be judged are
 * left out.
 */
public final class GivenLabels {
    /** Stands for an item without a label. */
    public static final int NONE = -1;

    private final int[] items;
    private final int[] labels;
    private final double[][] probabilities;
    private final int classes;
    private final int unreadable;

    private GivenLabels(int[] items, int[] labels, double[][] probabilities, int classes, int unreadable) {
        this.items = items;
        this.labels = labels;
        this.probabilities = probabilities;
        this.classes = classes;
        this.unreadable = unreadable;
    }

    /** Where a model's probabilities come from. */
    public enum Source {
        /** The model was not fitted on the item: cross-validation, or a model that never saw the label. */
        OUT_OF_SAMPLE,
        /** It was; it has learnt the errors too, and cannot find them. */
        IN_SAMPLE
    }

    /**
     * The labels that can be judged. Rows are normalised; rows with a number that is none, or without any probability, are
     * left out and counted; so are, uncounted, items without a label.
     *
     * @param labels {@code [items]} from 0, or {@link #NONE}
     * @param probabilities {@code [items][classes]}
     */
    public static GivenLabels of(int[] labels, double[][] probabilities, Source source) {
        if (source == Source.IN_SAMPLE) {
            throw new IllegalArgumentException(
                    "probabilities must be out of sample: a model finds no errors in labels that it has learnt");
        }
        if (labels.length != probabilities.length) {
            throw new IllegalArgumentException(
                    "labels must be as many as probabilities, got " + labels.length + " and " + probabilities.length);
        }
        int classes = probabilities.length == 0 ? 0 : probabilities[0].length;
        for (int i = 0; i < labels.length; i++) {
            if (probabilities[i].length != classes || labels[i] < NONE || labels[i] >= classes) {
                throw new IllegalArgumentException("labels must be below " + classes
                        + " and rows of that length, got label " + labels[i] + " and " + probabilities[i].length);
            }
        }
        int[] labelled =
                IntStream.range(0, labels.length).filter(i -> labels[i] != NONE).toArray();
        int[] kept =
                Arrays.stream(labelled).filter(i -> readable(probabilities[i])).toArray();
        return new GivenLabels(
                kept,
                Arrays.stream(kept).map(i -> labels[i]).toArray(),
                Arrays.stream(kept).mapToObj(i -> normalised(probabilities[i])).toArray(double[][]::new),
                classes,
                labelled.length - kept.length);
    }

    private static boolean readable(double[] row) {
        double sum = 0;
        for (double each : row) {
            if (!(each >= 0)) {
                return false;
            }
            sum += each;
        }
        return sum > 0 && sum < Double.POSITIVE_INFINITY;
    }

    private static double[] normalised(double[] row) {
        double sum = Arrays.stream(row).sum();
        return Math.abs(sum - 1) < 1e-9
                ? row.clone()
                : Arrays.stream(row).map(each -> each / sum).toArray();
    }

    /** Labels that can be judged. */
    public int size() {
        return labels.length;
    }

    public int classes() {
        return classes;
    }

    /** Labelled items that were left out because their row could not be read. */
    public int unreadable() {
        return unreadable;
    }

    /** The number, in what was handed in, of the label at a position. */
    public int item(int position) {
        return items[position];
    }

    public int label(int position) {
        return labels[position];
    }

    public double probability(int position, int label) {
        return probabilities[position][label];
    }

    double[] row(int position) {
        return probabilities[position];
    }

    /** The most probable label, the lower number of equal ones. */
    public int predicted(int position) {
        double[] row = probabilities[position];
        int best = 0;
        for (int k = 1; k < classes; k++) {
            best = row[k] > row[best] ? k : best;
        }
        return best;
    }

    /** {@code [classes]}: how many items were given each. */
    int[] counts() {
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }
}
