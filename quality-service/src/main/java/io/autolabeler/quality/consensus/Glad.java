package io.autolabeler.quality.consensus;

import io.autolabeler.quality.consensus.Consensus.Fitted;
import io.autolabeler.quality.numeric.Lbfgs;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * Labels by annotators of differing ability on items of differing difficulty: the log-odds of a right label are ability
 * times easiness. An annotator's quality is the ability, 1 being usual and below 0 worse than a guess; easiness is offered
 * as {@link Detail.Easiness}.
 *
 * <p>Source: J. Whitehill, P. Ruvolo, T. Wu, J. Bergsma, J. Movellan, "Whose Vote Should Count More: Optimal Integration of
 * Labels from Labelers of Unknown Expertise", NIPS 2009, section 2; climbed by L-BFGS instead of conjugate gradients.
 *
 * @param stopping tolerance: change of the objective per label
 */
public record Glad(Stopping stopping) implements ConsensusMethod {
    private static final Lbfgs SEARCH = new Lbfgs(25, 0);

    public Glad() {
        this(new Stopping(1e-5, 100));
    }

    @Override
    public String name() {
        return "glad";
    }

    @Override
    public Consensus infer(VoteMatrix votes, DoubleConsumer progress) {
        if (MajorityVote.sufficesFor(votes)) {
            return new MajorityVote().infer(votes, progress).named(name());
        }
        double[] shares = Shares.ofVotes(votes);
        GladModel model = new GladModel(votes, shares);
        double[] parameters = new double[model.parameters()];
        Arrays.fill(parameters, 1);
        model.expect(parameters);
        double before = model.logProbability(parameters, new double[parameters.length]);
        Rounds rounds = new Rounds(stopping.rounds(), progress);
        while (rounds.goOn()) {
            parameters = SEARCH.minimise(model, parameters);
            model.expect(parameters);
            double value = model.logProbability(parameters, new double[parameters.length]);
            rounds.end(value, Math.abs(value - before) < stopping.tolerance() * votes.votes());
            before = value;
        }
        double[] prior = new double[votes.classes()];
        Arrays.fill(prior, 1.0 / votes.classes());
        double[] abilities = Arrays.copyOf(parameters, votes.annotators());
        Detail easiness = new Detail.Easiness(model.easiness(parameters));
        return Consensus.of(name(), votes, shares, new Fitted(abilities, prior, rounds.trace(), easiness));
    }
}
