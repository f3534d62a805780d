package io.autolabeler.quality.labelerror;

import io.autolabeler.quality.calibration.Lbfgs;
import java.util.Arrays;

/**
 * Multinomial logistic regression with a quadratic penalty on all but the intercepts.
 *
 * @param weights {@code [classes][features + 1]}: the intercept comes last
 */
record SoftmaxRegression(double[][] weights) {
    private static final Lbfgs SEARCH = new Lbfgs(100, 1e-4);

    /** Minimises the sum of the log-losses and half the squared weights. */
    static SoftmaxRegression fit(double[][] features, int[] labels, int classes) {
        int width = features[0].length + 1;
        double[] flat = SEARCH.minimise(
                (point, gradient) -> objective(features, labels, point, gradient), new double[classes * width]);
        double[][] weights = new double[classes][];
        for (int k = 0; k < classes; k++) {
            weights[k] = Arrays.copyOfRange(flat, k * width, (k + 1) * width);
        }
        return new SoftmaxRegression(weights);
    }

    /** {@code [classes]}, sums to 1. */
    double[] probabilities(double[] features) {
        double[] row = new double[weights.length];
        for (int k = 0; k < row.length; k++) {
            row[k] = weights[k][features.length];
            for (int f = 0; f < features.length; f++) {
                row[k] += weights[k][f] * features[f];
            }
        }
        softmax(row);
        return row;
    }

    private static double objective(double[][] features, int[] labels, double[] point, double[] gradient) {
        int width = features[0].length + 1;
        double[] row = new double[point.length / width];
        double sum = penalty(point, gradient, width);
        for (int i = 0; i < labels.length; i++) {
            double[] x = features[i];
            for (int k = 0; k < row.length; k++) {
                double margin = point[k * width + width - 1];
                for (int f = 0; f < x.length; f++) {
                    margin += point[k * width + f] * x[f];
                }
                row[k] = margin;
            }
            softmax(row);
            sum -= Math.log(Math.max(row[labels[i]], Double.MIN_NORMAL));
            for (int k = 0; k < row.length; k++) {
                double residual = row[k] - (k == labels[i] ? 1 : 0);
                for (int f = 0; f < x.length; f++) {
                    gradient[k * width + f] += residual * x[f];
                }
                gradient[k * width + width - 1] += residual;
            }
        }
        return sum;
    }

    private static double penalty(double[] point, double[] gradient, int width) {
        double sum = 0;
        for (int p = 0; p < point.length; p++) {
            double free = p % width == width - 1 ? 0 : point[p];
            sum += free * free / 2;
            gradient[p] = free;
        }
        return sum;
    }

    /** Turns logits into probabilities. */
    private static void softmax(double[] row) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double each : row) {
            largest = Math.max(largest, each);
        }
        double total = 0;
        for (int k = 0; k < row.length; k++) {
            row[k] = Math.exp(row[k] - largest);
            total += row[k];
        }
        for (int k = 0; k < row.length; k++) {
            row[k] /= total;
        }
    }
}
