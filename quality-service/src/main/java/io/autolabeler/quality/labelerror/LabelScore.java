package io.autolabeler.quality.labelerror;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much a model supports each given label, in [0, 1]; low is suspicious.
 *
 * <p>Source: C. Northcutt, L. Jiang, I. Chuang, JAIR 70, 2021, and J. Kuan and J. Mueller, "Model-Agnostic Label Quality
 * Scoring to Detect Real-World Label Errors", ICML DataPerf workshop 2022.
 */
public enum LabelScore {
    /** The given label's probability. */
    SELF_CONFIDENCE,
    /** By how much the given label is ahead of the best other one, moved into [0, 1]. */
    NORMALISED_MARGIN,
    /** The given label's probability against how undecided the model is. */
    CONFIDENCE_WEIGHTED_ENTROPY;

    /** {@code [items]}: the scores of the labels. */
    public double[] of(GivenLabels labels) {
        return IntStream.range(0, labels.size())
                .mapToDouble(i -> of(labels.row(i), labels.label(i)))
                .toArray();
    }

    /** The same after what the model thinks of each class on average is taken away; for classes of unequal size. */
    public double[] adjusted(GivenLabels labels, ConfidentJoint joint) {
        double[] thresholds = joint.thresholds();
        double most = Arrays.stream(thresholds).max().orElse(0);
        return IntStream.range(0, labels.size())
                .mapToDouble(i -> of(shifted(labels.row(i), thresholds, most), labels.label(i)))
                .toArray();
    }

    private static double[] shifted(double[] row, double[] thresholds, double most) {
        double[] shifted = new double[row.length];
        double sum = 0;
        for (int k = 0; k < row.length; k++) {
            shifted[k] = row[k] - thresholds[k] + most;
            sum += shifted[k];
        }
        for (int k = 0; k < row.length; k++) {
            shifted[k] /= sum;
        }
        return shifted;
    }

    double of(double[] row, int label) {
        return switch (this) {
            case SELF_CONFIDENCE -> row[label];
            case NORMALISED_MARGIN -> (row[label] - bestOther(row, label) + 1) / 2;
            case CONFIDENCE_WEIGHTED_ENTROPY -> weightedEntropy(row, label);
        };
    }

    private static double weightedEntropy(double[] row, int label) {
        double entropy = 0;
        for (double each : row) {
            entropy -= each > 0 ? each * Math.log(each) : 0;
        }
        double weight = entropy / Math.log(row.length) / Math.max(row[label], Double.MIN_NORMAL);
        return weight > 0 ? Math.log1p(weight) / weight : 1;
    }

    static double bestOther(double[] row, int label) {
        double best = 0;
        for (int k = 0; k < row.length; k++) {
            best = k == label ? best : Math.max(best, row[k]);
        }
        return best;
    }

    /** {@code [items]}: the mean of several models' scores, by weight, such as one over each model's log-loss. */
    public static double[] mean(double[][] byModel, double[] weights) {
        double[] mean = new double[byModel[0].length];
        double mass = Arrays.stream(weights).sum();
        for (int m = 0; m < byModel.length; m++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weights[m] / mass * byModel[m][i];
            }
        }
        return mean;
    }
}
