package io.autolabeler.quality.consensus;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** One start of {@link Mace}: what annotators know and how they guess, and the half-steps between that and the classes. */
final class MaceRun {
    private static final double NOISE = 0.5;
    private static final double KNOWING_PRIOR = 0.5;
    private static final double STRATEGY_PRIOR = 10;
    private static final double SMOOTHING = 0.01;

    /** {@code [annotators]}: the weight of guessing; need not add up to 1 with {@link #knowing}. */
    final double[] guessing;
    /** {@code [annotators]}: the weight of copying the truth. */
    final double[] knowing;
    /** Flat {@code [annotators][classes]}: what a guess says. */
    final double[] strategy;

    final double[] guessCounts;
    final double[] knowCounts;
    final double[] strategyCounts;
    final double[] shares;
    private final VoteMatrix votes;
    private final int classes;

    /** Half knows, and guesses are uniform. */
    MaceRun(VoteMatrix votes) {
        this.votes = votes;
        this.classes = votes.classes();
        this.guessing = filled(votes.annotators(), 0.5);
        this.knowing = filled(votes.annotators(), 0.5);
        this.strategy = filled(votes.annotators() * classes, 1.0 / classes);
        this.guessCounts = new double[votes.annotators()];
        this.knowCounts = new double[votes.annotators()];
        this.strategyCounts = new double[strategy.length];
        this.shares = Shares.ofVotes(votes);
    }

    /** Starts by chance. */
    MaceRun(VoteMatrix votes, RandomGenerator random) {
        this(votes);
        for (int j = 0; j < guessing.length; j++) {
            double guess = random.nextDouble(1, 1 + NOISE);
            double know = random.nextDouble(1, 1 + NOISE);
            guessing[j] = guess / (guess + know);
            knowing[j] = know / (guess + know);
            for (int l = 0; l < classes; l++) {
                strategy[j * classes + l] = random.nextDouble(1, 1 + NOISE);
            }
            Shares.normalise(strategy, j * classes, (j + 1) * classes);
        }
    }

    /** Infers the classes and what each label was, knowledge or guess; returns the log-likelihood. */
    double expect() {
        double logLikelihood = 0;
        double[] scores = new double[classes];
        Arrays.fill(guessCounts, 0);
        Arrays.fill(knowCounts, 0);
        Arrays.fill(strategyCounts, 0);
        for (int i = 0; i < votes.items(); i++) {
            if (Shares.counts(votes, i)) {
                logLikelihood += infer(i, scores);
                attribute(i);
            }
        }
        return logLikelihood;
    }

    private double infer(int item, double[] scores) {
        Arrays.fill(scores, -Math.log(classes));
        double common = 0;
        for (int v = votes.start(item); v < votes.end(item); v++) {
            double guess = guess(v);
            common += Math.log(guess);
            scores[votes.label(v)] += Math.log1p(knowing[votes.annotator(v)] / guess);
        }
        if (votes.hasGold(item)) {
            return common + scores[votes.gold(item)];
        }
        double logSum = Shares.softmax(scores, 0, classes);
        System.arraycopy(scores, 0, shares, item * classes, classes);
        return common + logSum;
    }

    private void attribute(int item) {
        for (int v = votes.start(item); v < votes.end(item); v++) {
            int annotator = votes.annotator(v);
            double right = shares[item * classes + votes.label(v)];
            double known = right * knowing[annotator] / (guess(v) + knowing[annotator]);
            knowCounts[annotator] += known;
            guessCounts[annotator] += 1 - known;
            strategyCounts[annotator * classes + votes.label(v)] += 1 - known;
        }
    }

    /** Expected logarithms under Dirichlet priors; the weights then add up to less than 1. */
    void maximiseBayes() {
        for (int j = 0; j < guessing.length; j++) {
            double total = Digammas.of(guessCounts[j] + knowCounts[j] + 2 * KNOWING_PRIOR);
            guessing[j] = Math.exp(Digammas.of(guessCounts[j] + KNOWING_PRIOR) - total);
            knowing[j] = Math.exp(Digammas.of(knowCounts[j] + KNOWING_PRIOR) - total);
            double all = Digammas.of(guessCounts[j] + classes * STRATEGY_PRIOR);
            for (int c = j * classes; c < (j + 1) * classes; c++) {
                strategy[c] = Math.exp(Digammas.of(strategyCounts[c] + STRATEGY_PRIOR) - all);
            }
        }
    }

    /** The most probable weights, a hundredth of a label added to each row. */
    void maximiseLikelihood() {
        double smoothing = SMOOTHING / classes;
        for (int j = 0; j < guessing.length; j++) {
            double total = guessCounts[j] + knowCounts[j] + 2 * smoothing;
            guessing[j] = (guessCounts[j] + smoothing) / total;
            knowing[j] = (knowCounts[j] + smoothing) / total;
            for (int c = j * classes; c < (j + 1) * classes; c++) {
                strategy[c] = strategyCounts[c] + smoothing;
            }
            Shares.normalise(strategy, j * classes, (j + 1) * classes);
        }
    }

    private double guess(int vote) {
        int annotator = votes.annotator(vote);
        return guessing[annotator] * strategy[annotator * classes + votes.label(vote)];
    }

    private static double[] filled(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }
}
