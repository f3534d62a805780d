package io.autolabeler.quality.agreement;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Squared differences of numbers on the ratio level, summed over all pairs of ratings. Exactly, that costs the square of
 * how many different numbers there are; where these are many, samples may take numbers that differ by less than a
 * thousandth of their range on a logarithmic scale as one, and what that changes for the whole is made up for.
 */
final class RatioDifferences {
    private static final int MOST_IN_TABLE = 1000;

    private final double[] numbers;
    /** {@code [numbers][numbers]}, unless that is too large; else empty. */
    private final double[][] table;

    private RatioDifferences(double[] numbers) {
        this.numbers = numbers;
        this.table = numbers.length <= MOST_IN_TABLE
                ? Level.RATIO.squaredDifferences(numbers, new double[numbers.length])
                : new double[0][];
    }

    /** Of rising numbers, at least 0. */
    static RatioDifferences of(double[] numbers) {
        if (numbers.length > 0 && numbers[0] < 0) {
            throw new IllegalArgumentException("numbers must be at least 0 at level RATIO, got " + numbers[0]);
        }
        return new RatioDifferences(numbers);
    }

    /** True if samples of so many numbers need {@link #samples}. */
    static boolean many(double[] numbers) {
        return numbers.length > MOST_IN_TABLE;
    }

    /** Of two of the numbers. */
    double of(int first, int second) {
        return table.length > 0 ? table[first][second] : Level.ratio(numbers[first], numbers[second]);
    }

    /** Over all ordered pairs of ratings, each number being given so often. */
    double sum(double[] counts) {
        int[] given =
                IntStream.range(0, counts.length).filter(v -> counts[v] > 0).toArray();
        double sum = 0;
        for (int i = 0; i < given.length; i++) {
            double row = 0;
            for (int j = 0; j < i; j++) {
                row += counts[given[j]] * of(given[i], given[j]);
            }
            sum += 2 * counts[given[i]] * row;
        }
        return sum;
    }

    /** The sum of samples; exact for the whole, which has these counts. */
    Samples samples(double[] whole) {
        double least = Arrays.stream(numbers).filter(each -> each > 0).min().orElse(1);
        double range = Math.log(Math.max(least, numbers[numbers.length - 1]) / least);
        int last = MOST_IN_TABLE - 2;
        // Zero is unlike all others.
        int[] groups = Arrays.stream(numbers)
                .mapToInt(each -> each == 0 ? 0 : 1 + (int) (range == 0 ? 0 : Math.log(each / least) / range * last))
                .toArray();
        double[] centres = IntStream.range(0, MOST_IN_TABLE)
                .mapToDouble(group -> group == 0 ? 0 : least * Math.exp((group - 0.5) / last * range))
                .toArray();
        Samples samples = new Samples(groups, of(centres), 1);
        double exact = sum(whole);
        return exact > 0 ? new Samples(groups, samples.grouped, exact / samples.sum(whole)) : samples;
    }

    /**
     * Sums of samples, from groups of numbers.
     *
     * @param groups {@code [numbers]}
     * @param correction by which the whole's sum is off
     */
    record Samples(int[] groups, RatioDifferences grouped, double correction) {
        double sum(double[] counts) {
            double[] byGroup = new double[MOST_IN_TABLE];
            for (int v = 0; v < counts.length; v++) {
                byGroup[groups[v]] += counts[v];
            }
            return correction * grouped.sum(byGroup);
        }
    }
}
