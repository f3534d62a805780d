package io.autolabeler.quality.consensus;

import java.util.Arrays;

/** One class of {@link Bwa}: the weighted means of votes for it against votes for any other. */
final class BwaClass {
    final double[] means;
    final double[] precisions;
    private final Bwa model;
    private final VoteMatrix votes;
    private final int label;
    private final double scale;
    private final int[] counts;
    private int rounds;

    /** Starts from vote shares, 0 where an item takes no part. */
    BwaClass(Bwa model, VoteMatrix votes, int label, double[] shares) {
        this.model = model;
        this.votes = votes;
        this.label = label;
        this.means = shares;
        this.scale = model.scale(votes, shares);
        this.counts = votes.votesByAnnotator();
        this.precisions = new double[votes.annotators()];
        Arrays.fill(precisions, 1);
    }

    int rounds() {
        return rounds;
    }

    double scale() {
        return scale;
    }

    /** Until nothing moves; false when the rounds ran out. Vote shares stay where no vote deviates from its item's others. */
    boolean run() {
        if (scale == 0) {
            return true;
        }
        boolean settled = false;
        while (!settled && rounds < model.stopping().rounds()) {
            double[] before = means.clone();
            weigh();
            average();
            rounds++;
            settled = model.settled(means, before);
        }
        return settled;
    }

    /** Each annotator's precision, given the means. */
    void weigh() {
        double[] deviations = new double[precisions.length];
        for (int i = 0; i < means.length; i++) {
            for (int v = votes.start(i); v < votes.end(i); v++) {
                double deviation = means[i] - value(v);
                deviations[votes.annotator(v)] += deviation * deviation;
            }
        }
        for (int j = 0; j < precisions.length; j++) {
            precisions[j] = (model.shape() + counts[j]) / (scale + deviations[j]);
        }
    }

    /** Each item's mean, given the precisions. */
    private void average() {
        double centre = centre();
        for (int i = 0; i < means.length; i++) {
            if (!Shares.open(votes, i)) {
                continue;
            }
            double weight = model.precision();
            double sum = model.precision() * centre;
            for (int v = votes.start(i); v < votes.end(i); v++) {
                weight += precisions[votes.annotator(v)];
                sum += precisions[votes.annotator(v)] * value(v);
            }
            means[i] = sum / weight;
        }
    }

    /** The mean over items that take part. */
    double centre() {
        double sum = 0;
        int items = 0;
        for (int i = 0; i < means.length; i++) {
            sum += means[i];
            items += Shares.counts(votes, i) ? 1 : 0;
        }
        return items == 0 ? 0 : sum / items;
    }

    private double value(int vote) {
        return votes.label(vote) == label ? 1 : 0;
    }
}
