package io.autolabeler.quality.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Samples drawn with replacement from a population of kinds, each as large as the population, as counts of the kinds.
 *
 * <p>Things that no statistic tells apart are one kind, so a sample costs time by the number of kinds where they are few,
 * and by the size of the population where they are many.
 */
public final class Resampling {
    private static final int DRAWS_PER_BINOMIAL = 12;

    private final int[] population;
    private final int size;
    /** The kind of each member; empty where the counts are drawn kind by kind. */
    private final int[] kindOf;

    private Resampling(int[] population, int size, int[] kindOf) {
        this.population = population;
        this.size = size;
        this.kindOf = kindOf;
    }

    /**
     * From a population.
     *
     * @param population members of each kind, none negative, at least one in all
     */
    public static Resampling of(int[] population) {
        if (Arrays.stream(population).anyMatch(each -> each < 0)) {
            throw new IllegalArgumentException("population must not be negative, got " + Arrays.toString(population));
        }
        long size = Arrays.stream(population).asLongStream().sum();
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("population must have 1 to 2^31 - 1 members, got " + size);
        }
        boolean manyKinds = size < (long) DRAWS_PER_BINOMIAL * population.length;
        return new Resampling(population.clone(), (int) size, manyKinds ? members(population, (int) size) : new int[0]);
    }

    /** How often each kind is drawn; the counts add up to the size of the population. */
    public int[] draw(SplittableRandom random) {
        return kindOf.length > 0 ? drawMembers(random) : drawKinds(random);
    }

    /** Two members from each 64 random bits; the shares are even up to the size of the population in 2^32. */
    private int[] drawMembers(SplittableRandom random) {
        int[] counts = new int[population.length];
        for (int i = 0; i < size; i += 2) {
            long bits = random.nextLong();
            counts[kindOf[(int) (((bits >>> 32) * size) >>> 32)]]++;
            if (i + 1 < size) {
                counts[kindOf[(int) (((bits & 0xffffffffL) * size) >>> 32)]]++;
            }
        }
        return counts;
    }

    /** Kind after kind, each binomial among what the kinds before left over. */
    private int[] drawKinds(SplittableRandom random) {
        int[] counts = new int[population.length];
        int draws = size;
        int members = size;
        for (int k = 0; draws > 0; k++) {
            counts[k] =
                    population[k] == members ? draws : Binomial.draw(draws, (double) population[k] / members, random);
            draws -= counts[k];
            members -= population[k];
        }
        return counts;
    }

    private static int[] members(int[] population, int size) {
        int[] kindOf = new int[size];
        int from = 0;
        for (int k = 0; k < population.length; k++) {
            Arrays.fill(kindOf, from, from + population[k], k);
            from += population[k];
        }
        return kindOf;
    }
}
