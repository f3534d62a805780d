package io.autolabeler.learning.head;

import java.util.Random;

/** Made-up training sets. */
final class Points {
    private Points() {}

    /** Unit vectors around one random centre per class; the larger the spread, the harder the classes. */
    static TrainingSet clusters(int classes, int perClass, int dimensions, double spread, long seed) {
        Random random = new Random(seed);
        float[][] centres = new float[classes][];
        for (int c = 0; c < classes; c++) {
            centres[c] = unit(gaussian(dimensions, random));
        }
        float[][] vectors = new float[classes * perClass][];
        int[] labels = new int[vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            labels[i] = i % classes;
            float[] noise = gaussian(dimensions, random);
            float[] vector = centres[labels[i]].clone();
            for (int d = 0; d < dimensions; d++) {
                vector[d] += (float) (spread * noise[d] / Math.sqrt(dimensions));
            }
            vectors[i] = unit(vector);
        }
        return new TrainingSet(vectors, labels, classes);
    }

    static float[] gaussian(int dimensions, Random random) {
        float[] vector = new float[dimensions];
        for (int d = 0; d < dimensions; d++) {
            vector[d] = (float) random.nextGaussian();
        }
        return vector;
    }

    static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        for (int d = 0; d < vector.length; d++) {
            vector[d] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    static double share(TrainingSet set, LinearHead head) {
        int right = 0;
        for (int i = 0; i < set.size(); i++) {
            double[] probabilities = head.probabilities(set.vectors()[i]);
            int best = 0;
            for (int c = 1; c < probabilities.length; c++) {
                best = probabilities[c] > probabilities[best] ? c : best;
            }
            right += best == set.labels()[i] ? 1 : 0;
        }
        return (double) right / set.size();
    }
}
