package io.autolabeler.learning.head;

import io.autolabeler.platform.neighbours.NeighbourVote;
import io.autolabeler.platform.neighbours.NeighbourVote.Neighbour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Labels vectors as the embedded labeler does where there is no head: by the vote of the nearest examples. The descriptions of
 * the labels, its prior, are not known here; an even prior stands in for them, which decides nothing.
 *
 * @param k voters, at least 1
 */
record NearestExamples(int k) {

    NearestExamples {
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
        List<Neighbour> neighbours = new ArrayList<>();
        for (int i = 0; i < nearest.length && similarity[i] > Float.NEGATIVE_INFINITY; i++) {
            neighbours.add(new Neighbour(examples.labels()[nearest[i]], similarity[i]));
        }
        double[] even = new double[examples.classes()];
        Arrays.fill(even, 1.0 / even.length);
        double[] votes = NeighbourVote.OF_EXAMPLES.distribution(neighbours, even);
        int best = 0;
        for (int c = 1; c < votes.length; c++) {
            best = votes[c] > votes[best] ? c : best;
        }
        return best;
    }
}
