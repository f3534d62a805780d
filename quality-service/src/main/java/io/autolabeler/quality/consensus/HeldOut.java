package io.autolabeler.quality.consensus;

import java.util.function.IntPredicate;

/**
 * Judges posteriors by the labels they have not seen. One way of judging for all methods, so that none is judged by its own
 * idea of annotators: each annotator's confusion is counted from the training labels against the posteriors, pulled towards
 * everybody's.
 */
final class HeldOut {
    private static final double POOLED_PRIOR = 0.5;
    private static final double POOLED_DIAGONAL = 1;

    private final VoteMatrix all;
    private final VoteMatrix training;
    private final IntPredicate held;
    private final int classes;

    /**
     * A split of the votes.
     *
     * @param held by number of vote: is it kept from the methods
     */
    HeldOut(VoteMatrix all, IntPredicate held) {
        this.all = all;
        this.training = all.keep(v -> !held.test(v));
        this.held = held;
        this.classes = all.classes();
    }

    VoteMatrix training() {
        return training;
    }

    /**
     * Adds to each item the log-probability of its held-out labels, as far as it has training labels.
     *
     * @param shares flat {@code [items][classes]}, from the training labels
     * @param scores {@code [items]}
     */
    void addScores(double[] shares, double[] scores) {
        ConfusionModel model = new ConfusionModel(training, new double[all.annotators() * classes * classes]);
        model.count(shares);
        double[] pooled = pooled(model.counts);
        for (int i = 0; i < all.items(); i++) {
            for (int v = all.start(i); training.votesOn(i) > 0 && v < all.end(i); v++) {
                if (held.test(v)) {
                    scores[i] += Math.log(probability(v, i * classes, shares, model.counts, pooled));
                }
            }
        }
    }

    private double probability(int vote, int row, double[] shares, double[] counts, double[] pooled) {
        int first = all.annotator(vote) * classes * classes;
        double probability = 0;
        for (int k = 0; k < classes; k++) {
            double total = classes + 3;
            for (int l = 0; l < classes; l++) {
                total += counts[first + l * classes + k];
            }
            int cell = all.label(vote) * classes + k;
            probability += shares[row + k] * (counts[first + cell] + (classes + 3) * pooled[cell]) / total;
        }
        return probability;
    }

    /** Everybody's confusion, {@code label * classes + truth}; sums to 1 over the labels. */
    private double[] pooled(double[] counts) {
        double[] pooled = new double[classes * classes];
        for (int c = 0; c < pooled.length; c++) {
            pooled[c] = POOLED_PRIOR + (c / classes == c % classes ? POOLED_DIAGONAL : 0);
        }
        for (int c = 0; c < counts.length; c++) {
            pooled[c % pooled.length] += counts[c];
        }
        for (int k = 0; k < classes; k++) {
            double total = 0;
            for (int c = k; c < pooled.length; c += classes) {
                total += pooled[c];
            }
            for (int c = k; c < pooled.length; c += classes) {
                pooled[c] /= total;
            }
        }
        return pooled;
    }
}
