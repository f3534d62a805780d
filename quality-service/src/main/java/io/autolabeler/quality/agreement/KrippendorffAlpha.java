package io.autolabeler.quality.agreement;

/**
 * Agreement of any number of raters on any level of measurement, with missing ratings: one less observed over expected
 * disagreement.
 *
 * <p>Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, section D.
 *
 * @param level what differences between values mean
 */
public record KrippendorffAlpha(Level level) {
    private static final int MOST_IN_MATRIX = 2000;

    /** Alpha of the ratings. */
    public Alpha of(Ratings ratings) {
        PairableUnits units = PairableUnits.of(ratings);
        return new SampleAlpha(level, units.profiles()).of(units.times());
    }

    /**
     * The coincidence matrix {@code [values][values]}: how often two values meet in a unit, each unit weighing as much as
     * it has ratings. For at most 2,000 values.
     */
    public double[][] coincidences(Ratings ratings) {
        int values = ratings.values().length;
        if (values > MOST_IN_MATRIX) {
            throw new IllegalArgumentException("values must be at most " + MOST_IN_MATRIX + ", got " + values);
        }
        PairableUnits units = PairableUnits.of(ratings);
        Profiles profiles = units.profiles();
        int[] times = units.times();
        double[][] matrix = new double[values][values];
        for (int p = 0; p < times.length; p++) {
            double weight = times[p] / (profiles.ratings(p) - 1.0);
            for (int c = profiles.start()[p]; c < profiles.start()[p + 1]; c++) {
                for (int k = profiles.start()[p]; k < profiles.start()[p + 1]; k++) {
                    double pairs = (double) profiles.count()[c] * (profiles.count()[k] - (c == k ? 1 : 0));
                    matrix[profiles.value()[c]][profiles.value()[k]] += pairs * weight;
                }
            }
        }
        return matrix;
    }
}
