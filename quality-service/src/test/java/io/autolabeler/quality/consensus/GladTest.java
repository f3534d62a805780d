package io.autolabeler.quality.consensus;

import static io.autolabeler.quality.consensus.Vectors.assertRow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GladTest {
    private static final double EIGHT = 1e-8;

    @Test
    void startsFromUsualAnnotatorsAndItems() {
        VoteMatrix votes = Vectors.d();
        double[] shares = Shares.ofVotes(votes);
        GladModel model = new GladModel(votes, shares);
        double[] parameters = new double[12];
        Arrays.fill(parameters, 1);
        double[] slope = new double[12];

        model.expect(parameters);
        double value = model.logProbability(parameters, slope);

        assertRow(Arrays.copyOf(shares, 3), EIGHT, .99887674, .00108738, .00003588);
        assertRow(Arrays.copyOfRange(shares, 3, 6), EIGHT, .96704072, .00105273, .03190656);
        assertThat(value).isCloseTo(-40.8426110063142, within(1e-12));
        assertRow(Arrays.copyOf(slope, 4), EIGHT, .82412792, -1.9668224, -4.18630261, -12.07188903);
        assertThat(slope[4]).isCloseTo(-2.051405, within(5e-7));
    }

    @Test
    void findsTheAdversaryAndTheHardItem() {
        Consensus fit = new Glad(new Stopping(1e-9, 500)).infer(Vectors.d());

        assertThat(fit.labels()).containsExactly(0, 0, 1, 1, 2, 2, 0, 2);
        assertThat(fit.quality()[3]).isCloseTo(-.354, within(5e-3));
        double[] easiness = ((Detail.Easiness) fit.detail()).byItem();
        assertThat(easiness[6])
                .isCloseTo(.184, within(5e-3))
                .isEqualTo(Arrays.stream(easiness).min().orElseThrow());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void derivesTheObjectiveRightly(long seed) {
        VoteMatrix votes = Vectors.random(seed, 10, 4, 3);
        GladModel model = new GladModel(votes, Shares.ofVotes(votes));
        double[] point = Vectors.random(seed).doubles(14, -1, 2).toArray();
        double[] slope = new double[14];
        model.at(point, slope);

        for (int p = 0; p < point.length; p++) {
            double[] above = point.clone();
            double[] below = point.clone();
            above[p] += 1e-5;
            below[p] -= 1e-5;
            double measured = (model.at(above, new double[14]) - model.at(below, new double[14])) / 2e-5;
            assertThat(slope[p]).isCloseTo(measured, within(1e-6));
        }
    }

    @Test
    void staysWithinLimitsWhereAllAgree() {
        VoteMatrix votes = Vectors.matrix(2, "0".repeat(60), "1".repeat(60), "0".repeat(60));

        Consensus fit = new Glad().infer(votes);

        assertThat(fit.labels()).containsExactly(0, 1, 0);
        assertThat(Arrays.stream(((Detail.Easiness) fit.detail()).byItem())).allMatch(each -> Math.abs(each) <= 4);
    }
}
