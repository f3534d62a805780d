package io.autolabeler.bench.quality;

import io.autolabeler.quality.agreement.AlphaInterval;
import io.autolabeler.quality.agreement.Level;
import io.autolabeler.quality.agreement.Ratings;
import io.autolabeler.quality.agreement.Ratings.Rating;
import io.autolabeler.quality.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** Krippendorff's alpha with its interval from 1,000 bootstrap rounds: 10,000 items, 5 annotators, 5 labels. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class AlphaBenchmark {
    private static final int ITEMS = 10_000;
    private static final int ANNOTATORS = 5;
    private static final int LABELS = 5;
    private static final int ROUNDS = 1_000;
    private static final double RIGHT = 0.7;

    /** What differences between labels mean. */
    @Param("NOMINAL")
    public Level level = Level.NOMINAL;

    private Ratings ratings = Ratings.of(0, 0, new double[0], List.of());

    /** Draws the annotations. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(7);
        List<Rating> rows = new ArrayList<>();
        for (int item = 0; item < ITEMS; item++) {
            int truth = random.nextInt(LABELS);
            for (int annotator = 0; annotator < ANNOTATORS; annotator++) {
                int label = random.nextDouble() < RIGHT ? truth : random.nextInt(LABELS);
                rows.add(new Rating(item, annotator, label));
            }
        }
        ratings = Ratings.of(ITEMS, ANNOTATORS, new double[] {1, 2, 3, 4, 5}, rows);
    }

    /** Alpha and its interval, from the annotations on. */
    @Benchmark
    public Optional<AlphaInterval> interval() {
        return AlphaInterval.of(ratings, level, new Bootstrap(ROUNDS, 7), done -> {});
    }
}
