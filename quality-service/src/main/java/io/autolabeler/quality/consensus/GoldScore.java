package io.autolabeler.quality.consensus;

import java.util.Arrays;

/**
 * A consensus against known truths.
 *
 * @param credits one per item whose truth is known: 1 for a right label, 0 for a wrong one, and for tied classes the chance
 *     of hitting the truth by drawing one of them
 */
public record GoldScore(double[] credits) {
    public GoldScore {
        if (credits.length == 0) {
            throw new IllegalArgumentException("credits must be of at least 1 item, got none with a known truth");
        }
    }

    /**
     * The score of a consensus.
     *
     * @param truth {@code [items]}, {@link VoteMatrix#UNKNOWN} where it is not known
     */
    public static GoldScore of(Consensus consensus, int[] truth) {
        if (truth.length != consensus.items()) {
            throw new IllegalArgumentException("truth must be of " + consensus.items() + " items, got " + truth.length);
        }
        double[] credits = new double[truth.length];
        int known = 0;
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] != VoteMatrix.UNKNOWN) {
                boolean hit = consensus.isMaximum(i, truth[i]);
                credits[known++] = hit ? 1.0 / consensus.maxima(i) : 0;
            }
        }
        return new GoldScore(Arrays.copyOf(credits, known));
    }

    /** The mean credit, in [0, 1]. */
    public double accuracy() {
        double sum = 0;
        for (double each : credits) {
            sum += each;
        }
        return sum / credits.length;
    }

    /** Of the accuracy, from the spread of the credits. */
    public double standardError() {
        double mean = accuracy();
        double squares = 0;
        for (double each : credits) {
            squares += (each - mean) * (each - mean);
        }
        return Math.sqrt(squares) / credits.length;
    }
}
