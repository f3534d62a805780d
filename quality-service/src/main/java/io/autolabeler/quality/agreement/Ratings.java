package io.autolabeler.quality.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Who gave which unit which value, at most once each; what is missing is no value. Immutable.
 *
 * @param units number of units, rated or not
 * @param raters number of raters
 * @param values {@code [values]}: the number behind each value, rising; looked at by the interval and ratio levels
 * @param rows in the order of unit and rater
 * @param repeats rows that named a unit and rater again
 */
public record Ratings(int units, int raters, double[] values, List<Rating> rows, Repeats repeats) {
    /** One rating; {@code value} is an index into the values. */
    public record Rating(int unit, int rater, int value) {}

    /** Rows left out since the same rater had rated the unit before, saying the same or something else. */
    public record Repeats(int identical, int contradicting) {}

    /**
     * From rows in any order; the first of several by one rater on one unit counts.
     *
     * @param numbers {@code [values]}: the number behind each value, in any order; all different
     */
    public static Ratings of(int units, int raters, double[] numbers, List<Rating> rows) {
        int[] rank = ranks(numbers);
        Map<Long, Integer> first = HashMap.newHashMap(rows.size());
        List<Rating> kept = new ArrayList<>(rows.size());
        int identical = 0;
        for (Rating row : rows) {
            require("unit", row.unit, units);
            require("rater", row.rater, raters);
            require("value", row.value, numbers.length);
            Integer before = first.putIfAbsent((long) row.unit * raters + row.rater, row.value);
            if (before == null) {
                kept.add(new Rating(row.unit, row.rater, rank[row.value]));
            } else {
                identical += before == row.value ? 1 : 0;
            }
        }
        kept.sort(Comparator.comparingInt(Rating::unit).thenComparingInt(Rating::rater));
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        Repeats repeats = new Repeats(identical, rows.size() - kept.size() - identical);
        return new Ratings(units, raters, sorted, List.copyOf(kept), repeats);
    }

    private static int[] ranks(double[] numbers) {
        int[] order = IntStream.range(0, numbers.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> numbers[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rank = new int[numbers.length];
        for (int place = 0; place < order.length; place++) {
            rank[order[place]] = place;
            if (Double.isNaN(numbers[order[place]])
                    || (place > 0 && numbers[order[place]] == numbers[order[place - 1]])) {
                throw new IllegalArgumentException(
                        "numbers must be different and no NaN, got " + Arrays.toString(numbers));
            }
        }
        return rank;
    }

    private static void require(String name, int value, int count) {
        if (value < 0 || value >= count) {
            throw new IllegalArgumentException(name + " must be in [0, " + count + "), got " + value);
        }
    }

    /** The same with only some raters. */
    Ratings only(IntPredicate rater) {
        List<Rating> kept = rows.stream().filter(row -> rater.test(row.rater)).toList();
        return new Ratings(units, raters, values, kept, repeats);
    }

    /** The same without the values that no row has, but with those behind these numbers, given or not. */
    public Ratings withValues(double... declared) {
        double[] numbers = DoubleStream.concat(
                        rows.stream().mapToDouble(row -> values[row.value]), Arrays.stream(declared))
                .distinct()
                .sorted()
                .toArray();
        List<Rating> moved = rows.stream()
                .map(row -> new Rating(row.unit, row.rater, Arrays.binarySearch(numbers, values[row.value])))
                .toList();
        return new Ratings(units, raters, numbers, moved, repeats);
    }

    /** {@code [raters]}: how many ratings each gave. */
    public int[] byRater() {
        int[] counts = new int[raters];
        rows.forEach(row -> counts[row.rater]++);
        return counts;
    }
}
