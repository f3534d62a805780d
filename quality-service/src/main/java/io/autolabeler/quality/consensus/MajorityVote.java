package io.autolabeler.quality.consensus;

import io.autolabeler.quality.consensus.Consensus.Fitted;
import io.autolabeler.quality.consensus.Consensus.Trace;
import java.util.function.DoubleConsumer;

/** Every vote counts the same; an annotator's quality is the share of own labels that agree with the outcome. */
public record MajorityVote() implements ConsensusMethod {
    @Override
    public String name() {
        return "majority";
    }

    @Override
    public Consensus infer(VoteMatrix votes, DoubleConsumer progress) {
        double[] shares = Shares.ofVotes(votes);
        double[] prior = Shares.prior(shares, votes.classes(), 0);
        double[] quality = new double[votes.annotators()];
        Fitted fitted = new Fitted(quality, prior, Trace.ONE_PASS, new Detail.None());
        Consensus consensus = Consensus.of(name(), votes, shares, fitted);
        System.arraycopy(agreement(votes, consensus.labels()), 0, quality, 0, quality.length);
        progress.accept(1);
        return consensus;
    }

    /** There is nothing to learn about annotators: one class, or no vote at all. */
    static boolean sufficesFor(VoteMatrix votes) {
        return votes.classes() == 1 || votes.votes() == 0;
    }

    /** {@code [annotators]}: share of each one's labels that equal the item's; 0 without labels. */
    static double[] agreement(VoteMatrix votes, int[] labels) {
        double[] hits = new double[votes.annotators()];
        for (int i = 0; i < votes.items(); i++) {
            for (int v = votes.start(i); v < votes.end(i); v++) {
                hits[votes.annotator(v)] += votes.label(v) == labels[i] ? 1 : 0;
            }
        }
        int[] counts = votes.votesByAnnotator();
        for (int j = 0; j < hits.length; j++) {
            hits[j] /= Math.max(1, counts[j]);
        }
        return hits;
    }
}
