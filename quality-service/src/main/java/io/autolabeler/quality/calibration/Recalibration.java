package io.autolabeler.quality.calibration;

import io.autolabeler.quality.statistics.LossDifference;
import io.autolabeler.quality.statistics.Quantiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a map is dropped or fitted again. */
public final class Recalibration {
    /** How many of the newest labelled items the error is watched on. */
    public static final int WINDOW = 500;

    private static final int LEAST_LABELS = 100;
    private static final double MOST_ERROR = 0.05;
    private static final double LEAST_P = 0.001;
    private static final int LEAST_FRESH = 200;
    private static final Duration OLD = Duration.ofDays(30);
    private static final Duration PAUSE = Duration.ofHours(24);
    private static final int RESAMPLES = 300;
    private static final double MISS = 0.05;

    private Recalibration() {}

    /** What is to be done. */
    public sealed interface Action permits Keep, Drop, Fit {}

    /** Nothing: all is well, or the last fit is less than a day ago. */
    public record Keep() implements Action {}

    /** The map is of another model or prompt; until there are {@code missing} more labels there is none. */
    public record Drop(int missing) implements Action {}

    /** A new map should be fitted; whether it is taken is the matter of {@link Acceptance}. */
    public record Fit(Reason reason) implements Action {}

    /** Why a map is fitted again. */
    public enum Reason {
        /** The model or prompt changed, and there are enough labels of the new one. */
        NEW_VERSION,
        /** The debiased error of the newest labels is above .05 for certain. */
        ERROR,
        /** Twice in a row the claimed confidence could not be the true one. */
        REFUTED,
        /** The mix of labels or texts moved. */
        DRIFT,
        /** The map is a month old, and there are 200 new labels. */
        AGE
    }

    /**
     * The map in force and the labels that came after it.
     *
     * @param fittedAt when the map was fitted
     * @param sameVersion the model and prompt are those that it was fitted on
     * @param labels of the model and prompt as they are now
     * @param fresh labels that came after the fit
     */
    public record State(Instant fittedAt, boolean sameVersion, int labels, int fresh) {}

    /**
     * What the watch says of the labels that came after the map.
     *
     * @param leastError lower 95 % bound of the debiased error of the newest items; empty while there are too few
     * @param refutedBefore the claimed confidence was refuted at the check before this one
     * @param refuted and at this one
     * @param drift an alarm of the labels' or texts' distribution
     */
    public record Evidence(Optional<Double> leastError, boolean refutedBefore, boolean refuted, boolean drift) {
        /** Nothing is wrong. */
        public static final Evidence NONE = new Evidence(Optional.empty(), false, false, false);
    }

    /** What is to be done now. */
    public static Action due(State state, Evidence evidence, Instant now) {
        if (!state.sameVersion()) {
            return state.labels() < LEAST_LABELS
                    ? new Drop(LEAST_LABELS - state.labels())
                    : new Fit(Reason.NEW_VERSION);
        }
        Duration age = Duration.between(state.fittedAt(), now);
        if (age.compareTo(PAUSE) < 0) {
            return new Keep();
        }
        return reason(state, evidence, age).<Action>map(Fit::new).orElseGet(Keep::new);
    }

    private static Optional<Reason> reason(State state, Evidence evidence, Duration age) {
        if (evidence.leastError().filter(error -> error > MOST_ERROR).isPresent()) {
            return Optional.of(Reason.ERROR);
        }
        if (evidence.refutedBefore() && evidence.refuted()) {
            return Optional.of(Reason.REFUTED);
        }
        if (evidence.drift()) {
            return Optional.of(Reason.DRIFT);
        }
        return age.compareTo(OLD) > 0 && state.fresh() >= LEAST_FRESH ? Optional.of(Reason.AGE) : Optional.empty();
    }

    /** The claimed confidence cannot be the true one: Spiegelhalter's p is below .001. */
    public static boolean refuted(Outcomes outcomes) {
        return OutcomeScores.spiegelhalter(outcomes)
                .filter(test -> test.p() < LEAST_P)
                .isPresent();
    }

    /**
     * The lower 95 % bound of the debiased error, at least 0. Resampling adds as much error again as the sample already
     * has, so only the spread of the resamples is taken, and laid below the sample's own figure.
     */
    public static double leastError(Outcomes outcomes, long seed) {
        double[] figures = ReliabilityReport.resampled(outcomes, each -> error(each, seed), RESAMPLES, seed);
        Quantiles quantiles = Quantiles.of(figures);
        return Math.max(0, error(outcomes, seed) - (quantiles.at(0.5) - quantiles.at(MISS)));
    }

    /**
     * What the items that came after a map say of it.
     *
     * @param refuted the claimed confidence cannot be the true one
     */
    public record Check(Evidence evidence, boolean refuted) {}

    /**
     * The check of a map.
     *
     * @param fresh items that came after it, with the confidence that it gives them
     * @param refutedBefore what the check before this one said
     */
    public static Check check(ScoredItems fresh, boolean refutedBefore) {
        if (fresh.size() < LEAST_LABELS) {
            return new Check(Evidence.NONE, false);
        }
        Outcomes outcomes = fresh.outcomes();

        boolean refuted = refuted(outcomes);
        return new Check(
                new Evidence(Optional.of(leastError(outcomes, fresh.size())), refutedBefore, refuted, false), refuted);
    }

    /**
     * Whether the map before this one does better by more than one standard error on at least 100 items that came after this
     * one.
     *
     * @param losses of this one
     * @param before of the one before it, on the same items
     */
    static boolean withdraws(double[] losses, double[] before) {
        return losses.length >= LEAST_LABELS
                && LossDifference.of(before, losses).clear();
    }

    private static double error(Outcomes outcomes, long seed) {
        return ReliabilityBins.equalWidth(outcomes, ReliabilityMetrics.BINS).debiasedError(seed);
    }
}
