package io.autolabeler.quality.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleConsumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The small sets that several tests share. */
final class Vectors {
    static final DoubleConsumer SILENT = done -> {};

    /** Stops only when nothing moves at all. */
    static final Stopping TO_THE_END = new Stopping(1e-14, 5000);

    private static final String[] D = {"0001", "00.2", "1111", "1120", "222.", "2201", "0100", "2.21"};
    private static final String[] B = {"111", "110", "101", "001", "000", "010", "111", "001"};

    private Vectors() {}

    /** 8 items, 4 annotators, 3 classes. */
    static VoteMatrix d() {
        return matrix(3, D);
    }

    /** 8 items, 3 annotators, 2 classes. */
    static VoteMatrix b() {
        return matrix(2, B);
    }

    /** One string per item, one character per annotator, a dot where there is no label. */
    static VoteMatrix matrix(int classes, String... items) {
        VoteMatrixBuilder votes = VoteMatrix.builder(items.length, items[0].length(), classes);
        for (int i = 0; i < items.length; i++) {
            for (int j = 0; j < items[i].length(); j++) {
                if (items[i].charAt(j) != '.') {
                    votes.vote(i, j, items[i].charAt(j) - '0');
                }
            }
        }
        return votes.build();
    }

    /** Annotators of differing skill; about {@code share} of all possible labels. */
    static VoteMatrix random(long seed, int items, int annotators, int classes) {
        RandomGenerator random = random(seed);
        VoteMatrixBuilder votes = VoteMatrix.builder(items, annotators, classes);
        double[] skill = random.doubles(annotators, 0.3, 0.95).toArray();
        for (int i = 0; i < items; i++) {
            int truth = random.nextInt(classes);
            for (int j = 0; j < annotators; j++) {
                if (random.nextDouble() < 0.6) {
                    votes.vote(i, j, random.nextDouble() < skill[j] ? truth : random.nextInt(classes));
                }
            }
        }
        return votes.build();
    }

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("SplittableRandom").create(seed);
    }

    static Stopping rounds(int rounds) {
        return new Stopping(0, rounds);
    }

    static void assertRow(double[] row, double tolerance, double... expected) {
        assertThat(row).containsExactly(expected, within(tolerance));
    }

    static void assertNeverFalls(double[] bounds, double tolerance) {
        for (int r = 1; r < bounds.length; r++) {
            assertThat(bounds[r]).isGreaterThanOrEqualTo(bounds[r - 1] - tolerance * Math.abs(bounds[r]));
        }
    }

    /** The column of one class. */
    static double[] column(Consensus consensus, int label) {
        double[] column = new double[consensus.items()];
        for (int i = 0; i < column.length; i++) {
            column[i] = consensus.posteriors()[i][label];
        }
        return column;
    }
}
