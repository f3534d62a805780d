package io.autolabeler.quality.sampling;

import io.autolabeler.quality.statistics.Estimate;
import io.autolabeler.quality.statistics.Interval;
import io.autolabeler.quality.statistics.Share;
import java.util.List;

/**
 * The error rate of all items, from a sample in which some had a better chance to be than others; without weighing, the items
 * that were routed to people would make the rest look worse than it is.
 *
 * <p>Source: W. G. Cochran, "Sampling Techniques", 3rd edition, 1977, sections 5.3-5.6 for strata; C.-E. Särndal,
 * B. Swensson, J. Wretman, "Model Assisted Survey Sampling", 1992, section 5.7, for weights.
 */
public final class ErrorRate {
    private static final double Z_95 = 1.959963984540054;
    private static final double MISS = 0.05;

    private ErrorRate() {}

    /**
     * What was found in a stratum.
     *
     * @param items in the stratum
     * @param sampled looked at, at least 1
     * @param errors among them
     */
    public record Stratum(int items, int sampled, int errors) {
        public Stratum {
            if (sampled < 1 || sampled > items || errors < 0 || errors > sampled) {
                throw new IllegalArgumentException("sampled must be in [1, items] and errors in [0, sampled], got "
                        + sampled + " of " + items + " and " + errors);
            }
        }

        private double rate() {
            return (double) errors / sampled;
        }

        private boolean whole() {
            return sampled == items;
        }

        /** Whether a variance can be told from it: not if all that was looked at is the same. */
        private boolean tells() {
            return whole() || (errors > 0 && errors < sampled);
        }

        private double variance() {
            return whole() ? 0 : ErrorRate.variance(items, sampled, rate());
        }

        private Interval exact(double miss) {
            return whole() ? new Interval(rate(), rate()) : new Share(errors, sampled).clopperPearson(miss);
        }
    }

    /**
     * An item of a sample.
     *
     * @param inclusion how probably it was to be in the sample, in (0, 1]
     */
    public record Weighted(boolean error, double inclusion) {
        public Weighted {
            if (!(inclusion > 0 && inclusion <= 1)) {
                throw new IllegalArgumentException("inclusion must be above 0 and at most 1, got " + inclusion);
            }
        }
    }

    /**
     * Items of a sample that were as likely to be in it.
     *
     * @param inclusion how probably each was to be in the sample, in (0, 1]
     * @param sampled looked at, at least 1
     * @param errors among them
     */
    public record Group(double inclusion, int sampled, int errors) {
        public Group {
            if (!(inclusion > 0 && inclusion <= 1)) {
                throw new IllegalArgumentException("inclusion must be above 0 and at most 1, got " + inclusion);
            }
            if (sampled < 1 || errors < 0 || errors > sampled) {
                throw new IllegalArgumentException(
                        "sampled must be at least 1 and errors in [0, sampled], got " + sampled + " and " + errors);
            }
        }

        /** How many items all that were looked at stand for. */
        private double items() {
            return sampled / inclusion;
        }

        private double wrong() {
            return errors / inclusion;
        }
    }

    /**
     * The rate with its 95 % interval. The interval is normal; where all that was looked at of a stratum is right, or all wrong,
     * which says nothing of its variance, it is made of the exact bounds of every stratum, each missing so seldom that
     * all hold together.
     */
    public static Estimate stratified(List<Stratum> strata) {
        if (strata.isEmpty()) {
            throw new IllegalArgumentException("strata must not be empty");
        }
        double items = strata.stream().mapToDouble(Stratum::items).sum();
        double rate = 0;
        double variance = 0;
        double lower = 0;
        double upper = 0;
        for (Stratum each : strata) {
            double weight = each.items / items;
            Interval exact = each.exact(MISS / strata.size());
            rate += weight * each.rate();
            variance += each.tells() ? weight * weight * each.variance() : 0;
            lower += weight * exact.lower();
            upper += weight * exact.upper();
        }
        return new Estimate(rate, isNormal(strata) ? normal(rate, variance) : new Interval(lower, Math.min(1, upper)));
    }

