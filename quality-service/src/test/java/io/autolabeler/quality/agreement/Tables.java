package io.autolabeler.quality.agreement;

import io.autolabeler.quality.agreement.Ratings.Rating;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Ratings written as rows of raters, one column for each unit. */
final class Tables {
    static final Ratings A = ratings(
            "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .");
    static final Ratings B =
            ratings(". . . . . 3 4 1 2 1 1 3 3 . 3", "1 . 2 1 3 3 4 3 . . . . . . .", ". . 2 1 3 4 4 . 2 1 1 3 3 . 4");

    private Tables() {}

    static Ratings ratings(String... raters) {
        List<double[]> rows = new ArrayList<>();
        for (String rater : raters) {
            rows.add(Arrays.stream(rater.split(" "))
                    .mapToDouble(cell -> cell.equals(".") ? Double.NaN : Double.parseDouble(cell))
                    .toArray());
        }
        return ratings(rows);
    }

    /** Rows may be NaN where a rating is missing. */
    static Ratings ratings(List<double[]> raters) {
        double[] numbers = raters.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(each -> !Double.isNaN(each))
                .distinct()
                .sorted()
                .toArray();
        List<Rating> rows = new ArrayList<>();
        for (int rater = 0; rater < raters.size(); rater++) {
            for (int unit = 0; unit < raters.get(rater).length; unit++) {
                double value = raters.get(rater)[unit];
                if (!Double.isNaN(value)) {
                    rows.add(new Rating(unit, rater, Arrays.binarySearch(numbers, value)));
                }
            }
        }
        return Ratings.of(raters.getFirst().length, raters.size(), numbers, rows);
    }
}
