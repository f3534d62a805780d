package io.autolabeler.quality.consensus;

import static io.autolabeler.quality.consensus.Vectors.assertNeverFalls;
import static io.autolabeler.quality.consensus.Vectors.assertRow;
import static io.autolabeler.quality.consensus.Vectors.rounds;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneCoinTest {
    private static final double EIGHT = 5e-9;

    @Test
    void takesOneRoundAsCrowdKitDoes() {
        VoteMatrix votes = Vectors.d();
        OneCoin coin = new OneCoin(1, 1, rounds(1));

        Consensus once = coin.infer(votes);

        assertRow(once.quality(), EIGHT, .72916667, .66666667, .66666667, .45238095);
        assertRow(once.posteriors()[0], EIGHT, .97035789, .01802705, .01161505);
        assertRow(once.posteriors()[5], EIGHT, .14382239, .05754850, .79862912);
        assertRow(once.posteriors()[6], EIGHT, .87883270, .09569902, .02546829);
        assertRow(coin.skills(votes, flat(once)), EIGHT, .89744859, .78589494, .71526220, .30525482);
    }

    @Test
    void convergesToTheSharesOfRightLabels() {
        Consensus fit = new OneCoin(1, 1, rounds(200)).infer(Vectors.d());

        assertRow(fit.quality(), 2e-6, 1, 6 / 7.0, 5 / 7.0, 2 / 7.0);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void neverLosesTheBound(long seed) {
        VoteMatrix votes = Vectors.random(seed, 80, 7, 2 + (int) (seed % 3));

        assertNeverFalls(new OneCoin(2, 2, rounds(60)).infer(votes).trace().bounds(), 1e-10);
    }

    private static double[] flat(Consensus consensus) {
        double[] flat = new double[consensus.items() * consensus.classes()];
        for (int c = 0; c < flat.length; c++) {
            flat[c] = consensus.posteriors()[c / consensus.classes()][c % consensus.classes()];
        }
        return flat;
    }
}
