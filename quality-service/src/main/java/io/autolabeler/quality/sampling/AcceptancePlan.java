package io.autolabeler.quality.sampling;

import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * A sample to draw from a lot without replacement, and how many wrong ones in it still let the lot pass.
 *
 * <p>Source: E. G. Schilling and D. V. Neubauer, "Acceptance Sampling in Quality Control", 2009, chapter 5 (single sampling
 * by two risks).
 *
 * @param lot items in the lot; 0 for many more than the sample
 * @param sample items to look at, at least 1
 * @param accept the lot passes with at most so many wrong ones, in [0, sample)
 */
public record AcceptancePlan(int lot, int sample, int accept) {
    private static final int BINOMIAL_FROM = 10;
    private static final int LARGEST_SAMPLE = 1_000_000;
    private static final int MOST_ACCEPTED = 10_000;

    /**
     * What a plan must do.
     *
     * @param acceptable error rate of a good lot, above 0
     * @param producer most probability of rejecting a good lot
     * @param rejectable error rate of a bad lot, above the acceptable one and below 1
     * @param consumer most probability of accepting a bad lot
     */
    public record Risks(double acceptable, double producer, double rejectable, double consumer) {
        public Risks {
            if (!(acceptable > 0 && acceptable < rejectable && rejectable < 1)) {
                throw new IllegalArgumentException(
                        "rates must rise between 0 and 1, got " + acceptable + " and " + rejectable);
            }
            if (!(producer > 0 && producer < 1 && consumer > 0 && consumer < 1)) {
                throw new IllegalArgumentException(
                        "risks must be above 0 and below 1, got " + producer + " and " + consumer);
            }
        }
    }

    public AcceptancePlan {
        if (sample < 1 || accept < 0 || accept >= sample || (lot > 0 && sample > lot)) {
            throw new IllegalArgumentException(
                    "sample must be in [1, lot] and accept below it, got " + sample + " and " + accept + " of " + lot);
        }
    }

    /** The plan with the fewest accepted wrong ones that keeps both risks; empty where the whole lot must be looked at. */
    public static Optional<AcceptancePlan> design(int lot, Risks risks) {
        for (int accept = 0; accept < MOST_ACCEPTED; accept++) {
            OptionalInt sample = smallest(lot, accept, risks);
            if (sample.isEmpty()) {
                return Optional.empty();
            }
            AcceptancePlan plan = new AcceptancePlan(lot, sample.getAsInt(), accept);
            if (plan.passes(risks.acceptable) >= 1 - risks.producer) {
                return Optional.of(plan);
            }
        }
        return Optional.empty();
    }

    /** How probably a lot with this error rate passes. */
    public double passes(double rate) {
        if (isBinomial()) {
            return BinomialDistribution.of(sample, rate).cumulativeProbability(accept);
        }
        int wrong = (int) Math.round(rate * lot);
        return HypergeometricDistribution.of(lot, wrong, sample).cumulativeProbability(accept);
    }

    /** Whether the lot is so large, or of unknown size, that its probabilities are taken from the binomial distribution. */
    public boolean isBinomial() {
        return lot == 0 || lot >= BINOMIAL_FROM * (long) sample;
    }

    /** How probably a lot with exactly so many wrong ones passes; the lot's size must be known. */
    public double passesWith(int wrong) {
        if (wrong < 0 || wrong > lot) {
            throw new IllegalArgumentException("wrong must be in [0, " + lot + "], the lot, got " + wrong);
        }
        return HypergeometricDistribution.of(lot, wrong, sample).cumulativeProbability(accept);
    }

    /**
     * The smallest sample from a large lot that, with nothing wrong in it, shows the error rate to be below the rejectable one.
     *
     * @param rejectable error rate of a bad lot, in (0, 1)
     * @param consumer most probability of accepting a bad lot, in (0, 1)
     */
    public static AcceptancePlan withoutDefects(double rejectable, double consumer) {
        if (!(rejectable > 0 && rejectable < 1 && consumer > 0 && consumer < 1)) {
            throw new IllegalArgumentException(
                    "rejectable and consumer must be above 0 and below 1, got " + rejectable + " and " + consumer);
        }
        return new AcceptancePlan(0, (int) Math.ceil(Math.log(consumer) / Math.log1p(-rejectable)), 0);
    }

    /**
     * The same for a lot, whose size makes the sample no smaller; empty where the whole lot must be looked at, or a sample
     * above a million.
     *
     * @param lot items; 0 for many more than the sample
     */
    public static Optional<AcceptancePlan> withoutDefects(int lot, double rejectable, double consumer) {
        int sample = withoutDefects(rejectable, consumer).sample;
        return sample > LARGEST_SAMPLE || (lot > 0 && sample >= lot)
                ? Optional.empty()
                : Optional.of(new AcceptancePlan(lot, sample, 0));
    }

    /** The smallest sample at which a bad lot seldom passes; empty if there is none below the lot. */
    private static OptionalInt smallest(int lot, int accept, Risks risks) {
        int high = accept + 1;
        int most = lot == 0 ? LARGEST_SAMPLE : lot;
        while (high <= most && passesTooOften(lot, high, accept, risks)) {
            high *= 2;
        }
        int low = Math.max(accept + 1, high / 2);
        high = Math.min(high, most);
        if (high < low || passesTooOften(lot, high, accept, risks)) {
            return OptionalInt.empty();
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (passesTooOften(lot, middle, accept, risks)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return OptionalInt.of(high);
    }

    private static boolean passesTooOften(int lot, int sample, int accept, Risks risks) {
        return new AcceptancePlan(lot, sample, accept).passes(risks.rejectable) > risks.consumer;
    }
}
