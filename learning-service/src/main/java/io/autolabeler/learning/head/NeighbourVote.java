package io.autolabeler.learning.head;

import java.util.Arrays;

/**
 * The label voted for by the nearest examples, each with its cosine similarity as weight (none if negative).
 *
 * <p>Source: S. A. Dudani, "The Distance-Weighted k-Nearest-Neighbor Rule", IEEE Trans. SMC 6(4), 1976, with similarity
 * in place of inverse distance.
 *
 * @param k voters, at least 1
 */
record NeighbourVote(int k) {

    NeighbourVote {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, got " + k);
        }
    }

    /** The class with most votes for each of the vectors; equal votes go to the lower class. */
    int[] predict(TrainingSet examples, VectorBlocks blocks, float[][] vectors) {
        return Arrays.stream(vectors)
                .mapToInt(vector -> predict(examples, blocks, vector))
                .toArray();
    }

    private int predict(TrainingSet examples, VectorBlocks blocks, float[] vector) {
        float[] similarity = new float[k];
        int[] nearest = new int[k];
        Arrays.fill(similarity, Float.NEGATIVE_INFINITY);
        float[] products = new float[VectorBlocks.BLOCK];
        for (int block = 0; block < blocks.blocks(); block++) {
            blocks.multiply(block, vector, 0, products);
            for (int i = 0; i < blocks.size(block); i++) {
                if (products[i] > similarity[k - 1]) {
                    insert(similarity, nearest, products[i], block * VectorBlocks.BLOCK + i);
                }
            }
        }
        return vote(examples, similarity, nearest);
    }

    private static void insert(float[] similarity, int[] nearest, float value, int example) {
        int at = similarity.length - 1;
        for (; at > 0 && similarity[at - 1] < value; at--) {
            similarity[at] = similarity[at - 1];
            nearest[at] = nearest[at - 1];
        }
        similarity[at] = value;
        nearest[at] = example;
    }

    private static int vote(TrainingSet examples, float[] similarity, int[] nearest) {
        double[] votes = new double[examples.classes()];
        for (int i = 0; i < nearest.length; i++) {
            if (similarity[i] > 0) {
                votes[examples.labels()[nearest[i]]] += similarity[i];
            }
        }
        int best = 0;
        for (int c = 1; c < votes.length; c++) {
            best = votes[c] > votes[best] ? c : best;
        }
        return best;
    }
}
