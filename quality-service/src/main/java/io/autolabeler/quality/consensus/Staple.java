package io.autolabeler.quality.consensus;

import io.autolabeler.quality.consensus.Consensus.Fitted;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * Simultaneous truth and performance level estimation: Dawid-Skene with a class prior that is given and stays, made for
 * labels that lie in space. Two classes start from almost perfect annotators, the second class being "positive"; more
 * classes start from counts against the majority vote.
 *
 * <p>Source: S. K. Warfield, K. H. Zou, W. M. Wells, "Simultaneous Truth and Performance Level Estimation (STAPLE)", IEEE
 * TMI 23(7), 2004; T. Rohlfing, D. B. Russakoff, C. R. Maurer, "Performance-Based Classifier Combination
 * in Atlas-Based Image Segmentation", IEEE TMI 23(8), 2004, for several classes. More than two classes are smoothed by a
 * hundredth of a label, and no rate falls below 1e-12, so that no class is ever ruled out for good.
 *
 * @param itemPriors {@code [items][classes]}, above 0: each item's own prior; empty takes the share of each class among all
 *     labels
 * @param stopping tolerance: largest movement of a rate
 */
public record Staple(double[][] itemPriors, Stopping stopping) implements ConsensusMethod {
    private static final double PERFECT = 0.99999;
    private static final double LEAST_RATE = 1e-12;
    private static final double SMOOTHING = 0.01;
    /** Posteriors of a class nobody voted for leave traces, which say nothing about rates. */
    private static final double LEAST_MASS = 1e-9;

    public Staple() {
        this(new double[0][], new Stopping(1e-5, 200));
    }

    @Override
    public String name() {
        return "staple";
    }

    @Override
    public Consensus infer(VoteMatrix votes, DoubleConsumer progress) {
        boolean binary = votes.classes() == 2;
        double[] shares = Shares.ofVotes(votes);
        double[] prior = labelShares(votes);
        double[] logPrior = itemPriors.length == 0 ? Shares.logs(prior) : logItemPriors(votes);
        double[] smoothing = new double[votes.annotators() * votes.classes() * votes.classes()];
        Arrays.fill(smoothing, binary ? 0 : SMOOTHING);
        ConfusionModel model = new ConfusionModel(votes, smoothing);
        double[] rates = perfect(votes);
        if (!binary) {
            model.count(shares);
            rates = rates(model, rates, votes.classes());
        }
        Rounds rounds = new Rounds(stopping.rounds(), progress);
        while (rounds.goOn()) {
            System.arraycopy(Shares.logs(rates), 0, model.logRates, 0, rates.length);
            double logLikelihood = model.expect(logPrior, shares);
            model.count(shares);
            double[] next = rates(model, rates, votes.classes());
            rounds.end(logLikelihood, Shares.close(next, rates, stopping.tolerance(), 0));
            rates = next;
        }
        Detail.Confusions confusions = new Detail.Confusions(votes.classes(), rates);
        double[] quality = ConfusionModel.accuracies(confusions, prior);
        return Consensus.of(name(), votes, shares, new Fitted(quality, prior, rounds.trace(), confusions));
    }

    /** Shares of the counts; an annotator who met nothing of a class keeps the rates of before. */
    private static double[] rates(ConfusionModel model, double[] before, int classes) {
        double[] rates = before.clone();
        int square = classes * classes;
        for (int from = 0; from < rates.length; from += square) {
            for (int k = 0; k < classes; k++) {
                double total = 0;
                for (int c = from + k; c < from + square; c += classes) {
                    total += model.counts[c];
                }
                for (int c = from + k; total > LEAST_MASS && c < from + square; c += classes) {
                    rates[c] = Math.max(LEAST_RATE, model.counts[c] / total);
                }
            }
        }
        return rates;
    }

    private static double[] perfect(VoteMatrix votes) {
        int classes = votes.classes();
        double[] rates = new double[votes.annotators() * classes * classes];
        for (int c = 0; c < rates.length; c++) {
            boolean right = c / classes % classes == c % classes;
            rates[c] = right ? PERFECT : (1 - PERFECT) / Math.max(1, classes - 1);
        }
        return rates;
    }

    private static double[] labelShares(VoteMatrix votes) {
        double[] shares = new double[votes.classes()];
        for (int v = 0; v < votes.votes(); v++) {
            shares[votes.label(v)] += 1;
        }
        return Shares.prior(shares, votes.classes(), 0);
    }

    private double[] logItemPriors(VoteMatrix votes) {
        if (itemPriors.length != votes.items()) {
            throw new IllegalArgumentException(
                    "itemPriors must be of " + votes.items() + " items, got " + itemPriors.length);
        }
        return Shares.logs(
                Arrays.stream(itemPriors).flatMapToDouble(Arrays::stream).toArray());
    }
}
