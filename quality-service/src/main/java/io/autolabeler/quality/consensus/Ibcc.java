package io.autolabeler.quality.consensus;

import io.autolabeler.quality.consensus.Consensus.Fitted;
import io.autolabeler.quality.numeric.Vectors;
import java.util.function.DoubleConsumer;

/**
 * Independent Bayesian classifier combination by mean-field variational inference: Dawid-Skene with distributions over the
 * confusion matrices instead of points, which keeps annotators with few labels from saying much. The evidence bound never
 * falls.
 *
 * <p>Source: H.-C. Kim and Z. Ghahramani, "Bayesian Classifier Combination", AISTATS 2012; E. Simpson, S. Roberts, I.
 * Psorakis, A. Smith, "Dynamic Bayesian Combination of Multiple Imperfect Classifiers", 2013.
 *
 * @param priors pseudo-counts of the confusion matrices
 * @param stopping tolerance: largest movement of a posterior, beside a hundredth of this as a share of itself
 */
public record Ibcc(PriorCounts priors, Stopping stopping) implements ConsensusMethod {
    private static final double CLASS_PRIOR = 1;
    private static final double RELATIVE_SHARE = 1e-2;

    public Ibcc() {
        this(PriorCounts.of(4, 1), new Stopping(1e-3, 500));
    }

    Ibcc with(AnnotatorHistory history) {
        return new Ibcc(priors.with(history), stopping);
    }

    @Override
    public String name() {
        return "ibcc";
    }

    @Override
    public Consensus infer(VoteMatrix votes, DoubleConsumer progress) {
        int classes = votes.classes();
        double[] shares = Shares.ofVotes(votes);
        double[] before = new double[shares.length];
        ConfusionModel model = new ConfusionModel(votes, priors.fill(votes.annotators(), classes));
        double priorNormaliser = logBetas(model.prior, classes);
        model.count(shares);
        Rounds rounds = new Rounds(stopping.rounds(), progress);
        double[] classCounts = Shares.sums(shares, classes);
        while (rounds.goOn()) {
            System.arraycopy(shares, 0, before, 0, shares.length);
            model.takeExpectedLogs();
            double[] logPrior = expectedLogPrior(classCounts);
            double logLikelihood = model.expect(logPrior, shares);
            model.count(shares);
            classCounts = Shares.sums(shares, classes);
            // Posteriors are softmaxes: the sum of p ln p follows from the scores and normalisers, without a logarithm
            // per share.
            double negEntropy = Vectors.dot(logPrior, classCounts) + model.scored() - logLikelihood;
            double tolerance = stopping.tolerance();
            boolean settled = Shares.close(shares, before, tolerance, RELATIVE_SHARE * tolerance);
            rounds.end(bound(model, classCounts, negEntropy) - priorNormaliser, settled);
        }
        double[] prior = Shares.prior(shares, classes, CLASS_PRIOR);
        Detail.Confusions confusions = model.confusions();
        double[] quality = ConfusionModel.accuracies(confusions, prior);
        return Consensus.of(name(), votes, shares, new Fitted(quality, prior, rounds.trace(), confusions));
    }

    /** The evidence bound for posteriors, without rounds. */
    double bound(VoteMatrix votes, double[] shares) {
        ConfusionModel model = new ConfusionModel(votes, priors.fill(votes.annotators(), votes.classes()));
        model.count(shares);
        return bound(model, Shares.sums(shares, votes.classes()), Shares.negEntropy(shares))
                - logBetas(model.prior, votes.classes());
    }

    private static double bound(ConfusionModel model, double[] classCounts, double negEntropy) {
        int classes = classCounts.length;
        double[] counts = new double[classes];
        double[] classPrior = new double[classes];
        for (int k = 0; k < classes; k++) {
            classPrior[k] = CLASS_PRIOR;
            counts[k] = CLASS_PRIOR + classCounts[k];
        }
        return Digammas.logBeta(counts, 0, 1, classes)
                - Digammas.logBeta(classPrior, 0, 1, classes)
                + logBetas(model.counts, classes)
                - negEntropy;
    }

    /** Over every annotator's rows. */
    private static double logBetas(double[] confusions, int classes) {
        double sum = 0;
        for (int from = 0; from < confusions.length; from += classes * classes) {
            for (int k = 0; k < classes; k++) {
                sum += Digammas.logBeta(confusions, from + k, classes, classes);
            }
        }
        return sum;
    }

    private static double[] expectedLogPrior(double[] classCounts) {
        double[] logPrior = new double[classCounts.length];
        for (int k = 0; k < logPrior.length; k++) {
            logPrior[k] = Digammas.of(CLASS_PRIOR + classCounts[k]);
        }
        return logPrior;
    }
}
