package io.autolabeler.quality.statistics;

import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/**
 * Statistics of samples drawn with replacement from what was observed. Each replicate has a random stream of its own.
 *
 * <p>Source: B. Efron, "Bootstrap Methods: Another Look at the Jackknife", The Annals of Statistics 7, 1979.
 *
 * @param replicates samples, at least 1
 * @param seed the same seed gives the same samples
 */
public record Bootstrap(int replicates, long seed) {
    private static final int REPORTS = 100;

    public Bootstrap {
        if (replicates < 1) {
            throw new IllegalArgumentException("replicates must be at least 1, got " + replicates);
        }
    }

    /**
     * Each statistic on each replicate, {@code [statistics][replicates]}.
     *
     * @param population how many things of each kind were observed
     * @param statistics of how many of each kind a sample holds; always the same number of them
     * @param progress told the share done
     */
    public double[][] run(int[] population, Function<int[], double[]> statistics, DoubleConsumer progress) {
        Resampling resampling = Resampling.of(population);
        SplittableRandom random = new SplittableRandom(seed);
        double[][] values = new double[statistics.apply(population).length][replicates];
        int pace = Math.max(1, replicates / REPORTS);
        for (int b = 0; b < replicates; b++) {
            double[] sample = statistics.apply(resampling.draw(random.split()));
            for (int s = 0; s < values.length; s++) {
                values[s][b] = sample[s];
            }
            if ((b + 1) % pace == 0) {
                progress.accept((b + 1.0) / replicates);
            }
        }
        return values;
    }
}
