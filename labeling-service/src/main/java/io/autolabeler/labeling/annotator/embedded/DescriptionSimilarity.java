package io.autolabeler.labeling.annotator.embedded;

import io.autolabeler.platform.neighbours.Distributions;
import java.util.List;

/**
 * Zero-shot labeling: the softmax of the cosines between a text's vector and the vectors of the label descriptions.
 *
 * <p>Source: W. Yin, J. Hay and D. Roth, "Benchmarking Zero-shot Text Classification", EMNLP 2019, section 4 (label
 * descriptions instead of names), with sentence vectors in place of entailment.
 *
 * @param temperature above 0; the cosines of sentence models lie close together, so it is small
 */
public record DescriptionSimilarity(double temperature) {
    public DescriptionSimilarity {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("temperature must be above 0, got " + temperature);
        }
    }

    /** One probability per label; the vectors are L2-normalised. */
    public double[] distribution(float[] text, List<float[]> labels) {
        double[] weights = new double[labels.size()];
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = dot(text, labels.get(i)) / temperature;
            best = Math.max(best, weights[i]);
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(weights[i] - best);
        }
        return Distributions.normalised(weights);
    }

    private static double dot(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("a label's vector must have length " + a.length + ", got " + b.length);
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
