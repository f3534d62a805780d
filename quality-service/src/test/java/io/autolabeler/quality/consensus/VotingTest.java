package io.autolabeler.quality.consensus;

import static io.autolabeler.quality.consensus.Vectors.assertRow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VotingTest {
    private static final double EXACT = 1e-12;

    @Test
    void sharesVotesAsInTheWorkedExample() {
        Consensus majority = new MajorityVote().infer(Vectors.d());

        assertRow(majority.posteriors()[0], EXACT, .75, .25, 0);
        assertRow(majority.posteriors()[1], EXACT, 2 / 3.0, 0, 1 / 3.0);
        assertRow(majority.posteriors()[2], EXACT, 0, 1, 0);
        assertRow(majority.posteriors()[3], EXACT, .25, .5, .25);
        assertRow(majority.posteriors()[4], EXACT, 0, 0, 1);
        assertRow(majority.posteriors()[5], EXACT, .25, .25, .5);
        assertRow(majority.posteriors()[6], EXACT, .75, .25, 0);
        assertRow(majority.posteriors()[7], EXACT, 0, 1 / 3.0, 2 / 3.0);
        assertThat(majority.labels()).containsExactly(0, 0, 1, 1, 2, 2, 0, 2);
        assertRow(majority.quality(), EXACT, 1, 6 / 7.0, 5 / 7.0, 2 / 7.0);
        assertThat(majority.confidence(0)).isEqualTo(.75);
        assertThat(majority.negEntropy(2)).isZero();
    }

    @Test
    void flagsTiesAndBreaksThemByTheMoreFrequentClass() {
        Consensus majority = new MajorityVote().infer(Vectors.matrix(3, "01", "12", "22", "..", "11", "11"));

        assertThat(majority.tied(0)).isTrue();
        assertThat(majority.labels()).containsExactly(1, 1, 2, VoteMatrix.UNKNOWN, 1, 1);
        assertThat(majority.tied(3)).as("an item without votes").isFalse();
        assertThat(majority.tiedItems()).isEqualTo(2);
        assertRow(majority.posteriors()[3], EXACT, majority.prior());
    }

    @Test
    void takesTheLowestClassWhereNothingElseDecides() {
        Consensus majority = new MajorityVote().infer(Vectors.matrix(2, "01", "10"));

        assertThat(majority.labels()).containsExactly(0, 0);
        assertThat(majority.maxima(0)).isEqualTo(2);
    }

    @Test
    void weighsVotesByAgreementWithTheMajority() {
        Consensus wawa = new Wawa().infer(Vectors.d());

        assertRow(wawa.posteriors()[0], EXACT, .9, .1, 0);
        assertRow(wawa.posteriors()[3], EXACT, .1, .65, .25);
        assertRow(wawa.posteriors()[5], EXACT, .25, .10, .65);
        assertRow(wawa.posteriors()[6], EXACT, .7, .3, 0);
        assertRow(wawa.posteriors()[7], EXACT, 0, .142857142857, .857142857143);
        assertRow(wawa.quality(), EXACT, 1, 6 / 7.0, 5 / 7.0, 2 / 7.0);
    }

    @Test
    void fallsBackToVoteSharesWhereAllWeightsAreZero() {
        VoteMatrix votes = VoteMatrix.builder(2, 3, 3)
                .gold(0, 2)
                .vote(0, 0, 0)
                .vote(0, 1, 1)
                .vote(1, 0, 0)
                .vote(1, 1, 1)
                .vote(1, 2, 1)
                .gold(1, 2)
                .build();
        VoteMatrix open = VoteMatrix.builder(2, 3, 3)
                .gold(0, 2)
                .vote(0, 0, 0)
                .vote(1, 1, 0)
                .build();

        assertThat(new Wawa().infer(votes).labels()).containsExactly(2, 2);
        assertRow(new Wawa().infer(open).posteriors()[1], EXACT, 1, 0, 0);
    }

    @Test
    void weighsKnownAccuraciesByTheirLogOdds() {
        VoteMatrix votes = Vectors.matrix(3, "012", "000", "000", "000", "000", "000", "000", "000", "000");
        double[] prior = {1 / 3.0, 1 / 3.0, 1 / 3.0};

        WeightedVote vote = WeightedVote.ofAccuracies(new double[] {.9, .8, .7}, prior, votes);

        assertRow(vote.weights(), 5e-9, 2.89037176, 2.07944154, 1.54044504);
        double total = 18 + 8 + 14 / 3.0;
        assertRow(vote.infer(votes).posteriors()[0], EXACT, 18 / total, 8 / total, 14 / 3.0 / total);
    }

    @Test
    void keepsAccuraciesAsFarFromCertainAsFewLabelsDemand() {
        VoteMatrix votes = Vectors.matrix(2, "0.", "1.");

        WeightedVote vote = WeightedVote.ofAccuracies(new double[] {1, 1}, new double[] {.5, .5}, votes);

        assertRow(vote.weights(), EXACT, Math.log(5), 0);
    }

    @Test
    void refusesWeightsOfOtherVotes() {
        WeightedVote vote = new WeightedVote(new double[] {1}, new double[] {.5, .5});

        assertThatThrownBy(() -> vote.infer(Vectors.d()))
                .hasMessage("votes must be of 1 annotators and 2 classes, got 4 and 3");
        assertThatThrownBy(() -> new WeightedVote(new double[] {Double.NaN}, new double[] {1}))
                .hasMessage("weights must be finite, got NaN");
        assertThatThrownBy(() -> new WeightedVote(new double[0], new double[] {0}))
                .hasMessage("prior must be above 0 and at most 1, got 0.0");
    }

    @Test
    void scoresTiesByTheirShare() {
        Consensus majority = new MajorityVote().infer(Vectors.matrix(2, "01", "00", "11", "00"));

        GoldScore score = GoldScore.of(majority, new int[] {1, 0, 0, VoteMatrix.UNKNOWN});

        assertThat(score.credits()).containsExactly(.5, 1, 0);
        assertThat(score.accuracy()).isEqualTo(.5);
        assertThat(score.standardError()).isCloseTo(Math.sqrt(.5) / 3, within(EXACT));
        assertThatThrownBy(() -> GoldScore.of(majority, new int[] {-1, -1, -1, -1}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
