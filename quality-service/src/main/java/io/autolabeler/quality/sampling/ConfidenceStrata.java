package io.autolabeler.quality.sampling;

import java.util.Arrays;

/**
 * Strata of items by how confident their labels are.
 *
 * @param bounds rising, in (0, 1): stratum 0 is below the first, the last from the last bound on
 */
public record ConfidenceStrata(double[] bounds) {
    private static final double LEAST_RATE = 0.01;

    /** Five strata, finer where most labels are. */
    public static final ConfidenceStrata USUAL = new ConfidenceStrata(new double[] {.6, .8, .9, .97});

    public ConfidenceStrata {
        for (int b = 0; b < bounds.length; b++) {
            if (!(bounds[b] > (b == 0 ? 0 : bounds[b - 1]) && bounds[b] < 1)) {
                throw new IllegalArgumentException("bounds must rise between 0 and 1, got " + Arrays.toString(bounds));
            }
        }
        bounds = bounds.clone();
    }

    /** How many strata there are. */
    public int size() {
        return bounds.length + 1;
    }

    /** The stratum of a confidence in [0, 1]. */
    public int of(double confidence) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be in [0, 1], got " + confidence);
        }
        int place = Arrays.binarySearch(bounds, confidence);
        return place >= 0 ? place + 1 : -place - 1;
    }

    /** {@code [items]}: the stratum of each. */
    public int[] of(double[] confidences) {
        return Arrays.stream(confidences).mapToInt(this::of).toArray();
    }

    /** The error rate to expect of a stratum that was sampled before, at least .01: half an error is added to both sides. */
    public static double expectedRate(int errors, int sampled) {
        if (errors < 0 || errors > sampled) {
            throw new IllegalArgumentException("errors must be in [0, " + sampled + "], got " + errors);
        }
        return Math.max(LEAST_RATE, (errors + 0.5) / (sampled + 1));
    }

    /** The error rate to expect of a stratum of that mean confidence that was never sampled, at least .01. */
    public static double expectedRate(double meanConfidence) {
        return Math.max(LEAST_RATE, 1 - meanConfidence);
    }
}
