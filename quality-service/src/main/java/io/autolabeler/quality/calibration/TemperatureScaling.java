package io.autolabeler.quality.calibration;

/**
 * One temperature for a whole distribution: {@code softmax(z / T)}, on probabilities {@code q_k} proportional to
 * {@code p_k^(1/T)}. Keeps the order of the labels, so accuracy does not change.
 *
 * <p>Source: C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, "On Calibration of Modern Neural Networks", ICML 2017, section
 * 4.2; fitted by Newton on the inverse temperature instead of L-BFGS, since the log-loss is convex in it. A single number
 * {@code c} is the distribution {@code (c, 1 - c)}, which makes it {@code sigmoid(logit(c) / T)}.
 *
 * @param temperature above 0; 1 is the identity
 */
public record TemperatureScaling(double temperature) implements Calibrator {
    /** Changes nothing. */
    public static final TemperatureScaling IDENTITY = new TemperatureScaling(1);

    static final String METHOD = "temperature";

    public TemperatureScaling {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be above 0 and finite, got " + temperature);
        }
    }

    /**
     * The temperature in [0.02, 50] with the least mean log-loss; the identity for no items or logits that are all equal.
     *
     * @param logits {@code [items][labels]}; rows may differ in length
     * @param labels index of each item's true label
     */
    public static TemperatureScaling fit(double[][] logits, int[] labels) {
        return new TemperatureScaling(flat(logits, labels).temperature());
    }

    /** The temperature in [0.02, 50] with the least mean log-loss; the identity for no items. */
    public static TemperatureScaling fit(ScoredItems items) {
        return new TemperatureScaling(new TemperatureFit(items.logits(), items.start(), items.truth()).temperature());
    }

    /** The calibrated probabilities of a row of logits; every one in (0, 1). */
    public double[] applyToLogits(double[] logits) {
        double largest = largest(logits);
        double[] shares = new double[logits.length];
        double total = 0;
        for (int k = 0; k < shares.length; k++) {
            shares[k] = Math.exp((logits[k] - largest) / temperature);
            total += shares[k];
        }
        for (int k = 0; k < shares.length; k++) {
            shares[k] = Top.inside(shares[k] / total);
        }
        return shares;
    }

    /** The calibrated probabilities of a row of probabilities, which need not be clipped. */
    @Override
    public double[] apply(double[] probabilities) {
        return applyToLogits(logits(probabilities));
    }

    @Override
    public double[] apply(double[] shares, int top) {
        return shares.length == 1 ? new double[] {confidence(shares[0])} : apply(shares);
    }

    @Override
    public double confidence(double confidence) {
        return Top.sigmoid(Top.logit(confidence) / temperature);
    }

    @Override
    public StoredMap stored() {
        return StoredMap.of(METHOD, temperature);
    }

    @Override
    public int parameters() {
        return 1;
    }

    /** Mean negative log-probability of the true labels after this scaling; 0 for no items. */
    public double logLoss(double[][] logits, int[] labels) {
        return flat(logits, labels).logLoss(temperature);
    }

    /** Logarithms of probabilities clipped to [1e-7, 1 - 1e-7]. */
    public static double[] logits(double[] probabilities) {
        double[] logits = new double[probabilities.length];
        for (int k = 0; k < logits.length; k++) {
            logits[k] = Math.log(Top.clipped(probabilities[k]));
        }
        return logits;
    }

    /** Rows one after the other, the largest logit of each moved to 0. */
    static TemperatureFit flat(double[][] logits, int[] labels) {
        int[] start = new int[logits.length + 1];
        for (int i = 0; i < logits.length; i++) {
            start[i + 1] = start[i] + logits[i].length;
        }
        double[] flat = new double[start[logits.length]];
        for (int i = 0; i < logits.length; i++) {
            double largest = largest(logits[i]);
            for (int k = 0; k < logits[i].length; k++) {
                flat[start[i] + k] = logits[i][k] - largest;
            }
        }
        return new TemperatureFit(flat, start, labels);
    }

    private static double largest(double[] values) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double each : values) {
            largest = Math.max(largest, each);
        }
        return largest;
    }
}
