package io.autolabeler.quality.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GoldContestTest {
    private static final List<ConsensusMethod> METHODS = List.of(new MajorityVote(), new Ibcc());

    @Test
    void putsTheMethodAheadThatKnownTruthsPreferClearly() {
        GoldContest.Verdict verdict =
                contest().run(inverted(80), candidates(1, 0)).orElseThrow();

        assertThat(verdict.candidates()).extracting(Mixture.Candidate::weight).containsExactly(0.0, 1.0);
        assertThat(verdict.reason())
                .startsWith("Only ibcc: on 80 items with a known truth its log-loss is lower than that of majority");
    }

    @Test
    void saysNothingWhereTheHeaviestIsBestAlready() {
        assertThat(contest().run(inverted(80), candidates(0, 1))).isEmpty();
    }

    @Test
    void saysNothingOfFewKnownTruths() {
        assertThat(contest().run(inverted(49), candidates(1, 0))).isEmpty();
        assertThat(GoldContest.fits(inverted(49), 2)).isZero();
        assertThat(GoldContest.fits(inverted(50), 2)).isEqualTo(10);
    }

    private static GoldContest contest() {
        return new GoldContest(1, METHODS, new Stages(1, share -> {}));
    }

    private static List<Mixture.Candidate> candidates(double majority, double ibcc) {
        return List.of(
                new Mixture.Candidate("majority", majority, 1, 0, 0, 0),
                new Mixture.Candidate("ibcc", ibcc, 1, 0, 0, 0));
    }

    /** Three annotators who mostly say the opposite and two who know: confusion matrices can tell, votes cannot. */
    private static VoteMatrix inverted(int known) {
        SplittableRandom random = new SplittableRandom(3);
        VoteMatrixBuilder votes = VoteMatrix.builder(300, 5, 2);
        for (int i = 0; i < 300; i++) {
            int truth = random.nextInt(2);
            for (int j = 0; j < 5; j++) {
                boolean right = random.nextDouble() < (j < 3 ? .2 : .9);
                votes.vote(i, j, right ? truth : 1 - truth);
            }
            if (i < known) {
                votes.gold(i, truth);
            }
        }
        return votes.build();
    }
}
