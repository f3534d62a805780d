package io.autolabeler.quality.consensus;

import io.autolabeler.quality.consensus.Consensus.Fitted;
import java.util.function.DoubleConsumer;

/**
 * Dawid-Skene with one number per annotator: the probability of a right label, wrong ones being equally likely. For data
 * too thin to learn whole confusion matrices.
 *
 * <p>Source: Y. Zhang, X. Chen, D. Zhou, M. I. Jordan, "Spectral Methods Meet EM: A Provably Optimal Algorithm for
 * Crowdsourcing", NIPS 2014, its one-coin model; a Beta prior is added.
 *
 * @param alpha of the Beta prior of a right label, at least 1
 * @param beta of the Beta prior of a wrong label, at least 1; (2, 1) is mildly better than chance, (1, 1) no prior
 * @param stopping tolerance: gain of the bound as a share of itself
 */
public record OneCoin(double alpha, double beta, Stopping stopping) implements ConsensusMethod {
    private static final double LEAST = 1e-6;

    public OneCoin {
        if (!(alpha >= 1 && beta >= 1)) {
            throw new IllegalArgumentException("alpha and beta must be at least 1, got " + alpha + " and " + beta);
        }
    }

    public OneCoin() {
        this(2, 1, new Stopping(1e-8, 200));
    }

    @Override
    public String name() {
        return "one-coin";
    }

    @Override
    public Consensus infer(VoteMatrix votes, DoubleConsumer progress) {
        if (MajorityVote.sufficesFor(votes)) {
            return new MajorityVote().infer(votes, progress).named(name());
        }
        double[] shares = Shares.ofVotes(votes);
        double[] prior = Shares.prior(shares, votes.classes(), 0);
        double[] skills = skills(votes, shares);
        Rounds rounds = new Rounds(stopping.rounds(), progress);
        while (rounds.goOn()) {
            prior = Shares.prior(shares, votes.classes(), 0);
            skills = skills(votes, shares);
            double bound = expect(votes, skills, Shares.logs(prior), shares) + logPriorOf(skills);
            rounds.endUnlessGaining(bound, stopping.tolerance());
        }
        return Consensus.of(name(), votes, shares, new Fitted(skills, prior, rounds.trace(), new Detail.None()));
    }

    /** {@code [annotators]}: the most probable share of right labels, in [1e-6, 1 - 1e-6]. */
    double[] skills(VoteMatrix votes, double[] shares) {
        double[] right = new double[votes.annotators()];
        for (int i = 0; i < votes.items(); i++) {
            for (int v = votes.start(i); v < votes.end(i); v++) {
                right[votes.annotator(v)] += shares[i * votes.classes() + votes.label(v)];
            }
        }
        int[] counts = votes.votesByAnnotator();
        for (int j = 0; j < right.length; j++) {
            double trials = counts[j] + alpha + beta - 2;
            double skill = trials > 0 ? (alpha - 1 + right[j]) / trials : 1.0 / votes.classes();
            right[j] = Math.clamp(skill, LEAST, 1 - LEAST);
        }
        return right;
    }

    private static double expect(VoteMatrix votes, double[] skills, double[] logPrior, double[] shares) {
        int classes = votes.classes();
        double[] wrong = new double[skills.length];
        double[] odds = new double[skills.length];
        for (int j = 0; j < skills.length; j++) {
            wrong[j] = Math.log((1 - skills[j]) / (classes - 1));
            odds[j] = WeightedVote.logOdds(skills[j], classes);
        }
        double logLikelihood = 0;
        double[] scores = new double[classes];
        for (int i = 0; i < votes.items(); i++) {
            System.arraycopy(logPrior, 0, scores, 0, classes);
            double common = 0;
            for (int v = votes.start(i); v < votes.end(i); v++) {
                common += wrong[votes.annotator(v)];
                scores[votes.label(v)] += odds[votes.annotator(v)];
            }
            if (Shares.open(votes, i)) {
                logLikelihood += common + Shares.softmax(scores, 0, classes);
                System.arraycopy(scores, 0, shares, i * classes, classes);
            } else if (votes.hasGold(i)) {
                logLikelihood += common + scores[votes.gold(i)];
            }
        }
        return logLikelihood;
    }

    private double logPriorOf(double[] skills) {
        double sum = 0;
        for (double each : skills) {
            sum += (alpha - 1) * Math.log(each) + (beta - 1) * Math.log(1 - each);
        }
        return sum;
    }
}
