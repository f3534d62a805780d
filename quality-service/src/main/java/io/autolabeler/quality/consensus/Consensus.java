package io.autolabeler.quality.consensus;

import java.util.Arrays;

/**
 * What a method makes of the votes.
 *
 * @param method its name
 * @param posteriors {@code [items][classes]}, rows sum to 1; an item with neither votes nor known truth has the class prior
 * @param labels {@code [items]}: the most probable class; of equal ones that with more votes, then the more frequent class,
 *     then the lower number; {@link VoteMatrix#UNKNOWN} for an item with neither votes nor known truth
 * @param quality {@code [annotators]}: what the method trusts each by, on its own scale (accuracy for most); 0 for an
 *     annotator of whom it knows nothing
 * @param prior {@code [classes]}: how frequent it holds each class to be, sums to 1
 * @param detail what only this method knows
 */
public record Consensus(
        String method,
        double[][] posteriors,
        int[] labels,
        double[] quality,
        double[] prior,
        Trace trace,
        Detail detail) {
    private static final double EQUAL = 1e-12;

    public Consensus {
        if (posteriors.length != labels.length) {
            throw new IllegalArgumentException("labels must be as many as posteriors, got " + labels.length + " for "
                    + posteriors.length + " items");
        }
    }

    /**
     * How it was reached.
     *
     * @param bounds log-likelihood or its bound after each round, where the method has one; empty otherwise
     * @param rounds passes over the votes
     * @param converged stopped because nothing moved, not because the rounds ran out
     */
    public record Trace(double[] bounds, int rounds, boolean converged) {
        static final Trace ONE_PASS = new Trace(new double[0], 1, true);
    }

    /** What a fit knows beside its posteriors. */
    record Fitted(double[] quality, double[] prior, Trace trace, Detail detail) {}

    /** From flat posteriors, whose rows of items without votes need not be filled. */
    static Consensus of(String method, VoteMatrix votes, double[] shares, Fitted fitted) {
        int classes = votes.classes();
        double[][] posteriors = new double[votes.items()][];
        int[] labels = new int[votes.items()];
        for (int i = 0; i < labels.length; i++) {
            boolean counts = Shares.counts(votes, i);
            posteriors[i] = counts
                    ? Arrays.copyOfRange(shares, i * classes, (i + 1) * classes)
                    : fitted.prior().clone();
            labels[i] = counts ? label(votes, i, posteriors[i], fitted.prior()) : VoteMatrix.UNKNOWN;
        }
        return new Consensus(
                method, posteriors, labels, fitted.quality(), fitted.prior(), fitted.trace(), fitted.detail());
    }

    Consensus named(String name) {
        return new Consensus(name, posteriors, labels, quality, prior, trace, detail);
    }

    public int items() {
        return labels.length;
    }

    public int classes() {
        return prior.length;
    }

    public int rounds() {
        return trace.rounds();
    }

    public boolean converged() {
        return trace.converged();
    }

    /** The largest posterior, in [1 / classes, 1]. */
    public double confidence(int item) {
        return largest(posteriors[item]);
    }

    /** The item has a label, and several classes are equally probable. */
    public boolean tied(int item) {
        return labels[item] != VoteMatrix.UNKNOWN && maxima(item) > 1;
    }

    public int tiedItems() {
        int tied = 0;
        for (int i = 0; i < items(); i++) {
            tied += tied(i) ? 1 : 0;
        }
        return tied;
    }

    /** How many classes share the largest posterior, up to rounding. */
    public int maxima(int item) {
        int maxima = 0;
        for (int k = 0; k < classes(); k++) {
            maxima += isMaximum(item, k) ? 1 : 0;
        }
        return maxima;
    }

    /** Has the class the item's largest posterior, up to rounding. */
    public boolean isMaximum(int item, int label) {
        return posteriors[item][label] >= confidence(item) - EQUAL;
    }

    /** Minus the entropy of the item's posterior in nats: 0 is certain, {@code -ln classes} knows nothing. */
    public double negEntropy(int item) {
        return Shares.negEntropy(posteriors[item]);
    }

    private static int label(VoteMatrix votes, int item, double[] posterior, double[] prior) {
        double least = largest(posterior) - EQUAL;
        int best = -1;
        for (int k = 0; k < posterior.length; k++) {
            if (posterior[k] >= least && (best < 0 || preferred(votes, item, k, best, prior))) {
                best = k;
            }
        }
        return best;
    }

    private static boolean preferred(VoteMatrix votes, int item, int label, int other, double[] prior) {
        int lead = votesFor(votes, item, label) - votesFor(votes, item, other);
        return lead > 0 || (lead == 0 && prior[label] > prior[other] + EQUAL);
    }

    private static int votesFor(VoteMatrix votes, int item, int label) {
        int found = 0;
        for (int v = votes.start(item); v < votes.end(item); v++) {
            found += votes.label(v) == label ? 1 : 0;
        }
        return found;
    }

    private static double largest(double[] row) {
        double largest = row[0];
        for (double each : row) {
            largest = Math.max(largest, each);
        }
        return largest;
    }
}
