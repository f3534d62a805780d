package io.autolabeler.quality.consensus;

import java.util.function.DoubleConsumer;

/** Dawid-Skene with little smoothing where annotators gave at least 5 labels per class on average, with more otherwise. */
record SuitedDawidSkene(AnnotatorHistory history) implements ConsensusMethod {
    @Override
    public String name() {
        return "dawid-skene";
    }

    @Override
    public Consensus infer(VoteMatrix votes, DoubleConsumer progress) {
        DawidSkene suited = PriorCounts.mustBeStrong(votes) ? DawidSkene.strong() : DawidSkene.weak();
        return suited.with(history).infer(votes, progress);
    }
}
