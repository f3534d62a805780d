package io.autolabeler.bench.quality;

import io.autolabeler.quality.consensus.Consensus;
import io.autolabeler.quality.consensus.Ibcc;
import io.autolabeler.quality.consensus.PriorCounts;
import io.autolabeler.quality.consensus.Stopping;
import io.autolabeler.quality.consensus.VoteMatrix;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One round of variational iBCC on 1,000,000 labels: 200,000 items, 5 labels each by 1,000 annotators, 5 classes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class IbccBenchmark {
    private static final int ROUNDS = 10;
    /** A tolerance of 0 uses all rounds up. */
    private static final Ibcc METHOD = new Ibcc(PriorCounts.of(4, 1), new Stopping(0, ROUNDS));

    private VoteMatrix votes = VoteMatrix.builder(0, 0, 1).build();

    /** Draws the labels. */
    @Setup
    public void draw() {
        votes = DrawnVotes.of(200_000, 1_000);
    }

    /** Ten rounds. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public Consensus round() {
        return METHOD.infer(votes);
    }
}
