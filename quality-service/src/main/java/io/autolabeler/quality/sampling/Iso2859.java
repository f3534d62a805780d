package io.autolabeler.quality.sampling;

import java.util.Arrays;
import java.util.Optional;

/**
 * The single sampling plans of normal inspection, from the pattern of the standard's table instead of a copy of it: sample
 * sizes and quality limits grow by the same factor, so that plans are constant along its diagonals. Compare with the
 * standard's own table before claiming conformance.
 *
 * <p>Source: ISO 2859-1:1999, "Sampling procedures for inspection by attributes", tables 1 and 2-A.
 */
public final class Iso2859 {
    /** How much a sample has to tell: with II as a rule, I takes fewer items, III more. */
    public enum Level {
        I("AABCCDEFGHJKLMN"),
        II("ABCDEFGHJKLMNPQ"),
        III("BCDEFGHJKLMNPQR");

        private final String letters;

        Level(String letters) {
            this.letters = letters;
        }
    }

    private static final int[] LARGEST_LOTS = {
        8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000
    };
    private static final String LETTERS = "ABCDEFGHJKLMNPQR";
    private static final int[] SAMPLES = {2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000};
    private static final double[] LIMITS = {
        .010, .015, .025, .040, .065, .10, .15, .25, .40, .65, 1.0, 1.5, 2.5, 4.0, 6.5, 10
    };
    private static final int[] ACCEPTED = {1, 2, 3, 5, 7, 10, 14, 21};
    /** Sum of a plan's row and column: accepts none; above, two diagonals without plans, then the accepted numbers. */
    private static final int NONE_ACCEPTED = 14;

    private static final int FIRST_ACCEPTED = 17;
    private static final int LAST_ACCEPTED = 24;

    private Iso2859() {}

    /** The code letter, A to R without I and O, of a lot of at least 2 items. */
    public static char codeLetter(int lot, Level level) {
        if (lot < 2) {
            throw new IllegalArgumentException("lot must be at least 2, got " + lot);
        }
        int place = Arrays.binarySearch(LARGEST_LOTS, lot);
        return level.letters.charAt(place >= 0 ? place : -place - 1);
    }

    /**
     * The plan of a lot; empty where its sample is the whole lot or more, so that all items must be looked at.
     *
     * @param limit acceptance quality limit in percent, one of the standard's from .010 to 10
     */
    public static Optional<AcceptancePlan> plan(int lot, Level level, double limit) {
        AcceptancePlan plan = plan(codeLetter(lot, level), limit);
        return plan.sample() < lot
                ? Optional.of(new AcceptancePlan(lot, plan.sample(), plan.accept()))
                : Optional.empty();
    }

    /** The letter of the row that has this plan's sample size. */
    static char letterOf(AcceptancePlan plan) {
        return LETTERS.charAt(Arrays.binarySearch(SAMPLES, plan.sample()));
    }

    /** The standard's acceptance quality limits in percent, rising. */
    static double[] limits() {
        return LIMITS.clone();
    }

    /** The plan of a code letter, from that letter's row of the table or the nearest that has one. */
    static AcceptancePlan plan(char letter, double limit) {
        int column = Arrays.binarySearch(LIMITS, limit);
        int row = LETTERS.indexOf(letter);
        if (column < 0 || row < 0) {
            throw new IllegalArgumentException(
                    "limit must be one of " + Arrays.toString(LIMITS) + " for a letter A to R, got " + limit);
        }
        int diagonal = diagonal(row, column);
        int accept = diagonal == NONE_ACCEPTED ? 0 : ACCEPTED[diagonal - FIRST_ACCEPTED];
        return new AcceptancePlan(0, SAMPLES[diagonal - column], accept);
    }

    /** The diagonal where the arrows of the table lead to; up or down again where they would leave the table. */
    private static int diagonal(int row, int column) {
        int wanted = Math.clamp(row + (long) column, NONE_ACCEPTED, LAST_ACCEPTED);
        if (wanted == NONE_ACCEPTED + 1) {
            wanted = row == 0 ? FIRST_ACCEPTED : NONE_ACCEPTED;
        } else if (wanted == FIRST_ACCEPTED - 1) {
            wanted = row == SAMPLES.length - 1 ? NONE_ACCEPTED : FIRST_ACCEPTED;
        }
        return wanted;
    }
}
