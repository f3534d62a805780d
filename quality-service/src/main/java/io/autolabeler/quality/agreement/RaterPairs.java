package io.autolabeler.quality.agreement;

import io.autolabeler.quality.agreement.AgreementReport.Pair;
import io.autolabeler.quality.agreement.Ratings.Rating;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Alpha and kappa of each two of the raters that rated most, on the units that both rated. */
final class RaterPairs {
    /** Pairs are made of so many raters, those with the most ratings. */
    static final int MOST_RATERS = 30;

    private final Ratings ratings;
    private final Level level;
    /** The raters, rising, and {@code [raters][units]} their values. */
    private final int[] raters;

    private final int[][] given;

    RaterPairs(Ratings ratings, Level level) {
        this.ratings = ratings;
        this.level = level;
        this.raters = busiest(ratings.byRater());
        this.given = new int[raters.length][ratings.units()];
        for (int[] row : given) {
            Arrays.fill(row, CohenKappa.MISSING);
        }
        for (Rating rating : ratings.rows()) {
            int place = Arrays.binarySearch(raters, rating.rater());
            if (place >= 0) {
                given[place][rating.unit()] = rating.value();
            }
        }
    }

    /** The pairs with a common unit, in the order of their raters. */
    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < raters.length; i++) {
            for (int j = i + 1; j < raters.length; j++) {
                long[] common = common(given[i], given[j]);
                if (common.length > 0) {
                    Alpha alpha = alpha(common);
                    pairs.add(new Pair(
                            raters[i], raters[j], common.length, alpha.figure(), CohenKappa.of(given[i], given[j])));
                }
            }
        }
        return pairs;
    }

    /** Both values of each common unit as one number, rising. */
    private long[] common(int[] first, int[] second) {
        long values = ratings.values().length;
        return IntStream.range(0, first.length)
                .filter(unit -> first[unit] != CohenKappa.MISSING && second[unit] != CohenKappa.MISSING)
                .mapToLong(unit -> Math.min(first[unit], second[unit]) * values + Math.max(first[unit], second[unit]))
                .sorted()
                .toArray();
    }

    private Alpha alpha(long[] common) {
        int values = ratings.values().length;
        long[] kinds = Arrays.stream(common).distinct().toArray();
        int[][] keys = new int[kinds.length][];
        for (int k = 0; k < kinds.length; k++) {
            keys[k] = new int[] {(int) (kinds[k] / values), (int) (kinds[k] % values)};
        }
        int[] times = new int[kinds.length];
        int kind = 0;
        for (long each : common) {
            kind += each == kinds[kind] ? 0 : 1;
            times[kind]++;
        }
        return new SampleAlpha(level, Profiles.of(ratings.values(), keys)).of(times);
    }

    private static int[] busiest(int[] counts) {
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingInt(rater -> -counts[rater]))
                .limit(MOST_RATERS)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }
}
