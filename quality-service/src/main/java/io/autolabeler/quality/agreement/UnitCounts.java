package io.autolabeler.quality.agreement;

import io.autolabeler.quality.agreement.Ratings.Rating;
import java.util.ArrayList;
import java.util.List;

/**
 * How often each value was given, unit by unit: the distinct values of unit {@code u} are at {@code start[u]} to
 * {@code start[u + 1] - 1}, rising. Only units with at least two ratings, since only they can show agreement.
 *
 * @param ids {@code [units]}: the unit's number in the ratings
 * @param ratings {@code [units]}: how many ratings each has, at least 2
 * @param disagreements {@code [units]}: share of each one's pairs of ratings that disagree, in [0, 1]
 */
record UnitCounts(
        double[] values, int[] ids, int[] start, int[] value, int[] count, int[] ratings, double[] disagreements) {
    static UnitCounts of(Ratings ratings) {
        Lists lists = new Lists();
        int[] counts = new int[ratings.values().length];
        List<Rating> rows = ratings.rows();
        for (int from = 0; from < rows.size(); ) {
            int to = from;
            while (to < rows.size() && rows.get(to).unit() == rows.get(from).unit()) {
                counts[rows.get(to++).value()]++;
            }
            lists.add(rows.get(from).unit(), counts, to - from >= 2);
            from = to;
        }
        return lists.counts(ratings.values());
    }

    int units() {
        return ids.length;
    }

    /** Growing lists behind the arrays. */
    private static final class Lists {
        private final List<Integer> ids = new ArrayList<>();
        private final List<Integer> start = new ArrayList<>(List.of(0));
        private final List<Integer> value = new ArrayList<>();
        private final List<Integer> count = new ArrayList<>();

        /** Takes the unit's counts if it is wanted, and clears them. */
        void add(int id, int[] counts, boolean wanted) {
            for (int v = 0; v < counts.length; v++) {
                if (wanted && counts[v] > 0) {
                    value.add(v);
                    count.add(counts[v]);
                }
                counts[v] = 0;
            }
            if (wanted) {
                ids.add(id);
                start.add(value.size());
            }
        }

        UnitCounts counts(double[] values) {
            int[] ratings = new int[ids.size()];
            double[] disagreements = new double[ids.size()];
            for (int u = 0; u < ratings.length; u++) {
                double squares = 0;
                for (int each : count.subList(start.get(u), start.get(u + 1))) {
                    ratings[u] += each;
                    squares += (double) each * each;
                }
                double m = ratings[u];
                disagreements[u] = (m * m - squares) / (m * (m - 1));
            }
            return new UnitCounts(values, ints(ids), ints(start), ints(value), ints(count), ratings, disagreements);
        }

        private static int[] ints(List<Integer> list) {
            return list.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
