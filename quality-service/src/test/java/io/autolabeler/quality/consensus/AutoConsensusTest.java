package io.autolabeler.quality.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AutoConsensusTest {
    private static final double TEN = 1e-10;

    @Test
    void judgesPosteriorsByHeldOutLabels() {
        assertThat(total(new MajorityVote(), 1)).isCloseTo(-8.0705195925, within(TEN));
        assertThat(total(new MajorityVote(), 2)).isCloseTo(-8.0169621828, within(TEN));
        assertThat(total(new MajorityVote(), Double.POSITIVE_INFINITY)).isCloseTo(-8.3961693520, within(TEN));
        assertThat(total(new Bwa(), 1)).isCloseTo(-8.0771933636, within(TEN));
        assertThat(total(new Bwa(), 2)).isCloseTo(-7.9716042379, within(TEN));
        assertThat(total(new Bwa(), Double.POSITIVE_INFINITY)).isCloseTo(-8.0859955890, within(TEN));
        assertThat(total(new Ibcc(), 1)).isCloseTo(-8.9714120110, within(TEN));
    }

    /** Held out: item i's label by annotator i mod 4. */
    private static double total(ConsensusMethod method, double sharpness) {
        VoteMatrix votes = Vectors.d();
        int[] itemOf = new int[votes.votes()];
        for (int i = 0; i < votes.items(); i++) {
            for (int v = votes.start(i); v < votes.end(i); v++) {
                itemOf[v] = i;
            }
        }
        HeldOut heldOut = new HeldOut(votes, v -> votes.annotator(v) == itemOf[v] % 4);
        double[] scores = new double[votes.items()];
        heldOut.addScores(new Sharpness(sharpness).of(method.infer(heldOut.training())), scores);
        double total = 0;
        for (double each : scores) {
            total += each;
        }
        return total;
    }
}
