package io.autolabeler.quality.consensus;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The digamma function and the normaliser of a Dirichlet distribution.
 *
 * <p>The library's digamma climbs one by one to 49 before its series holds; variational fits need millions of values, so
 * this one uses a longer series from 8 on.
 *
 * <p>Source: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions", 1964, 6.3.5 and 6.3.18.
 */
final class Digammas {
    private static final double SERIES_FROM = 8;
    private static final double[] SERIES = {
        1.0 / 12, 691.0 / 32760, 1.0 / 132, 1.0 / 240, 1.0 / 252, 1.0 / 120, 1.0 / 12
    };

    private Digammas() {}

    /** For an argument above 0; error below 1e-14, relative or absolute. */
    static double of(double x) {
        double shift = 0;
        double at = x;
        while (at < SERIES_FROM) {
            shift += 1 / at;
            at += 1;
        }
        double inverse = 1 / at;
        double s = inverse * inverse;
        double tail = 0;
        for (double coefficient : SERIES) {
            tail = s * (coefficient - tail);
        }
        return Math.log(at) - inverse / 2 - tail - shift;
    }

    /** {@code sum ln Gamma(x) - ln Gamma(sum x)} over every {@code step}-th value from {@code from}, {@code count} of them. */
    static double logBeta(double[] values, int from, int step, int count) {
        double total = 0;
        double sum = 0;
        for (int c = 0; c < count; c++) {
            double value = values[from + c * step];
            total += value;
            sum += LogGamma.value(value);
        }
        return sum - LogGamma.value(total);
    }
}
