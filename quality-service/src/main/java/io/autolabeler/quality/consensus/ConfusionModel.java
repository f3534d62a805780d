package io.autolabeler.quality.consensus;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A confusion matrix per annotator and the two half-steps that all models built on it share: counting labels against
 * posteriors, and weighing labels by logarithms of rates. Cells lie as in {@link Detail.Confusions}, so that a label's row
 * over the true classes is contiguous.
 */
final class ConfusionModel {
    final double[] prior;
    final double[] counts;
    final double[] logRates;
    private final VoteMatrix votes;
    private final int classes;
    private final int[] cells;

    ConfusionModel(VoteMatrix votes, double[] prior) {
        this.votes = votes;
        this.classes = votes.classes();
        this.prior = prior;
        this.counts = prior.clone();
        this.logRates = new double[prior.length];
        this.cells = new int[votes.votes()];
        Arrays.setAll(cells, v -> (votes.annotator(v) * classes + votes.label(v)) * classes);
    }

    /** Counts start again from the prior and take in every label, shared out by its item's posterior. */
    void count(double[] shares) {
        System.arraycopy(prior, 0, counts, 0, counts.length);
        for (int i = 0; i < votes.items(); i++) {
            int row = i * classes;
            for (int v = votes.start(i); v < votes.end(i); v++) {
                int cell = cells[v];
                for (int k = 0; k < classes; k++) {
                    counts[cell + k] += shares[row + k];
                }
            }
        }
    }

    /** Logarithms of the most probable rates. */
    void takeLogs() {
        setLogRates(Math::log);
    }

    /** Expected logarithms of the rates, below the logarithm of the expected ones where counts are few. */
    void takeExpectedLogs() {
        setLogRates(Digammas::of);
    }

    private void setLogRates(DoubleUnaryOperator log) {
        int square = classes * classes;
        for (int from = 0; from < counts.length; from += square) {
            for (int k = 0; k < classes; k++) {
                double total = log.applyAsDouble(rowTotal(from + k));
                for (int c = from + k; c < from + square; c += classes) {
                    logRates[c] = log.applyAsDouble(counts[c]) - total;
                }
            }
        }
    }

    /**
     * Replaces the posteriors of open items; returns the log-likelihood of all labels, known truths taken as such.
     *
     * @param logPrior {@code [classes]}, or flat {@code [items][classes]} for one of each item's own
     */
    double expect(double[] logPrior, double[] shares) {
        int step = logPrior.length == classes ? 0 : classes;
        double logLikelihood = 0;
        double[] scores = new double[classes];
        for (int i = 0; i < votes.items(); i++) {
            if (!Shares.counts(votes, i)) {
                continue;
            }
            System.arraycopy(logPrior, i * step, scores, 0, classes);
            addVotes(i, scores);
            if (votes.hasGold(i)) {
                logLikelihood += scores[votes.gold(i)];
            } else {
                logLikelihood += Shares.softmax(scores, 0, classes);
                System.arraycopy(scores, 0, shares, i * classes, classes);
            }
        }
        return logLikelihood;
    }

    private void addVotes(int item, double[] scores) {
        int end = votes.end(item);
        for (int v = votes.start(item); v < end; v++) {
            int cell = cells[v];
            for (int k = 0; k < scores.length; k++) {
                scores[k] += logRates[cell + k];
            }
        }
    }

    /** The scores that the counted labels give, shared out by the posteriors: sum of counts beyond the prior times log rates. */
    double scored() {
        double sum = 0;
        for (int c = 0; c < counts.length; c++) {
            sum += (counts[c] - prior[c]) * logRates[c];
        }
        return sum;
    }

    /** Rates as mean of the counts. */
    Detail.Confusions confusions() {
        double[] rates = new double[counts.length];
        int square = classes * classes;
        for (int c = 0; c < rates.length; c++) {
            rates[c] = counts[c] / rowTotal(c / square * square + c % classes);
        }
        return new Detail.Confusions(classes, rates);
    }

    /** {@code [annotators]}: expected share of right labels. */
    static double[] accuracies(Detail.Confusions confusions, double[] classPrior) {
        int classes = confusions.classes();
        double[] accuracies = new double[confusions.rates().length / (classes * classes)];
        for (int j = 0; j < accuracies.length; j++) {
            for (int k = 0; k < classes; k++) {
                accuracies[j] += classPrior[k] * confusions.rate(j, k, k);
            }
        }
        return accuracies;
    }

    private double rowTotal(int first) {
        double total = 0;
        for (int l = 0; l < classes; l++) {
            total += counts[first + l * classes];
        }
        return total;
    }
}
