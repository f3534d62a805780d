package io.autolabeler.quality.consensus;

import io.autolabeler.quality.consensus.Consensus.Fitted;
import io.autolabeler.quality.consensus.Consensus.Trace;
import java.util.function.DoubleConsumer;

/**
 * Each vote adds its annotator's weight to its class, on top of the class's log-prior; posteriors are the softmax. With
 * log-odds of known accuracies as weights the best rule there is, as long as annotators err independently and without
 * preference for a wrong class.
 *
 * <p>Source: S. Nitzan and J. Paroush, "Optimal Decision Rules in Uncertain Dichotomous Choice Situations", International
 * Economic Review 23(2), 1982; for several classes {@code ln((K - 1) a / (1 - a))}.
 *
 * @param weights {@code [annotators]}, finite; 0 ignores, below 0 counts against
 * @param prior {@code [classes]}, above 0, sums to 1
 */
public record WeightedVote(double[] weights, double[] prior) implements ConsensusMethod {
    public WeightedVote {
        for (double each : weights) {
            if (!Double.isFinite(each)) {
                throw new IllegalArgumentException("weights must be finite, got " + each);
            }
        }
        for (double each : prior) {
            if (!(each > 0 && each <= 1)) {
                throw new IllegalArgumentException("prior must be above 0 and at most 1, got " + each);
            }
        }
    }

    /** By known accuracies, each kept as far from 0 and 1 as its annotator's number of labels demands. */
    public static WeightedVote ofAccuracies(double[] accuracies, double[] prior, VoteMatrix votes) {
        int[] counts = votes.votesByAnnotator();
        double[] weights = new double[accuracies.length];
        for (int j = 0; j < weights.length; j++) {
            double least = 1.0 / (2 * counts[j] + 2);
            weights[j] = logOdds(Math.clamp(accuracies[j], least, 1 - least), prior.length);
        }
        return new WeightedVote(weights, prior);
    }

    /** {@code ln((K - 1) a / (1 - a))}: 0 for an annotator who guesses; 0 also for a single class. */
    static double logOdds(double accuracy, int classes) {
        return classes == 1 ? 0 : Math.log((classes - 1) * accuracy / (1 - accuracy));
    }

    @Override
    public String name() {
        return "weighted";
    }

    @Override
    public Consensus infer(VoteMatrix votes, DoubleConsumer progress) {
        if (votes.annotators() != weights.length || votes.classes() != prior.length) {
            throw new IllegalArgumentException("votes must be of " + weights.length + " annotators and " + prior.length
                    + " classes, got " + votes.annotators() + " and " + votes.classes());
        }
        double[] shares = Shares.ofVotes(votes);
        double[] logPrior = Shares.logs(prior);
        int classes = votes.classes();
        for (int i = 0; i < votes.items(); i++) {
            if (Shares.open(votes, i)) {
                System.arraycopy(logPrior, 0, shares, i * classes, classes);
                for (int v = votes.start(i); v < votes.end(i); v++) {
                    shares[i * classes + votes.label(v)] += weights[votes.annotator(v)];
                }
                Shares.softmax(shares, i * classes, (i + 1) * classes);
            }
        }
        progress.accept(1);
        return Consensus.of(name(), votes, shares, new Fitted(weights, prior, Trace.ONE_PASS, new Detail.None()));
    }
}
