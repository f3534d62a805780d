package io.autolabeler.quality.agreement;

import io.autolabeler.quality.agreement.Ratings.Rating;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The units with at least two ratings: only they can show agreement.
 *
 * @param ids {@code [units]}: the unit's number in the ratings, rising
 * @param profile {@code [units]}: what it was given
 */
record PairableUnits(Profiles profiles, int[] ids, int[] profile) {
    static PairableUnits of(Ratings ratings) {
        int[] ids = new int[ratings.rows().size() / 2];
        int[][] keys = new int[ids.length][];
        int units = 0;
        List<Rating> rows = ratings.rows();
        for (int from = 0; from < rows.size(); ) {
            int to = end(rows, from);
            if (to - from >= 2) {
                ids[units] = rows.get(from).unit();
                keys[units++] = key(rows, from, to);
            }
            from = to;
        }
        return of(ratings.values(), Arrays.copyOf(ids, units), Arrays.copyOf(keys, units));
    }

    /** From the sorted values of each unit. */
    static PairableUnits of(double[] numbers, int[] ids, int[][] keys) {
        TreeSet<int[]> distinct = new TreeSet<>(Arrays::compare);
        distinct.addAll(Arrays.asList(keys));
        Profiles profiles = Profiles.of(numbers, distinct.toArray(int[][]::new));
        int[] profile = Arrays.stream(keys).mapToInt(profiles::indexOf).toArray();
        return new PairableUnits(profiles, ids, profile);
    }

    /** The row after the last of the unit that begins at a row. */
    static int end(List<Rating> rows, int from) {
        int to = from + 1;
        while (to < rows.size() && rows.get(to).unit() == rows.get(from).unit()) {
            to++;
        }
        return to;
    }

    /** The values of some rows, rising. */
    static int[] key(List<Rating> rows, int from, int to) {
        int[] key = new int[to - from];
        for (int i = 0; i < key.length; i++) {
            key[i] = rows.get(from + i).value();
        }
        Arrays.sort(key);
        return key;
    }

    int units() {
        return ids.length;
    }

    /** How many ratings they have. */
    int ratings() {
        return Arrays.stream(profile).map(profiles::ratings).sum();
    }

    /** {@code [profiles]}: how many units have each. */
    int[] times() {
        int[] times = new int[profiles.size()];
        for (int each : profile) {
            times[each]++;
        }
        return times;
    }
}
