package io.autolabeler.quality.consensus;

import io.autolabeler.quality.consensus.Mixture.Candidate;
import io.autolabeler.quality.statistics.DrawnFolds;
import io.autolabeler.quality.statistics.LossDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Compares methods by items whose true class is known, a fifth of them kept from the methods at a time. What annotators have
 * in common looks like truth as long as only their labels are compared; known truths can tell.
 */
final class GoldContest {
    /** Fewer items with a known truth and a label decide nothing. */
    static final int LEAST_ITEMS = 50;

    private static final int FOLDS = 5;
    private static final double CLEAR = 2;
    /** Share of "could be anything" in every posterior, since votes that all agree leave others nothing. */
    private static final double DOUBT = 0.01;

    private final long seed;
    private final List<ConsensusMethod> methods;
    private final Stages stages;

    GoldContest(long seed, List<ConsensusMethod> methods, Stages stages) {
        this.seed = seed;
        this.methods = methods;
        this.stages = stages;
    }

    /**
     * What known truths say.
     *
     * @param candidates as before, but all the weight on one
     */
    record Verdict(List<Candidate> candidates, String reason) {}

    /** How many fits it takes for these votes. */
    static int fits(VoteMatrix votes, int methods) {
        return items(votes).length < LEAST_ITEMS ? 0 : FOLDS * methods;
    }

    /** The method that known truths put clearly, by two standard errors, ahead of the heaviest candidate; else empty. */
    Optional<Verdict> run(VoteMatrix votes, List<Candidate> candidates) {
        int[] items = items(votes);
        if (items.length < LEAST_ITEMS) {
            return Optional.empty();
        }
        double[][][] losses = losses(votes, items);
        int[] sharpest = new int[losses.length];
        int best = 0;
        int heaviest = 0;
        for (int m = 0; m < losses.length; m++) {
            sharpest[m] = least(losses[m]);
            best = mean(losses[m][sharpest[m]]) < mean(losses[best][sharpest[best]]) ? m : best;
            heaviest = candidates.get(m).weight() > candidates.get(heaviest).weight() ? m : heaviest;
        }
        LossDifference lead = LossDifference.of(losses[best][sharpest[best]], losses[heaviest][sharpest[heaviest]]);
        if (best == heaviest || !(lead.gain() > CLEAR * lead.standardError())) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(
                alone(candidates, best, Sharpness.GRID[sharpest[best]]),
                String.format(
                        Locale.ROOT,
                        "Only %s: on %d items with a known truth its log-loss is lower than that of %s, which predicts held-out"
                                + " labels best, by %.3f (standard error %.3f).",
                        candidates.get(best).method(),
                        items.length,
                        candidates.get(heaviest).method(),
                        lead.gain(),
                        lead.standardError())));
    }

    /** {@code [methods][sharpnesses][items]}: minus the log-probability of the truth. */
    private double[][][] losses(VoteMatrix votes, int[] items) {
        double[][][] losses = new double[methods.size()][Sharpness.GRID.length][items.length];
        int[] folds = DrawnFolds.of(items.length, FOLDS, seed);
        for (int f = 0; f < FOLDS; f++) {
            int fold = f;
            int[] held = IntStream.range(0, items.length)
                    .filter(g -> folds[g] == fold)
                    .toArray();
            VoteMatrix training =
                    votes.withoutGold(IntStream.of(held).map(g -> items[g]).toArray());
            for (int m = 0; m < losses.length; m++) {
                Consensus fit = methods.get(m).infer(training, stages.next());
                for (int s = 0; s < Sharpness.GRID.length; s++) {
                    double[] shares = new Sharpness(Sharpness.GRID[s]).of(fit);
                    for (int g : held) {
                        double share = shares[items[g] * votes.classes() + votes.gold(items[g])];
                        losses[m][s][g] = -Math.log((1 - DOUBT) * share + DOUBT / votes.classes());
                    }
                }
            }
        }
        return losses;
    }

    private static int[] items(VoteMatrix votes) {
        return IntStream.range(0, votes.items())
                .filter(i -> votes.hasGold(i) && votes.votesOn(i) > 0)
                .toArray();
    }

    private static List<Candidate> alone(List<Candidate> candidates, int chosen, double sharpness) {
        List<Candidate> alone = new ArrayList<>();
        for (int m = 0; m < candidates.size(); m++) {
            Candidate each = candidates.get(m);
            alone.add(new Candidate(
                    each.method(),
                    m == chosen ? 1 : 0,
                    m == chosen ? sharpness : each.sharpness(),
                    each.total(),
                    each.gain(),
                    each.gainStandardError()));
        }
        return alone;
    }

    private static int least(double[][] losses) {
        int least = 0;
        for (int s = 1; s < losses.length; s++) {
            least = mean(losses[s]) < mean(losses[least]) ? s : least;
        }
        return least;
    }

    private static double mean(double[] losses) {
        return LossDifference.mean(losses);
    }
}
