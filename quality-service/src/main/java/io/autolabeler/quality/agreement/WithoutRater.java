package io.autolabeler.quality.agreement;

import io.autolabeler.quality.agreement.Ratings.Rating;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;

/**
 * Alpha of all but one rater: above the whole alpha, that rater lowers it. Leaving out a rater turns the profiles of the
 * units that it rated into others, so that nothing else is looked at again.
 */
final class WithoutRater {
    private static final int NONE = -1;

    private final Ratings ratings;
    private final Profiles profiles;
    /** {@code [rows]}: the profile of the row's unit, with and without the row; {@link #NONE} below two ratings. */
    private final int[] with;

    private final int[] without;
    /** {@code [profiles]}: how many units have each. */
    private final int[] times;

    private WithoutRater(Ratings ratings, List<int[]> withKeys, List<int[]> withoutKeys) {
        TreeSet<int[]> distinct = new TreeSet<>(Arrays::compare);
        withKeys.stream().filter(key -> key.length >= 2).forEach(distinct::add);
        withoutKeys.stream().filter(key -> key.length >= 2).forEach(distinct::add);
        this.ratings = ratings;
        this.profiles = Profiles.of(ratings.values(), distinct.toArray(int[][]::new));
        this.with = indices(withKeys);
        this.without = indices(withoutKeys);
        this.times = new int[profiles.size()];
        List<Rating> rows = ratings.rows();
        for (int row = 0; row < with.length; row++) {
            boolean firstOfUnit =
                    row == 0 || rows.get(row).unit() != rows.get(row - 1).unit();
            if (firstOfUnit && with[row] != NONE) {
                times[with[row]]++;
            }
        }
    }

    static WithoutRater of(Ratings ratings) {
        List<int[]> with = new ArrayList<>();
        List<int[]> without = new ArrayList<>();
        List<Rating> rows = ratings.rows();
        for (int from = 0; from < rows.size(); ) {
            int to = PairableUnits.end(rows, from);
            int[] key = PairableUnits.key(rows, from, to);
            for (int row = from; row < to; row++) {
                with.add(key);
                without.add(less(key, rows.get(row).value()));
            }
            from = to;
        }
        return new WithoutRater(ratings, with, without);
    }

    /** {@code [raters]}: alpha without each, empty where it is not defined. */
    List<OptionalDouble> alphas(Level level, DoubleConsumer progress) {
        SampleAlpha alpha = new SampleAlpha(level, profiles);
        List<OptionalDouble> alphas = new ArrayList<>();
        for (int rater = 0; rater < ratings.raters(); rater++) {
            alphas.add(alpha.of(timesWithout(rater)).figure());
            progress.accept((rater + 1.0) / ratings.raters());
        }
        return alphas;
    }

    private int[] timesWithout(int rater) {
        int[] left = times.clone();
        for (int row = 0; row < with.length; row++) {
            if (ratings.rows().get(row).rater() == rater && with[row] != NONE) {
                left[with[row]]--;
                if (without[row] != NONE) {
                    left[without[row]]++;
                }
            }
        }
        return left;
    }

    private int[] indices(List<int[]> keys) {
        return keys.stream()
                .mapToInt(key -> key.length < 2 ? NONE : profiles.indexOf(key))
                .toArray();
    }

    private static int[] less(int[] key, int value) {
        int gone = Arrays.binarySearch(key, value);
        int[] less = Arrays.copyOf(key, key.length - 1);
        System.arraycopy(key, gone + 1, less, gone, less.length - gone);
        return less;
    }
}
