package io.autolabeler.quality.consensus;

import io.autolabeler.quality.consensus.Consensus.Fitted;
import java.util.function.DoubleConsumer;

/**
 * Expectation maximisation of each item's class together with each annotator's confusion matrix, smoothed by pseudo-counts
 * and in logarithms. Starts from vote shares; the bound, log-likelihood plus log-prior, never falls.
 *
 * <p>Source: A. P. Dawid and A. M. Skene, "Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm",
 * JRSS C 28(1), 1979, equations 2.3-2.5; pseudo-counts as Dirichlet priors of a maximum a posteriori fit.
 *
 * @param smoothing pseudo-counts of the confusion matrices
 * @param classSmoothing pseudo-items of each class, at least 0
 * @param stopping tolerance: gain of the bound as a share of itself
 */
public record DawidSkene(PriorCounts smoothing, double classSmoothing, Stopping stopping) implements ConsensusMethod {
    private static final Stopping DEFAULT = new Stopping(1e-8, 200);
    private static final double WEAK = 0.01;

    public DawidSkene {
        if (!(classSmoothing >= 0)) {
            throw new IllegalArgumentException("classSmoothing must be at least 0, got " + classSmoothing);
        }
    }

    /** For annotators with many labels: almost the plain likelihood. */
    public static DawidSkene weak() {
        return new DawidSkene(PriorCounts.of(WEAK, WEAK), WEAK, DEFAULT);
    }

    /** For annotators with few labels: they are taken to be better than chance. */
    public static DawidSkene strong() {
        return new DawidSkene(PriorCounts.of(1, 0.5), 1, DEFAULT);
    }

    DawidSkene with(AnnotatorHistory history) {
        return new DawidSkene(smoothing.with(history), classSmoothing, stopping);
    }

    @Override
    public String name() {
        return "dawid-skene";
    }

    @Override
    public Consensus infer(VoteMatrix votes, DoubleConsumer progress) {
        int classes = votes.classes();
        double[] shares = Shares.ofVotes(votes);
        ConfusionModel model = new ConfusionModel(votes, smoothing.fill(votes.annotators(), classes));
        double[] prior = Shares.prior(shares, classes, classSmoothing);
        Rounds rounds = new Rounds(stopping.rounds(), progress);
        while (rounds.goOn()) {
            prior = Shares.prior(shares, classes, classSmoothing);
            double[] logPrior = Shares.logs(prior);
            model.count(shares);
            model.takeLogs();
            double bound = model.expect(logPrior, shares) + logPriorOf(model, logPrior);
            rounds.endUnlessGaining(bound, stopping.tolerance());
        }
        Detail.Confusions confusions = model.confusions();
        double[] quality = ConfusionModel.accuracies(confusions, prior);
        return Consensus.of(name(), votes, shares, new Fitted(quality, prior, rounds.trace(), confusions));
    }

    private double logPriorOf(ConfusionModel model, double[] logPrior) {
        double sum = 0;
        for (int c = 0; c < model.prior.length; c++) {
            sum += model.prior[c] * model.logRates[c];
        }
        for (double each : logPrior) {
            sum += classSmoothing * each;
        }
        return sum;
    }
}
