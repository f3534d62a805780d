package io.autolabeler.bench.quality;

import io.autolabeler.quality.consensus.Consensus;
import io.autolabeler.quality.consensus.DawidSkene;
import io.autolabeler.quality.consensus.PriorCounts;
import io.autolabeler.quality.consensus.Stopping;
import io.autolabeler.quality.consensus.VoteMatrix;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Dawid-Skene, 20 rounds on 100,000 labels: 20,000 items, 5 labels each by 100 annotators, 5 classes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DawidSkeneBenchmark {
    private static final int ROUNDS = 20;

    private VoteMatrix votes = VoteMatrix.builder(0, 0, 1).build();
    /** A tolerance of 0 uses all rounds up. */
    private final DawidSkene method = new DawidSkene(PriorCounts.of(1, 0.5), 1, new Stopping(0, ROUNDS));

    /** Draws the labels. */
    @Setup
    public void draw() {
        votes = DrawnVotes.of(20_000, 100);
    }

    /** One fit. */
    @Benchmark
    public Consensus fit() {
        return method.infer(votes);
    }
}
