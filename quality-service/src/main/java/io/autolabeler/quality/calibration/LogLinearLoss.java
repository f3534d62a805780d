package io.autolabeler.quality.calibration;

import io.autolabeler.quality.numeric.Lbfgs;
import java.util.Arrays;

/** Mean log-loss of a linear map of logarithms, with the penalty, as a function of its weights and bias. */
final class LogLinearLoss implements Lbfgs.Objective {
    private final double[] logits;
    private final int[] truth;
    private final int classes;
    private final boolean diagonal;
    private final double penalty;

    LogLinearLoss(ScoredItems items, int classes, boolean diagonal, double penalty) {
        this.logits = items.absoluteLogits();
        this.truth = items.truth();
        this.classes = classes;
        this.diagonal = diagonal;
        this.penalty = penalty;
    }

    @Override
    public double at(double[] point, double[] gradient) {
        Arrays.fill(gradient, 0);
        int bias = point.length - classes;
        double[] mapped = new double[classes];
        double loss = 0;
        for (int i = 0; i < truth.length; i++) {
            int row = i * classes;
            for (int k = 0; k < classes; k++) {
                mapped[k] = point[bias + k] + weighted(point, row, k);
            }
            loss += toResiduals(mapped, truth[i]);
            for (int k = 0; k < classes; k++) {
                gradient[bias + k] += mapped[k];
                addGradient(gradient, row, k, mapped[k]);
            }
        }
        for (int p = 0; p < gradient.length; p++) {
            gradient[p] /= truth.length;
        }
        return loss / truth.length + penalise(point, gradient);
    }

    private double weighted(double[] point, int row, int label) {
        if (diagonal) {
            return point[label] * logits[row + label];
        }
        double sum = 0;
        for (int j = 0; j < classes; j++) {
            sum += point[label * classes + j] * logits[row + j];
        }
        return sum;
    }

    private void addGradient(double[] gradient, int row, int label, double residual) {
        if (diagonal) {
            gradient[label] += residual * logits[row + label];
            return;
        }
        for (int j = 0; j < classes; j++) {
            gradient[label * classes + j] += residual * logits[row + j];
        }
    }

    /** Turns a row of logits into probabilities less the truth; returns the row's log-loss. */
    private static double toResiduals(double[] row, int truth) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double each : row) {
            largest = Math.max(largest, each);
        }
        double own = row[truth] - largest;
        double total = 0;
        for (int k = 0; k < row.length; k++) {
            row[k] = Math.exp(row[k] - largest);
            total += row[k];
        }
        for (int k = 0; k < row.length; k++) {
            row[k] = row[k] / total - (k == truth ? 1 : 0);
        }
        return Math.log(total) - own;
    }

    /** Adds the penalty's gradient; returns the penalty: mean squares of what is off the diagonal, and of the bias. */
    private double penalise(double[] point, double[] gradient) {
        int bias = point.length - classes;
        double sum = 0;
        for (int p = 0; p < point.length; p++) {
            boolean free = p < bias && (diagonal || p / classes == p % classes);
            double scale = free ? 0 : p < bias ? penalty / (classes * (classes - 1.0)) : penalty / classes;
            sum += scale * point[p] * point[p];
            gradient[p] += 2 * scale * point[p];
        }
        return sum;
    }
}
