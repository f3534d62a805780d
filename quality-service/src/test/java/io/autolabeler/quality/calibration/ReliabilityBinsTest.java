package io.autolabeler.quality.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.calibration.ReliabilityBins.Bin;
import io.autolabeler.quality.statistics.Quantiles;
import io.autolabeler.quality.statistics.Share;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReliabilityBinsTest {
    @Test
    void groupsByEqualWidth() {
        ReliabilityBins bins = ReliabilityBins.equalWidth(Vectors.OUTCOMES, 5);

        assertThat(bins.expectedError()).isCloseTo(.241, within(1e-12));
        assertThat(bins.maximumError(1)).isCloseTo(.6, within(1e-12));
        assertThat(bins.maximumError(2)).isCloseTo(.26, within(1e-6));
        assertThat(bins.maximumError(10)).isZero();
        assertBin(bins.bins().get(0), 1, .6, 0);
        assertBin(bins.bins().get(1), 3, .75, .6667);
        assertBin(bins.bins().get(2), 6, .926667, .666667);
        assertThat(bins.bins()).extracting(Bin::lower).containsExactly(.4, .6, .8);
        assertThat(bins.bins()).extracting(Bin::upper).containsExactly(.6, .8, 1.0);
        assertThat(bins.bins().get(2).interval()).isEqualTo(new Share(4, 6).wilson());
        assertThat(ReliabilityBins.equalWidth(Vectors.OUTCOMES, 10).expectedError())
                .isCloseTo(.301, within(1e-12));
    }

    @Test
    void groupsByEqualMass() {
        ReliabilityBins bins = ReliabilityBins.equalMass(Vectors.OUTCOMES, 5);

        assertThat(bins.expectedError()).isCloseTo(.271, within(1e-12));
        assertThat(bins.maximumError(1)).isCloseTo(.48, within(1e-12));
        double[][] expected = {{.65, .5}, {.775, .5}, {.875, .5}, {.925, 1}, {.98, .5}};
        for (int b = 0; b < expected.length; b++) {
            assertBin(bins.bins().get(b), 2, expected[b][0], expected[b][1]);
        }
        assertThat(ReliabilityBins.equalMass(Vectors.OUTCOMES, 4).bins())
                .extracting(Bin::items)
                .containsExactly(3, 3, 2, 2);
    }

    @Test
    void takesChanceOutOfTheSquaredGap() {
        ReliabilityBins bins = ReliabilityBins.equalMass(Vectors.OUTCOMES, 2);

        double plain = bins.bins().stream()
                .mapToDouble(bin -> bin.items() / 10.0 * bin.gap() * bin.gap())
                .sum();

        assertThat(plain).isCloseTo(.067882, within(1e-9));
        assertThat(bins.debiasedSquare()).isCloseTo(.017882, within(1e-9));
    }

    @Test
    void sweepsAsLongAsAccuracyRises() {
        ReliabilityBins bins = ReliabilityBins.sweep(Vectors.OUTCOMES);

        assertThat(bins.bins()).hasSize(3);
        assertThat(bins.expectedError()).isCloseTo(.241, within(1e-12));
        assertThat(ReliabilityBins.sweep(Outcomes.of(new double[] {.5, .7, .6}, new boolean[] {false, true, true}))
                        .bins())
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"300, .052, .075", "500, .041, .061", "1000, .029, .044", "2000, .020, .030"})
    void findsErrorsOfAPerfectModelOnFewItems(int items, double mean, double high) {
        double[] plain = IntStream.range(0, 400)
                .mapToDouble(seed -> ReliabilityBins.equalWidth(Vectors.honest(items, seed), 15)
                        .expectedError())
                .toArray();
        double debiased = IntStream.range(0, 40)
                .mapToDouble(seed -> ReliabilityBins.equalWidth(Vectors.honest(items, seed), 15)
                        .debiasedError(seed))
                .average()
                .orElseThrow();

        assertThat(Arrays.stream(plain).average().orElseThrow()).isCloseTo(mean, within(.002));
        assertThat(Quantiles.of(plain).at(.95)).isCloseTo(high, within(.004));
        assertThat(debiased).isLessThan(.75 * mean);
    }

    @Test
    void findsNoErrorOfAPerfectModelOnManyItems() {
        assertThat(ReliabilityBins.equalWidth(Vectors.honest(20_000, 1), 15).debiasedError(1))
                .isLessThan(.01);
    }

    @Test
    void countsAnItemOfWeightTwoTwice() {
        double[] weights = {2, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        Outcomes weighted = new Outcomes(Vectors.TOP, Vectors.CORRECT, weights);
        Outcomes twice = Vectors.OUTCOMES.pick(new int[] {0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9});

        assertThat(ReliabilityBins.equalWidth(weighted, 5).expectedError())
                .isCloseTo(ReliabilityBins.equalWidth(twice, 5).expectedError(), within(1e-12));
        assertThat(OutcomeScores.brier(weighted)).isCloseTo(OutcomeScores.brier(twice), within(1e-12));
        assertThat(OutcomeScores.logLoss(weighted)).isCloseTo(OutcomeScores.logLoss(twice), within(1e-12));
        assertThat(OutcomeScores.sharpness(weighted)).isCloseTo(OutcomeScores.sharpness(twice), within(1e-12));
        assertThat(OutcomeScores.auroc(weighted).orElseThrow())
                .isCloseTo(OutcomeScores.auroc(twice).orElseThrow(), within(1e-12));
        assertThat(weighted.effectiveSize()).isCloseTo(121 / 13.0, within(1e-12));
    }

    private static void assertBin(Bin bin, int items, double confidence, double accuracy) {
        assertThat(bin.items()).isEqualTo(items);
        assertThat(bin.meanConfidence()).isCloseTo(confidence, within(1e-6));
        assertThat(bin.accuracy()).isCloseTo(accuracy, within(5e-5));
    }
}
