package io.autolabeler.learning.head;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A multinomial logistic classifier.
 *
 * @param weights {@code [classes][dimensions]}
 * @param offsets {@code [classes]}
 */
record LinearHead(float[][] weights, float[] offsets) {

    LinearHead {
        if (weights.length < 2 || weights.length != offsets.length) {
            throw new IllegalArgumentException("weights must be at least 2 and as many as offsets, got "
                    + weights.length + " and " + offsets.length);
        }
    }

    /** A head that finds every class equally likely. */
    static LinearHead zero(int classes, int dimensions) {
        return new LinearHead(new float[classes][dimensions], new float[classes]);
    }

    int classes() {
        return offsets.length;
    }

    int dimensions() {
        return weights[0].length;
    }

    /** The probability of each class; sums to 1. */
    double[] probabilities(float[] vector) {
        if (vector.length != dimensions()) {
            throw new IllegalArgumentException("vector must have " + dimensions() + " values, got " + vector.length);
        }
        double[] scores = new double[classes()];
        for (int c = 0; c < scores.length; c++) {
            double score = offsets[c];
            for (int d = 0; d < vector.length; d++) {
                score += weights[c][d] * vector[d];
            }
            scores[c] = score;
        }
        return softmax(scores);
    }

    /** The probability of each class for each vector: {@code [vectors][classes]}. */
    double[][] probabilities(float[][] vectors) {
        return Arrays.stream(vectors).map(this::probabilities).toArray(double[][]::new);
    }

    private static double[] softmax(double[] scores) {
        double highest = Arrays.stream(scores).max().orElseThrow();
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            scores[c] = Math.exp(scores[c] - highest);
            sum += scores[c];
        }
        for (int c = 0; c < scores.length; c++) {
            scores[c] /= sum;
        }
        return scores;
    }

    /** All the numbers, little-endian: per class its offset and then its weights. */
    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * classes() * (dimensions() + 1))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int c = 0; c < classes(); c++) {
            bytes.putFloat(offsets[c]);
            for (float weight : weights[c]) {
                bytes.putFloat(weight);
            }
        }
        return bytes.array();
    }

    /** The head from its {@link #bytes}. */
    static LinearHead from(byte[] bytes, int classes) {
        int dimensions = bytes.length / Float.BYTES / classes - 1;
        LinearHead head = zero(classes, dimensions);
        ByteBuffer source = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int c = 0; c < classes; c++) {
            head.offsets[c] = source.getFloat();
            for (int d = 0; d < dimensions; d++) {
                head.weights[c][d] = source.getFloat();
            }
        }
        return head;
    }
}
