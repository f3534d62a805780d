package io.autolabeler.quality.labelerror;

import io.autolabeler.quality.numeric.Lbfgs;
import java.util.Arrays;

/**
 * Multinomial logistic regression with a quadratic penalty on all but the intercepts.
 *
 * @param weights {@code [features + 1][classes]}: the intercepts come last
 */
record SoftmaxRegression(double[][] weights) {
    private static final Lbfgs SEARCH = new Lbfgs(60, 1e-2);

    /**
     * Minimises the sum of the log-losses and half the squared weights. O(steps x items x features x classes).
     *
     * <p>It starts at zero, never at another fold's model: that one has learnt the labels that this one is to judge, and a
     * search that ends early would keep some of it.
     */
    static SoftmaxRegression fit(double[][] features, int[] labels, int classes) {
        int width = features[0].length + 1;
        double[] flat = SEARCH.minimise(
                (point, gradient) -> objective(features, labels, point, gradient), new double[width * classes]);
        double[][] weights = new double[width][];
        for (int f = 0; f < width; f++) {
            weights[f] = Arrays.copyOfRange(flat, f * classes, (f + 1) * classes);
        }
        return new SoftmaxRegression(weights);
    }

    /** {@code [classes]}, sums to 1. */
    double[] probabilities(double[] features) {
        double[] row = weights[features.length].clone();
        for (int f = 0; f < features.length; f++) {
            add(row, features[f], weights[f]);
        }
        softmax(row);
        return row;
    }

    private static void add(double[] row, double times, double[] values) {
        for (int k = 0; k < row.length; k++) {
            row[k] += times * values[k];
        }
    }

    /** Classes are innermost: those loops have no sum to carry, so that the machine does several numbers at once. */
    private static double objective(double[][] features, int[] labels, double[] point, double[] gradient) {
        int inputs = features[0].length;
        int classes = point.length / (inputs + 1);
        double[] row = new double[classes];
        double sum = penalty(point, gradient, inputs * classes);
        for (int i = 0; i < labels.length; i++) {
            double[] x = features[i];
            System.arraycopy(point, inputs * classes, row, 0, classes);
            for (int f = 0; f < inputs; f++) {
                forth(row, x[f], point, f * classes);
            }
            softmax(row);
            sum -= Math.log(Math.max(row[labels[i]], Double.MIN_NORMAL));
            row[labels[i]] -= 1;
            for (int f = 0; f < inputs; f++) {
                back(row, x[f], gradient, f * classes);
            }
            back(row, 1, gradient, inputs * classes);
        }
        return sum;
    }

    private static void forth(double[] row, double times, double[] point, int from) {
        for (int k = 0; k < row.length; k++) {
            row[k] += times * point[from + k];
        }
    }

    private static void back(double[] row, double times, double[] gradient, int from) {
        for (int k = 0; k < row.length; k++) {
            gradient[from + k] += times * row[k];
        }
    }

    private static double penalty(double[] point, double[] gradient, int penalised) {
        double sum = 0;
        Arrays.fill(gradient, 0);
        for (int p = 0; p < penalised; p++) {
            sum += point[p] * point[p] / 2;
            gradient[p] = point[p];
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
