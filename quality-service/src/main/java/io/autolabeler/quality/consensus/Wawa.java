package io.autolabeler.quality.consensus;

import io.autolabeler.quality.consensus.Consensus.Fitted;
import io.autolabeler.quality.consensus.Consensus.Trace;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * Worker agreement with aggregate: votes weighted by how often their annotator agrees with the majority, in one pass. An
 * item all of whose votes weigh nothing keeps its vote shares. In a tied majority the lowest class counts as agreed on, as
 * in the published code, so that renumbering the classes can move a result a little.
 *
 * <p>Source: Appen's platform documentation, "Worker agreement with aggregate (Wawa)"; as in Toloka's crowd-kit.
 */
public record Wawa() implements ConsensusMethod {
    @Override
    public String name() {
        return "wawa";
    }

    @Override
    public Consensus infer(VoteMatrix votes, DoubleConsumer progress) {
        double[] skills = MajorityVote.agreement(votes, firstOfMost(votes));
        double[] shares = weighted(votes, skills);
        double[] prior = Shares.prior(shares, votes.classes(), 0);
        progress.accept(1);
        return Consensus.of(name(), votes, shares, new Fitted(skills, prior, Trace.ONE_PASS, new Detail.None()));
    }

    private static int[] firstOfMost(VoteMatrix votes) {
        int classes = votes.classes();
        double[] shares = Shares.ofVotes(votes);
        int[] first = new int[votes.items()];
        for (int i = 0; i < first.length; i++) {
            for (int k = 1; k < classes; k++) {
                first[i] = shares[i * classes + k] > shares[i * classes + first[i]] ? k : first[i];
            }
        }
        return first;
    }

    private static double[] weighted(VoteMatrix votes, double[] weights) {
        int classes = votes.classes();
        double[] shares = Shares.ofVotes(votes);
        double[] row = new double[classes];
        for (int i = 0; i < votes.items(); i++) {
            Arrays.fill(row, 0);
            double total = 0;
            for (int v = votes.start(i); v < votes.end(i); v++) {
                row[votes.label(v)] += weights[votes.annotator(v)];
                total += weights[votes.annotator(v)];
            }
            if (total > 0 && !votes.hasGold(i)) {
                Shares.normalise(row, 0, classes);
                System.arraycopy(row, 0, shares, i * classes, classes);
            }
        }
        return shares;
    }
}
