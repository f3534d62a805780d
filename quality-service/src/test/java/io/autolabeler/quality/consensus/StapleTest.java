package io.autolabeler.quality.consensus;

import static io.autolabeler.quality.consensus.Vectors.assertRow;
import static io.autolabeler.quality.consensus.Vectors.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StapleTest {
    private static final double[][] POOLED = {};

    @Test
    void findsSensitivityAndSpecificityOfEachAnnotator() {
        VoteMatrix votes = Vectors.matrix(2, "111", "110", "101", "001", "000", "010", "111", "000");

        Consensus once = new Staple(POOLED, Vectors.rounds(1)).infer(votes);
        Consensus fit = new Staple().infer(votes);

        Detail.Confusions confusions = (Detail.Confusions) once.detail();
        for (int k = 0; k < 2; k++) {
            assertThat(confusions.rate(0, k, k)).isCloseTo(.999995, within(5e-7));
            assertThat(confusions.rate(1, k, k)).isCloseTo(.75, within(5e-6));
            assertThat(confusions.rate(2, k, k)).isCloseTo(.75, within(5e-6));
        }
        assertRow(column(fit, 1), 1e-5, 1, 1, 1, 0, 0, 0, 1, 0);
        Consensus end = new Staple(POOLED, Vectors.TO_THE_END).infer(votes);
        assertRow(column(end, 1), 1e-9, 1, 1, 1, 0, 0, 0, 1, 0);
        assertThat(fit.converged()).isTrue();
        assertRow(fit.prior(), 0, .5, .5);
    }

    @Test
    void keepsTheRatesOfAClassAnAnnotatorNeverMet() {
        VoteMatrix votes = Vectors.matrix(2, "11.", "111", "111", "00.", "00.");

        Detail.Confusions confusions =
                (Detail.Confusions) new Staple().infer(votes).detail();

        assertThat(confusions.rate(2, 0, 0)).isCloseTo(.99999, within(1e-4));
    }

    @Test
    void holdsThePriorAtTheSharesOfAllLabels() {
        Consensus fit = new Staple().infer(Vectors.d());

        assertRow(fit.prior(), 1e-15, 10 / 29.0, 10 / 29.0, 9 / 29.0);
        assertThat(fit.labels()).containsExactly(0, 0, 1, 1, 2, 2, 0, 2);
    }

    @Test
    void takesAPriorOfEachItemsOwn() {
        VoteMatrix votes = Vectors.matrix(2, "01", "01", "00", "11", "00", "11");
        double[][] priors = {{.9, .1}, {.1, .9}, {.5, .5}, {.5, .5}, {.5, .5}, {.5, .5}};

        Consensus fit = new Staple(priors, Vectors.rounds(1)).infer(votes);

        assertRow(fit.posteriors()[0], 1e-9, .9, .1);
        assertRow(fit.posteriors()[1], 1e-9, .1, .9);
        assertThatThrownBy(() -> new Staple(new double[2][2], Vectors.rounds(1)).infer(votes))
                .hasMessage("itemPriors must be of 6 items, got 2");
    }
}
