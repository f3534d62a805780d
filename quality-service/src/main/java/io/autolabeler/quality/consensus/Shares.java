package io.autolabeler.quality.consensus;

/** Rows of class probabilities in one flat array: item {@code i}, class {@code k} at {@code i * classes + k}. */
final class Shares {
    private Shares() {}

    /** Does the item take part: it has a label, or its truth is known. */
    static boolean counts(VoteMatrix votes, int item) {
        return votes.votesOn(item) > 0 || votes.hasGold(item);
    }

    /** Is the item's row to be inferred: it has a label, and its truth is not known. */
    static boolean open(VoteMatrix votes, int item) {
        return votes.votesOn(item) > 0 && !votes.hasGold(item);
    }

    /** Each item's votes as shares, known truths as certain; zeros where there is neither, so that sums pass over them. */
    static double[] ofVotes(VoteMatrix votes) {
        int classes = votes.classes();
        double[] shares = new double[votes.items() * classes];
        for (int i = 0; i < votes.items(); i++) {
            if (votes.hasGold(i)) {
                shares[i * classes + votes.gold(i)] = 1;
                continue;
            }
            for (int v = votes.start(i); v < votes.end(i); v++) {
                shares[i * classes + votes.label(v)] += 1;
            }
            for (int k = 0; k < classes; k++) {
                shares[i * classes + k] /= Math.max(1, votes.votesOn(i));
            }
        }
        return shares;
    }

    /** {@code [classes]}: sums over the items. */
    static double[] sums(double[] shares, int classes) {
        double[] sums = new double[classes];
        for (int base = 0; base < shares.length; base += classes) {
            for (int k = 0; k < classes; k++) {
                sums[k] += shares[base + k];
            }
        }
        return sums;
    }

    /** {@code (pseudo + sum) / (n + classes * pseudo)} per class; uniform when there is nothing at all. */
    static double[] prior(double[] shares, int classes, double pseudo) {
        double[] prior = sums(shares, classes);
        double total = 0;
        for (int k = 0; k < classes; k++) {
            prior[k] += pseudo;
            total += prior[k];
        }
        for (int k = 0; k < classes; k++) {
            prior[k] = total > 0 ? prior[k] / total : 1.0 / classes;
        }
        return prior;
    }

    /** Replaces the scores at {@code [from, to)} by their softmax; returns the logarithm of the sum of their exponentials. */
    static double softmax(double[] scores, int from, int to) {
        double largest = scores[from];
        for (int k = from + 1; k < to; k++) {
            largest = Math.max(largest, scores[k]);
        }
        double total = 0;
        for (int k = from; k < to; k++) {
            scores[k] = Math.exp(scores[k] - largest);
            total += scores[k];
        }
        double inverse = 1 / total;
        for (int k = from; k < to; k++) {
            scores[k] *= inverse;
        }
        return largest + Math.log(total);
    }

    /** Scales {@code [from, to)} to the sum 1; leaves zeros alone. */
    static void normalise(double[] values, int from, int to) {
        double total = 0;
        for (int k = from; k < to; k++) {
            total += values[k];
        }
        for (int k = from; total > 0 && k < to; k++) {
            values[k] /= total;
        }
    }

    /** Is every {@code |now - before|} at most {@code absolute + relative * |now|}. */
    static boolean close(double[] now, double[] before, double absolute, double relative) {
        for (int i = 0; i < now.length; i++) {
            if (Math.abs(now[i] - before[i]) > absolute + relative * Math.abs(now[i])) {
                return false;
            }
        }
        return true;
    }

    static double[] logs(double[] values) {
        double[] logs = new double[values.length];
        for (int k = 0; k < logs.length; k++) {
            logs[k] = Math.log(Math.max(values[k], Double.MIN_NORMAL));
        }
        return logs;
    }

    /** The sum of {@code x ln x}, with 0 for 0: minus the entropy. */
    static double negEntropy(double[] values) {
        double sum = 0;
        for (double each : values) {
            sum += each > 0 ? each * Math.log(each) : 0;
        }
        return sum;
    }
}
