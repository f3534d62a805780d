package io.autolabeler.quality.statistics;

/**
 * By how much one model's log-loss is below another's on the same items.
 *
 * @param gain mean over the items; positive where the first is better
 * @param standardError of that mean; 0 for fewer than two items
 */
public record LossDifference(double gain, double standardError) {
    /** Of the losses of the first and of the second, item by item. */
    public static LossDifference of(double[] losses, double[] others) {
        double gain = mean(others) - mean(losses);
        double squares = 0;
        for (int i = 0; i < losses.length; i++) {
            double off = others[i] - losses[i] - gain;
            squares += off * off;
        }
        double n = losses.length;
        return new LossDifference(gain, n < 2 ? 0 : Math.sqrt(squares / (n - 1) / n));
    }

    /** The first is better by more than one standard error. */
    public boolean clear() {
        return gain > standardError;
    }

    /** The mean; 0 of nothing. */
    public static double mean(double[] values) {
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }
}
