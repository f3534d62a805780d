package io.autolabeler.quality.labelerror;

import io.autolabeler.quality.consensus.VoteMatrix;
import java.util.Arrays;
import java.util.Optional;

/**
 * What several annotators and a model together make of each item, and how good each label and annotator is.
 *
 * <p>Source: H. W. Goh, U. Tkachenko, J. Mueller, "CROWDLAB: Supervised Learning to Infer Consensus Labels and Quality
 * Scores for Data with Multiple Annotators", 2022, section 3. Deviation: ties end with the lower class, not with a draw.
 *
 * @param quality {@code [items][classes]}: how probably each class is the true one; rows sum to 1; the model's own row for
 *     an item that nobody labelled
 * @param consensus {@code [items]}
 * @param annotatorQuality {@code [annotators]} in [0, 1]; 0 for one who labelled nothing
 * @param pass what the second, final pass rests on
 */
public record CrowdLab(double[][] quality, int[] consensus, double[] annotatorQuality, Pass pass) {
    private static final double FLOOR = 1e-6;
    private static final double LEAST_ERROR = 0.02;

    /**
     * Weights, and the figures behind them.
     *
     * @param likelihood mean share of annotators who chose the consensus
     * @param baselineError how often the consensus is not the most frequent class
     * @param agreement {@code [annotators]}: with others, in [0, 1]
     * @param weights {@code [annotators]}
     * @param modelWeight the model's
     */
    public record Pass(
            double likelihood, double baselineError, double[] agreement, double[] weights, double modelWeight) {}

    /** Nearly every item is of one class, so that the weights say nothing and all count alike. */
    public boolean oneClassCoversAll() {
        return pass.baselineError < LEAST_ERROR;
    }

    /** How good the item's consensus is, in [0, 1]. */
    public double consensusQuality(int item) {
        return quality[item][consensus[item]];
    }

    /**
     * The consensus; empty where no item has two labels, or there are fewer than two classes: use the labels alone.
     *
     * @param probabilities {@code [items][classes]} of a calibrated model that has not seen the item
     */
    public static Optional<CrowdLab> of(VoteMatrix votes, double[][] probabilities) {
        if (probabilities.length != votes.items()) {
            throw new IllegalArgumentException(
                    "probabilities must be as many as items, got " + probabilities.length + " and " + votes.items());
        }
        CrowdVotes crowd = new CrowdVotes(votes, probabilities);
        if (crowd.multi().length == 0 || votes.classes() < 2) {
            return Optional.empty();
        }
        double[] agreement = crowd.agreement();
        int[] majority = crowd.majority(agreement);
        double[][] first = quality(crowd, pass(crowd, majority, agreement));
        int[] consensus = new int[majority.length];
        for (int i = 0; i < consensus.length; i++) {
            consensus[i] = best(first[i], majority[i]);
        }
        Pass pass = pass(crowd, consensus, agreement);
        double[][] quality = quality(crowd, pass);
        return Optional.of(new CrowdLab(quality, consensus, annotators(crowd, consensus, quality, pass), pass));
    }

    private static int best(double[] row, int preferred) {
        int best = preferred;
        for (int k = 0; k < row.length; k++) {
            best = row[k] > row[best] ? k : best;
        }
        return best;
    }

    private static Pass pass(CrowdVotes crowd, int[] consensus, double[] agreement) {
        double chosen = 0;
        double modelErrors = 0;
        int[] frequency = new int[crowd.votes().classes()];
        for (int i : crowd.multi()) {
            chosen += crowd.share(i, consensus[i]);
            modelErrors += crowd.predicted(i) == consensus[i] ? 0 : 1;
            frequency[consensus[i]]++;
        }
        double multi = crowd.multi().length;
        double error = Math.max(FLOOR, 1 - Arrays.stream(frequency).max().orElse(0) / multi);
        double[] weights = Arrays.stream(agreement)
                .map(s -> Math.max(FLOOR, 1 - (1 - s) / error))
                .toArray();
        double model = Math.max(FLOOR, 1 - modelErrors / multi / error) * Math.sqrt(crowd.meanVotes());
        return new Pass(chosen / multi, error, agreement, weights, model);
    }

    private static double[][] quality(CrowdVotes crowd, Pass pass) {
        VoteMatrix votes = crowd.votes();
        double other = (1 - pass.likelihood) / (votes.classes() - 1);
        double[][] quality = new double[votes.items()][];
        for (int i = 0; i < quality.length; i++) {
            double[] row = crowd.row(i).clone();
            double mass = pass.modelWeight;
            for (int k = 0; k < row.length; k++) {
                row[k] *= pass.modelWeight;
            }
            for (int v = votes.start(i); v < votes.end(i); v++) {
                double weight = pass.weights[votes.annotator(v)];
                mass += weight;
                for (int k = 0; k < row.length; k++) {
                    row[k] += weight * (k == votes.label(v) ? pass.likelihood : other);
                }
            }
            for (int k = 0; k < row.length; k++) {
                row[k] /= mass;
            }
            quality[i] = row;
        }
        return quality;
    }

    private static double[] annotators(CrowdVotes crowd, int[] consensus, double[][] quality, Pass pass) {
        VoteMatrix votes = crowd.votes();
        double[][] sums = new double[4][votes.annotators()];
        for (int i = 0; i < consensus.length; i++) {
            for (int v = votes.start(i); v < votes.end(i); v++) {
                int annotator = votes.annotator(v);
                sums[0][annotator] += quality[i][votes.label(v)];
                sums[1][annotator]++;
                if (votes.votesOn(i) > 1) {
                    sums[2][annotator] += votes.label(v) == consensus[i] ? 1 : 0;
                    sums[3][annotator]++;
                }
            }
        }
        double share = modelShare(crowd, pass);
        double[] result = new double[votes.annotators()];
        for (int j = 0; j < result.length; j++) {
            double own = sums[1][j] == 0 ? 0 : sums[0][j] / sums[1][j];
            result[j] = sums[3][j] == 0 ? own : share * own + (1 - share) * sums[2][j] / sums[3][j];
        }
        return result;
    }

    /** How much of an item's quality is the model's, on average. */
    static double modelShare(CrowdVotes crowd, Pass pass) {
        double all = Arrays.stream(pass.weights).sum();
        return pass.modelWeight
                / (pass.modelWeight + all * crowd.meanVotes() / crowd.votes().annotators());
    }
}
