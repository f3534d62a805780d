package io.autolabeler.quality.consensus;

import io.autolabeler.quality.consensus.Consensus.Fitted;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;

/**
 * Enhanced Bayesian classifier combination: every class has hidden subtypes on which annotators err together, so that
 * agreement among annotators who copy each other's mistakes counts for less. Variational inference from several random
 * starts, of which the one with the largest evidence bound is kept.
 *
 * <p>Source: Y. Li, B. I. P. Rubinstein, T. Cohn, "Exploiting Worker Correlation for Label Aggregation in Crowdsourcing",
 * ICML 2019. Up to 100,000 labels all starts are run; above, at most ten, and none more once the best bound was
 * reached three times.
 *
 * @param subtypes of each class, at least 1
 * @param starts at least 1
 * @param stopping tolerance: largest movement of a posterior, beside a hundredth of this as a share of itself
 */
public record Ebcc(int subtypes, int starts, long seed, Stopping stopping) implements ConsensusMethod {
    private static final long MOST_CELLS = 200_000_000;
    private static final double LEAST_CLASS_PRIOR = 1e-3;
    private static final double RELATIVE_SHARE = 1e-2;
    private static final int LARGE = 100_000;
    private static final int STARTS_WHEN_LARGE = 10;
    private static final int HITS_WHEN_LARGE = 3;
    private static final double SAME_BOUND = 1e-3;

    public Ebcc {
        if (subtypes < 1 || starts < 1) {
            throw new IllegalArgumentException(
                    "subtypes and starts must be at least 1, got " + subtypes + " and " + starts);
        }
    }

    /** As published: ten subtypes. */
    public Ebcc(int starts, long seed) {
        this(10, starts, seed, new Stopping(1e-3, 500));
    }

    @Override
    public String name() {
        return "ebcc";
    }

    /** Is there memory for these votes. */
    public boolean fits(VoteMatrix votes) {
        return cells(votes) <= Math.min(MOST_CELLS, cellsOfHeap());
    }

    /** A quarter of the memory that this process may take. */
    private static long cellsOfHeap() {
        return Runtime.getRuntime().maxMemory() / (4 * Double.BYTES);
    }

    @Override
    public Consensus infer(VoteMatrix votes, DoubleConsumer progress) {
        if (!fits(votes)) {
            throw new IllegalArgumentException("cells must be at most "
                    + (cells(votes) > MOST_CELLS ? MOST_CELLS : cellsOfHeap()) + ", got " + cells(votes)
                    + " for these votes: use ibcc, which needs far fewer");
        }
        double[] shares = Shares.ofVotes(votes);
        SplittableRandom seeds = new SplittableRandom(seed);
        boolean large = votes.votes() > LARGE;
        int most = large ? Math.min(starts, STARTS_WHEN_LARGE) : starts;
        Start best = run(votes, shares, seeds.split());
        int hits = 1;
        for (int s = 1; s < most && !(large && hits >= HITS_WHEN_LARGE); s++) {
            progress.accept((double) s / most);
            Start next = run(votes, shares, seeds.split());
            boolean same = Math.abs(next.bound() - best.bound()) <= SAME_BOUND;
            hits = same ? hits + 1 : next.bound() > best.bound() ? 1 : hits;
            best = next.bound() > best.bound() ? next : best;
        }
        progress.accept(1);
        Consensus.Trace trace = new Consensus.Trace(new double[] {best.bound()}, best.rounds(), best.converged());
        double[] quality = ConfusionModel.accuracies(best.confusions(), best.prior());
        return Consensus.of(name(), votes, best.shares(), new Fitted(quality, best.prior(), trace, best.confusions()));
    }

    /** The class prior that the data suggest: how many items' worth of votes each class has. */
    static double[] classPrior(double[] shares, int classes) {
        double[] prior = Shares.sums(shares, classes);
        for (int k = 0; k < classes; k++) {
            prior[k] = Math.max(prior[k], LEAST_CLASS_PRIOR);
        }
        return prior;
    }

    private Start run(VoteMatrix votes, double[] shares, SplittableRandom random) {
        double[] kindShares = EbccRun.randomStart(shares, subtypes, random);
        EbccRun run = new EbccRun(votes, classPrior(shares, votes.classes()), kindShares, subtypes);
        double[] now = shares;
        int rounds = 0;
        boolean settled = false;
        while (!settled && rounds < stopping.rounds()) {
            run.step();
            double[] before = now;
            now = run.shares();
            settled = Shares.close(now, before, stopping.tolerance(), RELATIVE_SHARE * stopping.tolerance());
            rounds++;
        }
        return new Start(now, run.bound(), run.prior(), run.confusions(), rounds, settled);
    }

    private long cells(VoteMatrix votes) {
        long kinds = (long) votes.classes() * subtypes;
        return kinds * votes.classes() * votes.annotators() + kinds * votes.items();
    }

    private record Start(
            double[] shares,
            double bound,
            double[] prior,
            Detail.Confusions confusions,
            int rounds,
            boolean converged) {}
}
