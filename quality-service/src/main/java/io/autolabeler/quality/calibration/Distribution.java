package io.autolabeler.quality.calibration;

/**
 * One item's probabilities, made whole.
 *
 * @param shares non-negative, summing to 1 within 1e-3, at least two of them; empty when the scores say nothing
 * @param top index of the label that the model chose: the largest share, the first of equal ones; -1 when there are none
 * @param mended the scores were negative, not numbers, or off 1 by more than 1e-3 in their sum
 * @param trusted a confidence can be read from it: there were scores, and all were numbers
 */
public record Distribution(double[] shares, int top, boolean mended, boolean trusted) {
    private static final double TOLERANCE = 1e-3;
    private static final Distribution UNKNOWN = new Distribution(new double[0], -1, true, false);

    /** The distribution behind raw scores; a single score {@code c} is that label against all others: {@code (c, 1 - c)}. */
    public static Distribution of(double... scores) {
        if (scores.length == 1 && scores[0] >= 0 && scores[0] <= 1) {
            return new Distribution(new double[] {scores[0], 1 - scores[0]}, 0, false, true);
        }
        double[] shares = new double[scores.length];
        double sum = 0;
        boolean numbers = true;
        boolean negative = false;
        for (int k = 0; k < shares.length; k++) {
            numbers &= Double.isFinite(scores[k]);
            negative |= scores[k] < 0;
            shares[k] = Double.isFinite(scores[k]) ? Math.max(0, scores[k]) : 0;
            sum += shares[k];
        }
        if (shares.length < 2 || !(sum > 0) || Double.isInfinite(sum)) {
            return UNKNOWN;
        }
        boolean mended = !numbers || negative || Math.abs(sum - 1) > TOLERANCE;
        for (int k = 0; mended && k < shares.length; k++) {
            shares[k] /= sum;
        }
        return new Distribution(shares, largest(shares), mended, numbers);
    }

    /** The chosen label's share; 0 when there are none. */
    public double confidence() {
        return top < 0 ? 0 : shares[top];
    }

    private static int largest(double[] shares) {
        int largest = 0;
        for (int k = 1; k < shares.length; k++) {
            if (shares[k] > shares[largest]) {
                largest = k;
            }
        }
        return largest;
    }
}
