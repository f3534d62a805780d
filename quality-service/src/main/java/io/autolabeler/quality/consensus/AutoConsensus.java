package io.autolabeler.quality.consensus;

import io.autolabeler.quality.consensus.Consensus.Fitted;
import io.autolabeler.quality.consensus.Consensus.Trace;
import io.autolabeler.quality.consensus.Mixture.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;

/**
 * Mixes methods by how well each predicts labels it has not seen: a better consensus knows better what an annotator will
 * say. Looking at the votes alone measures how predictable annotators are, which is not quite how right they are: biases
 * that all of them share stay hidden. Where the truth of at least 50 items is known, it decides if it clearly differs.
 *
 * <p>Weights are the shares of Bayesian bootstrap draws over items in which a method predicts best. Source of the
 * weighting: Y. Yao, A. Vehtari, D. Simpson, A. Gelman, "Using Stacking to Average Bayesian Predictive Distributions",
 * Bayesian Analysis 13(3), 2018, section 3.4 (pseudo-BMA with the Bayesian bootstrap), here as a share of wins.
 *
 * @param seed of the folds, the draws and the starts of methods that need chance
 * @param single takes the method with the largest total instead of mixing
 * @param history what annotators did in past tasks, from which Dawid-Skene and iBCC start
 */
public record AutoConsensus(long seed, boolean single, AnnotatorHistory history) implements ConsensusMethod {
    private static final int LEAST_ITEMS = 30;
    private static final double LEAST_WEIGHT = 0.01;
    private static final int EBCC_STARTS = 3;

    public AutoConsensus(long seed, boolean single) {
        this(seed, single, AnnotatorHistory.none());
    }

    @Override
    public String name() {
        return "auto";
    }

    @Override
    public Consensus infer(VoteMatrix votes, DoubleConsumer progress) {
        int repeated = itemsWithSeveralVotes(votes);
        if (votes.classes() == 1 || repeated < LEAST_ITEMS) {
            return majority(votes, repeated, progress);
        }
        List<ConsensusMethod> methods = candidates(votes);
        int fits = methods.size() * (Folds.COUNT + 1) + GoldContest.fits(votes, methods.size());
        Stages stages = new Stages(fits, progress);
        List<Candidate> candidates = new Contest(seed, methods, stages).run(votes, single);
        Mixture mixture = new GoldContest(seed, methods, stages)
                .run(votes, candidates)
                .map(each -> new Mixture(borne(votes) + each.reason(), each.candidates()))
                .orElseGet(() -> new Mixture(borne(votes) + Mixture.reason(candidates, single), candidates));
        return mixed(votes, methods, mixture, stages);
    }

    /** What there is to learn from. */
    private static String borne(VoteMatrix votes) {
        double perAnnotator = (double) votes.votes() / Math.max(1, votes.voices());
        return String.format(
                Locale.ROOT,
                "%.1f labels per item, %.1f per annotator and %.1f per annotator and class. ",
                (double) votes.votes() / Math.max(1, votes.items()),
                perAnnotator,
                perAnnotator / votes.classes());
    }

    private List<ConsensusMethod> candidates(VoteMatrix votes) {
        Ebcc ebcc = new Ebcc(EBCC_STARTS, seed);
        return Stream.<ConsensusMethod>of(
                        new MajorityVote(),
                        new Wawa(),
                        new OneCoin(),
                        new Bwa(),
                        DawidSkene.strong().with(history),
                        new Ibcc().with(history),
                        ebcc)
                .filter(each -> each != ebcc || ebcc.fits(votes))
                .toList();
    }

    private Consensus mixed(VoteMatrix votes, List<ConsensusMethod> methods, Mixture mixture, Stages stages) {
        double[] sum = new double[votes.items() * votes.classes()];
        List<Consensus> refits = new ArrayList<>();
        for (int m = 0; m < methods.size(); m++) {
            Candidate candidate = mixture.candidates().get(m);
            if (candidate.weight() >= LEAST_WEIGHT) {
                Consensus refit = methods.get(m).infer(votes, stages.next());
                refits.add(refit);
                double[] shares = new Sharpness(candidate.sharpness()).of(refit);
                for (int c = 0; c < sum.length; c++) {
                    sum[c] += candidate.weight() * shares[c];
                }
            }
        }
        for (int row = 0; row < sum.length; row += votes.classes()) {
            Shares.normalise(sum, row, row + votes.classes());
        }
        int rounds = refits.stream().mapToInt(Consensus::rounds).max().orElse(1);
        boolean converged = refits.stream().allMatch(Consensus::converged);
        stages.finish();
        return withMeanAgreement(votes, sum, new Trace(new double[0], rounds, converged), mixture);
    }

    private Consensus withMeanAgreement(VoteMatrix votes, double[] shares, Trace trace, Mixture mixture) {
        double[] quality = new double[votes.annotators()];
        double[] open = shares.clone();
        for (int i = 0; i < votes.items(); i++) {
            for (int v = votes.start(i); v < votes.end(i); v++) {
                quality[votes.annotator(v)] += shares[i * votes.classes() + votes.label(v)];
            }
            for (int k = 0; !Shares.counts(votes, i) && k < votes.classes(); k++) {
                open[i * votes.classes() + k] = 0;
            }
        }
        int[] counts = votes.votesByAnnotator();
        for (int j = 0; j < quality.length; j++) {
            quality[j] /= Math.max(1, counts[j]);
        }
        double[] prior = Shares.prior(open, votes.classes(), 0);
        return Consensus.of(name(), votes, shares, new Fitted(quality, prior, trace, mixture));
    }

    private Consensus majority(VoteMatrix votes, int repeated, DoubleConsumer progress) {
        Consensus majority = new MajorityVote().infer(votes, progress);
        String reason = votes.classes() == 1
                ? "Majority vote: there is only one class."
                : "Majority vote: " + repeated + " items have at least two labels, and fewer than " + LEAST_ITEMS
                        + " are too few to compare methods.";
        return new Consensus(
                name(),
                majority.posteriors(),
                majority.labels(),
                majority.quality(),
                majority.prior(),
                majority.trace(),
                new Mixture(reason, List.of()));
    }

    private static int itemsWithSeveralVotes(VoteMatrix votes) {
        int found = 0;
        for (int i = 0; i < votes.items(); i++) {
            found += votes.votesOn(i) > 1 ? 1 : 0;
        }
        return found;
    }
}
