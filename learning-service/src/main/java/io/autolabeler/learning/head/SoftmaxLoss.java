package io.autolabeler.learning.head;

import java.util.Arrays;

/**
 * The mean cross-entropy of a linear head on its training set plus its L2 penalty, and the gradient.
 *
 * <p>{@code loss(W, b) = (Σ -ln p(label) + |W|² / (2 C)) / examples}; offsets are not penalised. A point is the flat
 * array of a head: per class its weights, then all offsets.
 */
final class SoftmaxLoss implements Objective {
    private final VectorBlocks blocks;
    private final int[] labels;
    private final int classes;
    private final int dimensions;
    private final double penalty;

    /** Checks nothing but that C is positive; O(examples · dimensions) memory. */
    SoftmaxLoss(TrainingSet set, VectorBlocks blocks, double c) {
        if (!(c > 0)) {
            throw new IllegalArgumentException("c must be above 0, got " + c);
        }
        this.blocks = blocks;
        this.labels = set.labels();
        this.classes = set.classes();
        this.dimensions = set.dimensions();
        this.penalty = 1 / (c * set.size());
    }

    @Override
    public double at(float[] point, float[] gradient) {
        float[][] weights = new float[classes][];
        for (int k = 0; k < classes; k++) {
            weights[k] = Arrays.copyOfRange(point, k * dimensions, (k + 1) * dimensions);
        }
        float[][] slopes = new float[classes][dimensions];
        double[] offsetSlopes = new double[classes];
        float[][] scores = new float[classes][VectorBlocks.BLOCK];
        double loss = 0;
        for (int block = 0; block < blocks.blocks(); block++) {
            for (int k = 0; k < classes; k++) {
                blocks.multiply(block, weights[k], point[classes * dimensions + k], scores[k]);
            }
            loss += toErrors(block, scores);
            for (int k = 0; k < classes; k++) {
                blocks.addWeighted(block, scores[k], slopes[k]);
                offsetSlopes[k] += sum(scores[k], blocks.size(block));
            }
        }
        return penalised(loss, point, slopes, offsetSlopes, gradient);
    }

    /** Turns scores into probability minus truth, in place; returns the cross-entropy of the block. */
    private double toErrors(int block, float[][] scores) {
        int size = blocks.size(block);
        double loss = 0;
        float[] highest = scores[0].clone();
        for (float[] of : scores) {
            for (int i = 0; i < highest.length; i++) {
                highest[i] = Math.max(highest[i], of[i]);
            }
        }
        float[] sums = new float[highest.length];
        for (int i = 0; i < size; i++) {
            loss += highest[i] - scores[labels[block * VectorBlocks.BLOCK + i]][i];
        }
        for (float[] of : scores) {
            for (int i = 0; i < size; i++) {
                of[i] = (float) Math.exp(of[i] - highest[i]);
                sums[i] += of[i];
            }
        }
        for (int i = 0; i < size; i++) {
            loss += Math.log(sums[i]);
            sums[i] = 1 / sums[i];
        }
        for (float[] of : scores) {
            for (int i = 0; i < sums.length; i++) {
                of[i] *= sums[i];
            }
        }
        for (int i = 0; i < size; i++) {
            scores[labels[block * VectorBlocks.BLOCK + i]][i] -= 1;
        }
        return loss;
    }

    private double penalised(double loss, float[] point, float[][] slopes, double[] offsetSlopes, float[] gradient) {
        double squares = 0;
        float perExample = 1f / labels.length;
        for (int k = 0; k < classes; k++) {
            int at = k * dimensions;
            for (int d = 0; d < dimensions; d++) {
                float weight = point[at + d];
                squares += weight * weight;
                gradient[at + d] = slopes[k][d] * perExample + (float) penalty * weight;
            }
            gradient[classes * dimensions + k] = (float) (offsetSlopes[k] * perExample);
        }
        return loss / labels.length + penalty * squares / 2;
    }

    private static double sum(float[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum;
    }
}
