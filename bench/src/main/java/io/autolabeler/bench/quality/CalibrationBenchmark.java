package io.autolabeler.bench.quality;

import io.autolabeler.quality.calibration.CalibrationMethod;
import io.autolabeler.quality.calibration.Calibrator;
import io.autolabeler.quality.calibration.ScoredItems;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One calibration map of 100,000 items of a model that is twice as sure as it should be. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CalibrationBenchmark {
    private static final int ITEMS = 100_000;

    /** How it is fitted. */
    @Param({"TEMPERATURE", "PLATT", "BETA", "ISOTONIC"})
    private CalibrationMethod method = CalibrationMethod.TEMPERATURE;

    /** Labels. */
    @Param({"2", "10"})
    private int classes = 2;

    private ScoredItems items = ScoredItems.of(new double[0][], new int[0]);

    /** Draws the items. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(7);
        double[][] claimed = new double[ITEMS][classes];
        int[] truths = new int[ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            double sum = 0;
            double sharpened = 0;
            for (int k = 0; k < classes; k++) {
                double honest = Math.exp(2 * random.nextGaussian());
                claimed[i][k] = honest * honest;
                sum += honest;
                sharpened += honest * honest;
            }
            double drawn = random.nextDouble() * sum;
            for (int k = 0; k < classes; k++) {
                double honest = Math.sqrt(claimed[i][k]);
                truths[i] = drawn >= 0 ? k : truths[i];
                drawn -= honest;
                claimed[i][k] /= sharpened;
            }
        }
        items = ScoredItems.of(claimed, truths);
    }

    /** One fit. */
    @Benchmark
    public Calibrator fit() {
        return method.fit(items);
    }
}
