package io.autolabeler.quality.consensus;

import io.autolabeler.quality.statistics.Interval;
import io.autolabeler.quality.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;

/**
 * Reports on annotators, from their labels against a consensus: counts as in Dawid-Skene, intervals from up to 1,000 draws of each
 * confusion matrix.
 *
 * <p>Source: C. E. Shannon, "A Mathematical Theory of Communication", Bell System Technical Journal 27, 1948, for the
 * information between truth and label.
 *
 * @param prior pseudo-counts that keep annotators with few labels from extremes
 * @param seed of the draws
 */
public record AnnotatorReports(PriorCounts prior, long seed) {
    private static final int MOST_DRAWS = 1000;
    private static final int LEAST_DRAWS = 100;
    /** Numbers drawn in all at most, so that many annotators and classes do not take minutes. */
    private static final double MOST_DRAWN = 2e8;

    private static final int LEAST_FOR_SPAM = 20;
    private static final double SPAM_SHARE = 0.05;
    private static final double BOUND = 0.95;

    public AnnotatorReports(long seed) {
        this(PriorCounts.of(1, 0.5), seed);
    }

    /** One report per annotator, in their order; {@code progress} as for {@link ConsensusMethod#infer}. */
    public List<AnnotatorReport> of(VoteMatrix votes, Consensus consensus, DoubleConsumer progress) {
        int classes = votes.classes();
        VoteMatrix judged = judged(votes);
        ConfusionModel model = new ConfusionModel(judged, prior.fill(votes.annotators(), classes));
        double[] shares = participating(votes, consensus);
        model.count(shares);
        double[] classShares = Shares.prior(shares, classes, 1);
        int[] all = votes.votesByAnnotator();
        int[] counted = judged.votesByAnnotator();
        SplittableRandom seeds = new SplittableRandom(seed);
        double cells = (double) votes.annotators() * classes * classes;
        int draws = Math.clamp((long) (MOST_DRAWN / Math.max(1, cells)), LEAST_DRAWS, MOST_DRAWS);
        List<AnnotatorReport> reports = new ArrayList<>();
        for (int j = 0; j < votes.annotators(); j++) {
            double[][] counts = counts(model, j, classes);
            reports.add(
                    report(new Labels(all[j], counted[j]), counts, classShares, new Dirichlet(seeds.split()), draws));
            progress.accept((j + 1.0) / votes.annotators());
        }
        return List.copyOf(reports);
    }

    /** How many labels an annotator gave, and how many of them can be judged. */
    private record Labels(int all, int judged) {}

    private AnnotatorReport report(
            Labels labels, double[][] counts, double[] classShares, Dirichlet dirichlet, int draws) {
        double[][] confusion = new double[counts.length][];
        for (int k = 0; k < counts.length; k++) {
            confusion[k] = counts[k].clone();
            Shares.normalise(confusion[k], 0, confusion[k].length);
        }
        double[] accuracies = new double[draws];
        double[] information = new double[draws];
        double[][] drawn = new double[counts.length][];
        for (int d = 0; d < draws; d++) {
            for (int k = 0; k < counts.length; k++) {
                drawn[k] = dirichlet.draw(counts[k]);
            }
            accuracies[d] = accuracy(drawn, classShares);
            information[d] = bits(drawn, classShares);
        }
        Interval interval = Quantiles.of(accuracies).middle95();
        double mostBits = Math.abs(Shares.negEntropy(classShares)) / Math.log(2);
        boolean spammer =
                labels.judged >= LEAST_FOR_SPAM && Quantiles.of(information).at(BOUND) < SPAM_SHARE * mostBits;
        double[] uniform = new double[counts.length];
        Arrays.fill(uniform, 1.0 / counts.length);
        return new AnnotatorReport(
                labels.all,
                labels.judged,
                accuracy(confusion, classShares),
                interval,
                accuracy(confusion, uniform),
                bits(confusion, classShares),
                mostBits,
                spammer,
                given(counts),
                confusion);
    }

    private double[][] given(double[][] counts) {
        double[][] given = new double[counts.length][counts.length];
        for (int k = 0; k < counts.length; k++) {
            for (int l = 0; l < counts.length; l++) {
                given[k][l] = Math.max(0, counts[k][l] - (k == l ? prior.diagonal() : prior.off()));
            }
        }
        return given;
    }

    private static double accuracy(double[][] confusion, double[] classShares) {
        double accuracy = 0;
        for (int k = 0; k < classShares.length; k++) {
            accuracy += classShares[k] * confusion[k][k];
        }
        return accuracy;
    }

    /** Mutual information of truth and label. */
    private static double bits(double[][] confusion, double[] classShares) {
        double nats = 0;
        for (int l = 0; l < classShares.length; l++) {
            double marginal = 0;
            for (int k = 0; k < classShares.length; k++) {
                marginal += classShares[k] * confusion[k][l];
            }
            for (int k = 0; k < classShares.length; k++) {
                double rate = confusion[k][l];
                nats += rate > 0 ? classShares[k] * rate * Math.log(rate / marginal) : 0;
            }
        }
        return Math.max(0, nats / Math.log(2));
    }

    /** Without labels on items that nobody else labelled and whose truth is not known. */
    private static VoteMatrix judged(VoteMatrix votes) {
        boolean[] alone = new boolean[votes.votes()];
        for (int i = 0; i < votes.items(); i++) {
            if (votes.votesOn(i) == 1 && !votes.hasGold(i)) {
                alone[votes.start(i)] = true;
            }
        }
        return votes.keep(v -> !alone[v]);
    }

    private static double[] participating(VoteMatrix votes, Consensus consensus) {
        double[] shares = new double[votes.items() * votes.classes()];
        for (int i = 0; i < votes.items(); i++) {
            if (Shares.counts(votes, i)) {
                System.arraycopy(consensus.posteriors()[i], 0, shares, i * votes.classes(), votes.classes());
            }
        }
        return shares;
    }

    private static double[][] counts(ConfusionModel model, int annotator, int classes) {
        double[][] counts = new double[classes][classes];
        for (int k = 0; k < classes; k++) {
            for (int l = 0; l < classes; l++) {
                counts[k][l] = model.counts[(annotator * classes + l) * classes + k];
            }
        }
        return counts;
    }
}