    /** Whether the interval of {@link #stratified} is normal, not made of exact bounds. */
    static boolean isNormal(List<Stratum> strata) {
        return strata.stream().allMatch(Stratum::tells);
    }

    /** The standard error behind the normal interval; strata that tell no variance add nothing to it. */
    static double standardError(List<Stratum> strata) {
        double items = strata.stream().mapToDouble(Stratum::items).sum();
        double variance = strata.stream()
                .filter(Stratum::tells)
                .mapToDouble(each -> each.items / items * (each.items / items) * each.variance())
                .sum();
        return Math.sqrt(variance);
    }

    /**
     * The rate with its 95 % interval, each item standing for as many as it had chances against: as if every item had been
     * drawn for itself. See {@link #grouped}.
     *
     * @param sample at least one item
     */
    public static Estimate weighted(List<Weighted> sample) {
        return grouped(sample.stream()
                .map(each -> new Group(each.inclusion, 1, each.error ? 1 : 0))
                .toList());
    }

    /**
     * The same, of groups of items with equal chances. The interval is normal; where all that was looked at is right, or all
     * wrong, it is exact for as many items of equal weight as tell as much.
     *
     * <p>Source: L. Kish, "Survey Sampling", 1965, section 11.7, for the effective size of the sample.
     *
     * @param sample at least one group
     */
    public static Estimate grouped(List<Group> sample) {
        if (sample.isEmpty()) {
            throw new IllegalArgumentException("sample must not be empty");
        }
        double rate = rate(sample);
        double error = groupedError(sample);
        return new Estimate(rate, isMixed(sample) ? normal(rate, error * error) : exact(sample, rate));
    }

    /** The standard error behind the normal interval of groups; 0 where all that was looked at is the same. */
    static double groupedError(List<Group> sample) {
        double items = sample.stream().mapToDouble(Group::items).sum();
        double rate = rate(sample);
        double variance = 0;
        for (Group each : sample) {
            double squares = each.errors * (1 - rate) * (1 - rate) + (each.sampled - each.errors) * rate * rate;
            double weight = 1 / (each.inclusion * items);
            variance += (1 - each.inclusion) * weight * weight * squares;
        }
        return Math.sqrt(variance);
    }

    /** Whether some of what was looked at is right and some wrong. */
    static boolean isMixed(List<Group> sample) {
        return sample.stream().anyMatch(each -> each.errors > 0)
                && sample.stream().anyMatch(each -> each.errors < each.sampled);
    }

    private static double rate(List<Group> sample) {
        return sample.stream().mapToDouble(Group::wrong).sum()
                / sample.stream().mapToDouble(Group::items).sum();
    }

    /** Clopper and Pearson's bounds of no hits, or all; in closed form, since the effective size need not be whole. */
    private static Interval exact(List<Group> sample, double rate) {
        if (sample.stream().allMatch(each -> each.inclusion == 1)) {
            return new Interval(rate, rate);
        }
        double items = sample.stream().mapToDouble(Group::items).sum();
        double squares = sample.stream()
                .mapToDouble(each -> each.items() / each.inclusion)
                .sum();
        double reach = -Math.expm1(Math.log(MISS / 2) * squares / (items * items));
        return rate == 0 ? new Interval(0, reach) : new Interval(1 - reach, 1);
    }

    /** Of the rate that was found in a stratum of which some items, at least two, were looked at. */
    static double variance(int items, int sampled, double rate) {
        return (1 - (double) sampled / items) * rate * (1 - rate) / (sampled - 1);
    }

    private static Interval normal(double rate, double variance) {
        double reach = Z_95 * Math.sqrt(variance);
        return new Interval(Math.max(0, rate - reach), Math.min(1, rate + reach));
    }
}
