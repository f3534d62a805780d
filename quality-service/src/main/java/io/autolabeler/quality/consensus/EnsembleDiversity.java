package io.autolabeler.quality.consensus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How different the members of an ensemble are, and what their votes should weigh because of it. Models repeat each other;
 * to weigh them as if they erred independently counts one voice several times.
 *
 * <p>Source: L. I. Kuncheva and C. J. Whitaker, "Measures of Diversity in Classifier Ensembles", Machine Learning 51, 2003;
 * weights minimise the variance of the weighted log-odds as in R. A. Jacobs, "Methods for Combining Experts' Probability
 * Assessments", Neural Computation 7, 1995, but none falls below 0.
 *
 * @param accuracies {@code [annotators]}, kept off 0 and 1 as few labels demand; half for an annotator who was not judged
 * @param correlations {@code [annotators][annotators]} of errors, a tenth shrunk towards none; 0 for pairs with fewer than
 *     20 common items
 * @param weights {@code [annotators]}, at least 0, on the scale of log-odds
 * @param effectiveVoters how many independent annotators would be as steady; 0 when no weight is above 0
 * @param pairs every two annotators, the first being the lower
 */
public record EnsembleDiversity(
        double[] accuracies, double[][] correlations, double[] weights, double effectiveVoters, List<ModelPair> pairs) {
    private static final double SHRINKAGE = 0.1;
    private static final int LEAST_COMMON = 20;

    public EnsembleDiversity {
        pairs = List.copyOf(pairs);
    }

    /**
     * Against known truths where there are at least 20, otherwise against a consensus.
     *
     * @param consensus of the same votes; the product of Dawid-Skene, for example
     */
    public static EnsembleDiversity of(VoteMatrix votes, Consensus consensus) {
        boolean known = votes.goldItems() >= LEAST_COMMON;
        List<ModelPair> pairs = new ArrayList<>();
        double[][] correlations = new double[votes.annotators()][votes.annotators()];
        VotesByAnnotator labels = new VotesByAnnotator(votes, known);
        for (int a = 0; a < correlations.length; a++) {
            correlations[a][a] = 1;
            for (int b = a + 1; b < correlations.length; b++) {
                ModelPair pair = labels.pair(a, b, consensus.posteriors());
                pairs.add(pair);
                double correlation = pair.common() < LEAST_COMMON ? 0 : (1 - SHRINKAGE) * pair.errorCorrelation();
                correlations[a][b] = correlation;
                correlations[b][a] = correlation;
            }
        }
        double[] accuracies = labels.accuracies(consensus.posteriors());
        double[] logOdds = Arrays.stream(accuracies)
                .map(each -> WeightedVote.logOdds(each, votes.classes()))
                .toArray();
        double[] weights = DiverseWeights.of(correlations, logOdds);
        return new EnsembleDiversity(
                accuracies, correlations, weights, DiverseWeights.effectiveVoters(correlations, weights), pairs);
    }

    /** The vote by these weights; its posteriors still want calibration. */
    public WeightedVote vote(double[] classPrior) {
        return new WeightedVote(weights, classPrior);
    }
}
