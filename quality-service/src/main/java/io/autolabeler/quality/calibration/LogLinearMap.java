package io.autolabeler.quality.calibration;

import io.autolabeler.quality.numeric.Lbfgs;
import java.util.Arrays;

/**
 * A linear map of a distribution's logarithms: {@code softmax(W ln p + b)}; with a diagonal W it is vector scaling, with
 * a full one Dirichlet calibration. Labels may change places.
 *
 * <p>Source: C. Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, section 4.2 (vector scaling); M. Kull
 * et al., "Beyond Temperature Scaling: Obtaining Well-calibrated Multi-class Probabilities with Dirichlet Calibration",
 * NeurIPS 2019, equation 9, with its off-diagonal and intercept penalty (ODIR).
 *
 * @param weights {@code [labels][labels]}
 * @param bias {@code [labels]}
 * @param diagonal all weights off the diagonal are 0
 */
public record LogLinearMap(double[][] weights, double[] bias, boolean diagonal) implements Calibrator {
    static final String VECTOR = "vector";
    static final String DIRICHLET = "dirichlet";

    private static final int MOST_STEPS = 100;
    private static final double TOLERANCE = 1e-5;

    public LogLinearMap {
        if (bias.length < 2 || weights.length != bias.length) {
            throw new IllegalArgumentException("bias must be at least 2 numbers, and weights as many rows, got "
                    + bias.length + " and " + weights.length);
        }
    }

    /** Vector scaling of least log-loss; the rows must have equally many labels. */
    public static LogLinearMap fitVector(ScoredItems items) {
        int classes = classes(items);
        double[] start = new double[2 * classes];
        Arrays.fill(start, 0, classes, 1);
        return vector(minimise(new LogLinearLoss(items, classes, true, 0), start));
    }

    /**
     * Dirichlet calibration of least log-loss; the rows must have equally many labels.
     *
     * @param penalty of weights off the diagonal and of the bias, at least 0
     */
    public static LogLinearMap fitDirichlet(ScoredItems items, double penalty) {
        int classes = classes(items);
        double[] start = new double[classes * classes + classes];
        for (int k = 0; k < classes; k++) {
            start[k * classes + k] = 1;
        }
        return dirichlet(minimise(new LogLinearLoss(items, classes, false, penalty), start));
    }

    private static double[] minimise(LogLinearLoss loss, double[] start) {
        return new Lbfgs(MOST_STEPS, TOLERANCE).minimise(loss, start);
    }

    private static int classes(ScoredItems items) {
        return items.classes()
                .orElseThrow(() -> new IllegalArgumentException(
                        "rows must have equally many labels, and there must be" + " one; take a temperature instead"));
    }

    /** From the diagonal and the bias, one after the other. */
    static LogLinearMap vector(double[] parameters) {
        int classes = parameters.length / 2;
        double[][] weights = new double[classes][classes];
        for (int k = 0; k < classes; k++) {
            weights[k][k] = parameters[k];
        }
        return new LogLinearMap(weights, Arrays.copyOfRange(parameters, classes, 2 * classes), true);
    }

    /** From the rows of the weights and the bias, one after the other. */
    static LogLinearMap dirichlet(double[] parameters) {
        int classes = (int) Math.sqrt(parameters.length);
        double[][] weights = new double[classes][];
        for (int k = 0; k < classes; k++) {
            weights[k] = Arrays.copyOfRange(parameters, k * classes, (k + 1) * classes);
        }
        int from = classes * classes;
        return new LogLinearMap(weights, Arrays.copyOfRange(parameters, from, from + classes), false);
    }

    /** {@inheritDoc} There must be as many shares as the map has labels. */
    @Override
    public double[] apply(double[] shares, int top) {
        if (shares.length != bias.length) {
            throw new IllegalArgumentException("shares must be " + bias.length + ", got " + shares.length);
        }
        double[] logits = TemperatureScaling.logits(shares);
        double[] mapped = bias.clone();
        for (int k = 0; k < mapped.length; k++) {
            for (int j = 0; j < logits.length; j++) {
                mapped[k] += weights[k][j] * logits[j];
            }
        }
        return TemperatureScaling.IDENTITY.applyToLogits(mapped);
    }

    /** {@inheritDoc} Only for two labels, of which the first is the chosen one. */
    @Override
    public double confidence(double confidence) {
        return apply(new double[] {confidence, 1 - confidence}, 0)[0];
    }

    @Override
    public boolean movesLabels() {
        return true;
    }

    @Override
    public StoredMap stored() {
        int classes = bias.length;
        double[] parameters = new double[parameters()];
        for (int k = 0; k < classes; k++) {
            if (diagonal) {
                parameters[k] = weights[k][k];
            } else {
                System.arraycopy(weights[k], 0, parameters, k * classes, classes);
            }
        }
        System.arraycopy(bias, 0, parameters, parameters.length - classes, classes);
        return StoredMap.of(diagonal ? VECTOR : DIRICHLET, parameters);
    }

    @Override
    public int parameters() {
        return diagonal ? 2 * bias.length : bias.length * bias.length + bias.length;
    }
}
