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
public record TemperatureScaling(double temperature) {
    /** Changes nothing. */
    public static final TemperatureScaling IDENTITY = new TemperatureScaling(1);

    private static final double CLIP = 1e-7;
    private static final double LEAST_INVERSE = 0.02;
    private static final double MOST_INVERSE = 50;
    private static final double TOLERANCE = 1e-10;
    private static final int MOST_STEPS = 100;

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
        double inverse = 1;
        double loss = logLoss(logits, labels, inverse);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] slope = derivatives(logits, labels, inverse);
            if (!(slope[1] > 0)) {
                break;
            }
            double wanted = clamp(inverse - slope[0] / slope[1]);
            double next = logLoss(logits, labels, wanted);
            while (next > loss && Math.abs(wanted - inverse) >= TOLERANCE) {
                wanted = inverse + (wanted - inverse) / 2;
                next = logLoss(logits, labels, wanted);
            }
            double moved = Math.abs(wanted - inverse);
            inverse = wanted;
            loss = next;
            if (moved < TOLERANCE) {
                break;
            }
        }
        return new TemperatureScaling(1 / inverse);
    }

    /** The calibrated probabilities of a row of logits; every one in (0, 1). */
    public double[] applyToLogits(double[] logits) {
        return softmax(logits, 1 / temperature);
    }

    /** The calibrated probabilities of a row of probabilities, which need not be clipped. */
    public double[] apply(double[] probabilities) {
        return applyToLogits(logits(probabilities));
    }

    /** Mean negative log-probability of the true labels after this scaling; 0 for no items. */
    public double logLoss(double[][] logits, int[] labels) {
        return logLoss(logits, labels, 1 / temperature);
    }

    /** Logarithms of probabilities clipped to [1e-7, 1 - 1e-7]. */
    public static double[] logits(double[] probabilities) {
        double[] logits = new double[probabilities.length];
        for (int k = 0; k < logits.length; k++) {
            logits[k] = Math.log(Math.clamp(probabilities[k], CLIP, 1 - CLIP));
        }
        return logits;
    }

    /** First and second derivative of the mean log-loss by the inverse temperature. */
    private static double[] derivatives(double[][] logits, int[] labels, double inverse) {
        double first = 0;
        double second = 0;
        for (int i = 0; i < logits.length; i++) {
            double[] z = logits[i];
            double[] q = softmax(z, inverse);
            double mean = 0;
            for (int k = 0; k < z.length; k++) {
                mean += q[k] * z[k];
            }
            double variance = 0;
            for (int k = 0; k < z.length; k++) {
                variance += q[k] * (z[k] - mean) * (z[k] - mean);
            }
            first += mean - z[labels[i]];
            second += variance;
        }
        return new double[] {first / logits.length, second / logits.length};
    }

    private static double logLoss(double[][] logits, int[] labels, double inverse) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double[] z = logits[i];
            double largest = largest(z);
            double total = 0;
            for (double each : z) {
                total += Math.exp(inverse * (each - largest));
            }
            sum += Math.log(total) - inverse * (z[labels[i]] - largest);
        }
        return logits.length == 0 ? 0 : sum / logits.length;
    }

    private static double[] softmax(double[] logits, double inverse) {
        double largest = largest(logits);
        double[] shares = new double[logits.length];
        double total = 0;
        for (int k = 0; k < shares.length; k++) {
            shares[k] = Math.exp(inverse * (logits[k] - largest));
            total += shares[k];
        }
        for (int k = 0; k < shares.length; k++) {
            shares[k] = Math.clamp(shares[k] / total, Double.MIN_NORMAL, Math.nextDown(1.0));
        }
        return shares;
    }

    private static double largest(double[] values) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double each : values) {
            largest = Math.max(largest, each);
        }
        return largest;
    }

    private static double clamp(double inverse) {
        return Math.clamp(inverse, LEAST_INVERSE, MOST_INVERSE);
    }
}
