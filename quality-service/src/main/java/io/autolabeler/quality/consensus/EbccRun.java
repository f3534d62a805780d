package io.autolabeler.quality.consensus;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One start of {@link Ebcc}. A class {@code k} and its subtype {@code m} lie at {@code k * subtypes + m}, together a kind;
 * counts of a label lie as {@code (annotator * classes + label) * kinds + kind}.
 */
final class EbccRun {
    private static final double SUBTYPE_PRIOR = 0.1;
    private static final double DIAGONAL = 4;
    private static final double OFF = 1;
    private static final double LOG_DIAGONAL = Digammas.of(DIAGONAL);
    private static final double LOG_OFF = Digammas.of(OFF);

    private final VoteMatrix votes;
    private final int classes;
    private final int subtypes;
    private final int kinds;
    private final double[] classPrior;
    private final double[] kindShares;
    private final double[] kindCounts;
    private final double[] classCounts;
    private final double[] cells;

    /**
     * A run from given shares.
     *
     * @param kindShares flat {@code [items][kinds]}, rows sum to 1, zeros where an item takes no part; changed by the run
     */
    EbccRun(VoteMatrix votes, double[] classPrior, double[] kindShares, int subtypes) {
        this.votes = votes;
        this.classes = votes.classes();
        this.subtypes = subtypes;
        this.kinds = classes * subtypes;
        this.classPrior = classPrior;
        this.kindShares = kindShares;
        this.kindCounts = new double[kinds];
        this.classCounts = new double[classes];
        this.cells = new double[votes.annotators() * classes * kinds];
    }

    /** Vote shares, each class's share split by chance among its subtypes. */
    static double[] randomStart(double[] shares, int subtypes, RandomGenerator random) {
        double[] kindShares = new double[shares.length * subtypes];
        for (int c = 0; c < shares.length; c++) {
            int from = c * subtypes;
            for (int m = 0; m < subtypes; m++) {
                kindShares[from + m] = random.nextExponential();
            }
            Shares.normalise(kindShares, from, from + subtypes);
            for (int m = 0; m < subtypes; m++) {
                kindShares[from + m] *= shares[c];
            }
        }
        return kindShares;
    }

    /** One round; counts are logarithms afterwards. */
    void step() {
        count();
        takeExpectedLogs();
        expect();
    }

    /** The evidence bound without the priors' normalisers, for the present shares. */
    double bound() {
        count();
        double bound = Digammas.logBeta(classCounts, 0, 1, classes) - Shares.negEntropy(kindShares);
        for (int k = 0; k < classes; k++) {
            bound += Digammas.logBeta(kindCounts, k * subtypes, 1, subtypes);
        }
        for (int from = 0; from < cells.length; from += classes * kinds) {
            for (int w = 0; w < kinds; w++) {
                bound += Digammas.logBeta(cells, from + w, kinds, classes);
            }
        }
        return bound;
    }

    /** Flat {@code [items][classes]}. */
    double[] shares() {
        double[] shares = new double[votes.items() * classes];
        for (int c = 0; c < shares.length; c++) {
            for (int m = 0; m < subtypes; m++) {
                shares[c] += kindShares[c * subtypes + m];
            }
        }
        return shares;
    }

    /** Confusions averaged over subtypes by how frequent they are, after {@link #bound}. */
    Detail.Confusions confusions() {
        double[] rates = new double[votes.annotators() * classes * classes];
        for (int row = 0; row < votes.annotators() * classes; row++) {
            int first = row / classes * classes * kinds;
            for (int w = 0; w < kinds; w++) {
                double weight = kindCounts[w] / kindTotal(w / subtypes);
                rates[row * classes + w / subtypes] += weight * cells[row * kinds + w] / rowTotal(first + w);
            }
        }
        return new Detail.Confusions(classes, rates);
    }

    /** {@code [classes]}: mean of the class shares, after {@link #bound}. */
    double[] prior() {
        double[] prior = classCounts.clone();
        Shares.normalise(prior, 0, classes);
        return prior;
    }

    private void count() {
        Arrays.fill(kindCounts, SUBTYPE_PRIOR / subtypes);
        System.arraycopy(classPrior, 0, classCounts, 0, classes);
        fillPrior();
        for (int i = 0; i < votes.items(); i++) {
            int row = i * kinds;
            for (int w = 0; w < kinds; w++) {
                kindCounts[w] += kindShares[row + w];
            }
            for (int v = votes.start(i); v < votes.end(i); v++) {
                int cell = cell(v);
                for (int w = 0; w < kinds; w++) {
                    cells[cell + w] += kindShares[row + w];
                }
            }
        }
        for (int k = 0; k < classes; k++) {
            classCounts[k] += kindTotal(k) - SUBTYPE_PRIOR;
        }
    }

    private void fillPrior() {
        Arrays.fill(cells, OFF);
        for (int row = 0; row < votes.annotators() * classes; row++) {
            int from = row * kinds + row % classes * subtypes;
            Arrays.fill(cells, from, from + subtypes, DIAGONAL);
        }
    }

    private void takeExpectedLogs() {
        for (int from = 0; from < cells.length; from += classes * kinds) {
            for (int w = 0; w < kinds; w++) {
                double total = Digammas.of(rowTotal(from + w));
                for (int c = from + w; c < from + classes * kinds; c += kinds) {
                    cells[c] = expectedLog(cells[c]) - total;
                }
            }
        }
    }

    /** Most cells of sparse data hold their prior. */
    private static double expectedLog(double count) {
        return count == OFF ? LOG_OFF : count == DIAGONAL ? LOG_DIAGONAL : Digammas.of(count);
    }

    private void expect() {
        double[] logPrior = logPrior();
        double[] scores = new double[kinds];
        for (int i = 0; i < votes.items(); i++) {
            if (!Shares.counts(votes, i)) {
                continue;
            }
            System.arraycopy(logPrior, 0, scores, 0, kinds);
            for (int v = votes.start(i); v < votes.end(i); v++) {
                int cell = cell(v);
                for (int w = 0; w < kinds; w++) {
                    scores[w] += cells[cell + w];
                }
            }
            int from = votes.hasGold(i) ? votes.gold(i) * subtypes : 0;
            int to = votes.hasGold(i) ? from + subtypes : kinds;
            Shares.softmax(scores, from, to);
            System.arraycopy(scores, from, kindShares, i * kinds + from, to - from);
        }
    }

    private double[] logPrior() {
        double all = 0;
        for (double each : classCounts) {
            all += each;
        }
        double[] logPrior = new double[kinds];
        for (int w = 0; w < kinds; w++) {
            int k = w / subtypes;
            logPrior[w] = Digammas.of(kindCounts[w])
                    - Digammas.of(kindTotal(k))
                    + Digammas.of(classCounts[k])
                    - Digammas.of(all);
        }
        return logPrior;
    }

    private double kindTotal(int label) {
        double total = 0;
        for (int m = 0; m < subtypes; m++) {
            total += kindCounts[label * subtypes + m];
        }
        return total;
    }

    private double rowTotal(int first) {
        double total = 0;
        for (int l = 0; l < classes; l++) {
            total += cells[first + l * kinds];
        }
        return total;
    }

    private int cell(int vote) {
        return (votes.annotator(vote) * classes + votes.label(vote)) * kinds;
    }
}
