package io.autolabeler.quality.consensus;

import java.util.function.DoubleConsumer;

/** A way from votes to labels; the same votes give the same consensus, always. */
public interface ConsensusMethod {
    /** As the command line calls it. */
    String name();

    /**
     * The consensus of the votes; empty for no items.
     *
     * @param progress is told the share done, growing to 1, and may throw to cancel
     */
    Consensus infer(VoteMatrix votes, DoubleConsumer progress);

    /** The consensus of the votes, without saying how far it is. */
    default Consensus infer(VoteMatrix votes) {
        return infer(votes, done -> {});
    }
}
