package io.autolabeler.quality.agreement;

import java.util.Arrays;

/**
 * What units were given, each kind once: units with the same values, whoever gave them, are one profile. Agreement cannot
 * tell them apart, so that samples of units are counts of profiles. The distinct values of profile {@code p} are at
 * {@code start[p]} to {@code start[p + 1] - 1}, rising.
 *
 * @param numbers {@code [values]}: the number behind each value
 * @param keys {@code [profiles]}: all values of each one, rising, at least 2 of them; in their lexicographic order
 * @param value the distinct values, and in {@code count} how often each was given
 */
record Profiles(double[] numbers, int[][] keys, int[] start, int[] value, int[] count) {

    /**
     * The profiles of keys.
     *
     * @param keys all different, in lexicographic order
     */
    static Profiles of(double[] numbers, int[][] keys) {
        int ratings = Arrays.stream(keys).mapToInt(key -> key.length).sum();
        int[] start = new int[keys.length + 1];
        int[] value = new int[ratings];
        int[] count = new int[ratings];
        int size = 0;
        for (int p = 0; p < keys.length; p++) {
            for (int i = 0; i < keys[p].length; i++) {
                if (i == 0 || keys[p][i] != keys[p][i - 1]) {
                    value[size++] = keys[p][i];
                }
                count[size - 1]++;
            }
            start[p + 1] = size;
        }
        return new Profiles(numbers, keys, start, Arrays.copyOf(value, size), Arrays.copyOf(count, size));
    }

    int size() {
        return keys.length;
    }

    /** How many ratings a unit with this profile has. */
    int ratings(int profile) {
        return keys[profile].length;
    }

    /** Which profile has these values; it must be there. */
    int indexOf(int[] key) {
        return Arrays.binarySearch(keys, key, Arrays::compare);
    }

    /** Share of a unit's pairs of ratings that disagree, in [0, 1]. */
    double disagreement(int profile) {
        double m = ratings(profile);
        double squares = 0;
        for (int c = start[profile]; c < start[profile + 1]; c++) {
            squares += (double) count[c] * count[c];
        }
        return (m * m - squares) / (m * (m - 1));
    }

    /** {@code [values]}: how often each was given in a sample that holds each profile so many times. */
    double[] counts(int[] times) {
        double[] counts = new double[numbers.length];
        for (int p = 0; p < times.length; p++) {
            if (times[p] > 0) {
                for (int c = start[p]; c < start[p + 1]; c++) {
                    counts[value[c]] += (double) times[p] * count[c];
                }
            }
        }
        return counts;
    }
}
