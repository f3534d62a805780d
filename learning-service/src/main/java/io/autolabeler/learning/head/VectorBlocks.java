package io.autolabeler.learning.head;

import java.util.Arrays;

/**
 * Vectors laid out twice in blocks that fit a core's cache, so that both products a linear model needs run over
 * consecutive memory: dot products of one vector with a whole block, and weighted sums of a block's vectors.
 *
 * <p>The loops are written so that the compiler turns them into vector instructions: one index, no reduction.
 */
final class VectorBlocks {
    /** Vectors in a block; a multiple of every register width. */
    static final int BLOCK = 128;

    private final float[][] rows;
    private final float[][][] columns;

    /** Lays out {@code [vectors][dimensions]}; the vectors themselves are shared. */
    VectorBlocks(float[][] vectors) {
        int dimensions = vectors[0].length;
        int blocks = (vectors.length + BLOCK - 1) / BLOCK;
        rows = Arrays.copyOf(vectors, vectors.length);
        columns = new float[blocks][dimensions][BLOCK];
        for (int row = 0; row < vectors.length; row++) {
            float[][] block = columns[row / BLOCK];
            for (int d = 0; d < dimensions; d++) {
                block[d][row % BLOCK] = vectors[row][d];
            }
        }
    }

    int blocks() {
        return columns.length;
    }

    /** Vectors in the block; only the last one may have fewer than {@link #BLOCK}. */
    int size(int block) {
        return Math.min(BLOCK, rows.length - block * BLOCK);
    }

    /** Writes {@code offset + weights · vector} for each vector of the block into {@code products}. */
    void multiply(int block, float[] weights, float offset, float[] products) {
        float[][] byDimension = columns[block];
        Arrays.fill(products, offset);
        int d = 0;
        for (; d + 4 <= weights.length; d += 4) {
            addFour(products, byDimension, weights, d);
        }
        for (; d < weights.length; d++) {
            addOne(products, byDimension[d], weights[d]);
        }
    }

    /** Adds {@code factors[i] · vector i} for each vector of the block to {@code sum}. */
    void addWeighted(int block, float[] factors, float[] sum) {
        int first = block * BLOCK;
        int size = size(block);
        float[][] vectors = Arrays.copyOfRange(rows, first, first + size);
        int i = 0;
        for (; i + 4 <= size; i += 4) {
            addFour(sum, vectors, factors, i);
        }
        for (; i < size; i++) {
            addOne(sum, vectors[i], factors[i]);
        }
    }

    private static void addFour(float[] sum, float[][] vectors, float[] factors, int from) {
        float[] a = vectors[from];
        float[] b = vectors[from + 1];
        float[] c = vectors[from + 2];
        float[] d = vectors[from + 3];
        float fa = factors[from];
        float fb = factors[from + 1];
        float fc = factors[from + 2];
        float fd = factors[from + 3];
        for (int i = 0; i < sum.length; i++) {
            sum[i] += fa * a[i] + fb * b[i] + fc * c[i] + fd * d[i];
        }
    }

    private static void addOne(float[] sum, float[] vector, float factor) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * vector[i];
        }
    }
}
