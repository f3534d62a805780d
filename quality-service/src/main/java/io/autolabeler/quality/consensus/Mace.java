package io.autolabeler.quality.consensus;

import io.autolabeler.quality.consensus.Consensus.Fitted;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;

/**
 * Multi-annotator competence estimation: an annotator either copies the truth or draws from a habit of guessing. Tells
 * spammers from experts among many casual annotators. The best of several random starts is kept; an annotator's quality is
 * the weight of knowing, in [0, 1].
 *
 * <p>Source: D. Hovy, T. Berg-Kirkpatrick, A. Vaswani, E. Hovy, "Learning Whom to Trust with MACE", NAACL 2013, section 2.
 *
 * @param update how annotators are re-estimated
 * @param rounds of each start, at least 1
 * @param starts at least 1
 */
public record Mace(Update update, int rounds, int starts, long seed) implements ConsensusMethod {
    private static final double SETTLED = 1e-6;

    /** How annotators are re-estimated. */
    public enum Update {
        /** By variational Bayes, which holds that annotators either mostly know or mostly guess. */
        BAYES,
        /** By expectation maximisation. */
        LIKELIHOOD
    }

    public Mace {
        if (rounds < 1 || starts < 1) {
            throw new IllegalArgumentException(
                    "rounds and starts must be at least 1, got " + rounds + " and " + starts);
        }
    }

    /** As published: variational, 50 rounds, 10 starts. */
    public Mace(long seed) {
        this(Update.BAYES, 50, 10, seed);
    }

    @Override
    public String name() {
        return "mace";
    }

    @Override
    public Consensus infer(VoteMatrix votes, DoubleConsumer progress) {
        if (MajorityVote.sufficesFor(votes)) {
            return new MajorityVote().infer(votes, progress).named(name());
        }
        SplittableRandom seeds = new SplittableRandom(seed);
        Stages stages = new Stages(starts, progress);
        Start best = start(votes, seeds.split(), stages);
        for (int s = 1; s < starts; s++) {
            Start next = start(votes, seeds.split(), stages);
            best = next.logLikelihood() > best.logLikelihood() ? next : best;
        }
        double[] prior = new double[votes.classes()];
        Arrays.fill(prior, 1.0 / votes.classes());
        MaceRun run = best.run();
        return Consensus.of(name(), votes, run.shares, new Fitted(run.knowing, prior, best.trace(), new Detail.None()));
    }

    private Start start(VoteMatrix votes, SplittableRandom random, Stages stages) {
        MaceRun run = new MaceRun(votes, random);
        Rounds done = new Rounds(rounds, stages.next());
        double logLikelihood = run.expect();
        double before = Double.NEGATIVE_INFINITY;
        while (done.goOn()) {
            before = logLikelihood;
            switch (update) {
                case BAYES -> run.maximiseBayes();
                case LIKELIHOOD -> run.maximiseLikelihood();
            }
            logLikelihood = run.expect();
            done.end(logLikelihood, false);
        }
        Consensus.Trace trace = done.trace();
        boolean settled = Math.abs(logLikelihood - before) <= SETTLED * Math.abs(logLikelihood);
        return new Start(run, logLikelihood, new Consensus.Trace(trace.bounds(), trace.rounds(), settled));
    }

    private record Start(MaceRun run, double logLikelihood, Consensus.Trace trace) {}
}
