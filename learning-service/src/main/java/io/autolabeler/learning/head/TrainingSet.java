package io.autolabeler.learning.head;

import java.util.Arrays;

/**
 * Labeled vectors.
 *
 * @param vectors {@code [examples][dimensions]}, at least one, never written to
 * @param labels the class of each example, in 0 to {@code classes - 1}
 * @param classes at least 2
 */
record TrainingSet(float[][] vectors, int[] labels, int classes) {

    TrainingSet {
        if (classes < 2) {
            throw new IllegalArgumentException("classes must be at least 2, got " + classes);
        }
        if (vectors.length == 0 || vectors.length != labels.length) {
            throw new IllegalArgumentException("vectors must be as many as labels and at least 1, got " + vectors.length
                    + " and " + labels.length);
        }
        for (int label : labels) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("labels must be 0 to " + (classes - 1) + ", got " + label);
            }
        }
    }

    int size() {
        return labels.length;
    }

    int dimensions() {
        return vectors[0].length;
    }

    /** The examples at these positions, in their order; vectors are shared, not copied. */
    TrainingSet at(int[] positions) {
        return new TrainingSet(
                Arrays.stream(positions).mapToObj(i -> vectors[i]).toArray(float[][]::new),
                Arrays.stream(positions).map(i -> labels[i]).toArray(),
                classes);
    }
}
