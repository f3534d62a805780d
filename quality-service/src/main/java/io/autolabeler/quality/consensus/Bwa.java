package io.autolabeler.quality.consensus;

import io.autolabeler.quality.consensus.Consensus.Fitted;
import io.autolabeler.quality.consensus.Consensus.Trace;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * Bayesian weighted average: class by class the votes are read as the numbers 0 and 1 with normal errors, whose variance
 * is each annotator's own. Cheap and steady on sparse data; its posteriors are far too modest, it cannot turn round an
 * annotator who is worse than chance, and it knows no preference of an annotator for a class.
 *
 * <p>Source: Y. Li, B. I. P. Rubinstein, T. Cohn, "Truth Inference at Scale: A Bayesian Model for Adjudicating Highly
 * Redundant Crowd Annotations", WWW 2019. The scale of the precisions comes from the data.
 *
 * @param shape of the precisions' Gamma prior, in labels: how much an annotator is taken to be like all others
 * @param precision of an item's mean around the mean of all, in labels
 * @param stopping tolerance: largest movement of a mean as a share of itself, beside 1e-8
 */
public record Bwa(double shape, double precision, Stopping stopping) implements ConsensusMethod {
    private static final double ABSOLUTE = 1e-8;
    /** Below this no vote deviates from its item's others, and every precision would be without limit. */
    private static final double NO_SPREAD = 1e-12;

    public Bwa {
        if (!(shape > 0 && precision > 0)) {
            throw new IllegalArgumentException(
                    "shape and precision must be above 0, got " + shape + " and " + precision);
        }
    }

    public Bwa() {
        this(15, 1, new Stopping(1e-3, 500));
    }

    @Override
    public String name() {
        return "bwa";
    }

    @Override
    public Consensus infer(VoteMatrix votes, DoubleConsumer progress) {
        int classes = votes.classes();
        double[] shares = Shares.ofVotes(votes);
        double[] quality = new double[votes.annotators()];
        int rounds = 0;
        boolean converged = true;
        for (int k = 0; k < classes; k++) {
            BwaClass run = new BwaClass(this, votes, k, column(shares, k, classes));
            converged &= run.run();
            rounds = Math.max(rounds, run.rounds());
            for (int i = 0; i < votes.items(); i++) {
                shares[i * classes + k] = run.means[i];
            }
            for (int j = 0; j < quality.length; j++) {
                quality[j] += run.precisions[j] / classes;
            }
            progress.accept((k + 1.0) / classes);
        }
        double[][] means = rows(shares, classes);
        for (int row = 0; row < shares.length; row += classes) {
            Shares.normalise(shares, row, row + classes);
        }
        Shares.normalise(quality, 0, quality.length);
        double[] prior = Shares.prior(shares, classes, 0);
        Trace trace = new Trace(new double[0], rounds, converged);
        return Consensus.of(name(), votes, shares, new Fitted(quality, prior, trace, new Detail.Means(means)));
    }

    boolean settled(double[] now, double[] before) {
        return Shares.close(now, before, ABSOLUTE, stopping.tolerance());
    }

    /** The scale of the precisions: as many squared deviations as the vote shares leave, for the prior's labels. */
    double scale(VoteMatrix votes, double[] means) {
        double deviation = 0;
        for (int i = 0; i < means.length; i++) {
            deviation += votes.votesOn(i) * means[i] * (1 - means[i]);
        }
        double scale = votes.votes() == 0 ? 0 : shape * 4 * (1 - 1.0 / votes.classes()) * deviation / votes.votes();
        return scale < NO_SPREAD ? 0 : scale;
    }

    private static double[] column(double[] shares, int k, int classes) {
        double[] column = new double[shares.length / classes];
        Arrays.setAll(column, i -> shares[i * classes + k]);
        return column;
    }

    private static double[][] rows(double[] flat, int classes) {
        double[][] rows = new double[flat.length / classes][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * classes, (i + 1) * classes));
        return rows;
    }
}
