package io.autolabeler.quality.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.calibration.CalibrationChoice.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationChoiceTest {
    @ParameterizedTest
    @CsvSource({"99, 0", "100, 2", "500, 2", "501, 3", "1500, 3", "1501, 4"})
    void triesWhatSoManyItemsCanBear(int items, int candidates) {
        CalibrationChoice choice = CalibrationChoice.of(Vectors.overconfident(items, 2, 1), done -> {});

        assertThat(choice.candidates()).hasSize(candidates);
        assertThat(choice.map().calibrated()).isEqualTo(candidates > 0);
    }

    @Test
    void prefersTheSimplerOfEquallyGoodMaps() {
        CalibrationChoice choice = CalibrationChoice.of(Vectors.overconfident(3_000, 2, 4), done -> {});

        assertThat(((TemperatureScaling) choice.map()).temperature()).isCloseTo(2, within(.2));
        assertThat(choice.candidates()).extracting(Candidate::parameters).startsWith(1, 2, 3);
    }

    @Test
    void takesACurveWhereNoTemperatureFits() {
        var random = new SplittableRandom(9);
        double[] claimed = random.doubles(4_000, .5, 1).toArray();
        boolean[] correct = new boolean[claimed.length];
        for (int i = 0; i < correct.length; i++) {
            correct[i] = random.nextDouble() < claimed[i] - .4;
        }

        CalibrationChoice choice = CalibrationChoice.of(ScoredItems.ofConfidence(claimed, correct), done -> {});

        assertThat(choice.map()).isNotInstanceOf(TemperatureScaling.class);
        assertThat(ReliabilityReport.of(choice.crossFitted().outcomes(), 1)
                        .errors()
                        .equalWidth())
                .isLessThan(.03);
    }

    @Test
    void tellsHowFarItIsAndCanBeStopped() {
        List<Double> told = new ArrayList<>();
        ScoredItems items = Vectors.overconfident(600, 2, 1);

        CalibrationChoice.of(items, told::add);

        assertThat(told).isSorted().last().isEqualTo(1.0);
        assertThatThrownBy(() -> CalibrationChoice.of(items, done -> {
                    throw new IllegalStateException("cancelled");
                }))
                .hasMessage("cancelled");
    }

    @Test
    void undoesADistortionOfEachLabel() {
        var random = new SplittableRandom(2);
        double[] bias = {1.5, 0, -1.5};
        double[][] shown = new double[6_000][];
        int[] truth = new int[shown.length];
        for (int i = 0; i < shown.length; i++) {
            double[] logits = random.doubles(3, -2, 2).toArray();
            double[] honest = TemperatureScaling.IDENTITY.applyToLogits(logits);
            double draw = random.nextDouble();
            truth[i] = draw < honest[0] ? 0 : draw < honest[0] + honest[1] ? 1 : 2;
            for (int k = 0; k < 3; k++) {
                logits[k] = 2 * logits[k] + bias[k];
            }
            shown[i] = TemperatureScaling.IDENTITY.applyToLogits(logits);
        }
        ScoredItems items = ScoredItems.of(shown, truth);

        LogLinearMap vector = LogLinearMap.fitVector(items);

        assertThat(vector.weights()[0][0]).isCloseTo(.5, within(.05));
        assertThat(vector.bias()[0] - vector.bias()[2]).isCloseTo(-1.5, within(.15));
        CalibrationChoice choice = CalibrationChoice.of(items, done -> {});
        assertThat(choice.map()).isInstanceOf(LogLinearMap.class);
        Calibrator dirichlet = LogLinearMap.fitDirichlet(items, .01);
        for (Calibrator map : List.of(vector, dirichlet)) {
            assertThat(map.stored().map().stored()).isEqualTo(map.stored());
            assertThat(map.stored().map().apply(shown[0])).isEqualTo(map.apply(shown[0]));
        }
        assertThat(DistributionReport.of(items.calibrated(dirichlet)).logLoss())
                .isCloseTo(DistributionReport.of(items.calibrated(vector)).logLoss(), within(.003));
        assertThatThrownBy(() -> vector.apply(new double[] {.5, .5})).hasMessage("shares must be 3, got 2");
    }

    @Test
    void drawsAMapOfFewItemsToTheMapOfAll() {
        var own = new ConstantMap(.9, ConstantMap.Reason.ONE_OUTCOME);
        var all = new ConstantMap(.5, ConstantMap.Reason.ONE_OUTCOME);

        assertThat(new Shrunk(own, 0, all).confidence(.7)).isEqualTo(.5);
        assertThat(new Shrunk(own, 200, all).confidence(.7)).isCloseTo(.7, within(1e-12));
        assertThat(new Shrunk(own, 600, all).apply(new double[] {.8, .2}, 0)[0]).isCloseTo(.8, within(1e-8));
        assertThatThrownBy(() -> new Shrunk(own, -1, all)).hasMessage("items must be at least 0, got -1");
    }

    @Test
    void acceptsAMapThatIsClearlyBetter() {
        ScoredItems items = Vectors.overconfident(2_000, 3, 8);
        Calibrator fresh = CalibrationMethod.TEMPERATURE.fit(Acceptance.fitted(items));
        ScoredItems held = Acceptance.held(items);

        assertThat(held.size()).isEqualTo(400);
        assertThat(Acceptance.of(fresh, new Uncalibrated(), held).accepted()).isTrue();
        assertThat(Acceptance.of(fresh, fresh, held).accepted()).isFalse();
        assertThat(Acceptance.of(new Uncalibrated(), fresh, held).accepted()).isFalse();
    }

    @Test
    void leavesOutRowsThatCannotBeReadAndCountsThem() {
        ScoredItems items = ScoredItems.of(
                new double[][] {{.5, .5}, {Double.NaN, 1}, {-.1, 1.1}, {2, 2}, {0, 0}, {.4999, .5}},
                new int[] {0, 0, 0, 1, 0, 1});

        assertThat(items.rows()).isEqualTo(new ScoredItems.Rows(1, 3, false));
        assertThat(items.size()).isEqualTo(3);
        assertThat(items.row(1)).containsExactly(.5, .5);
        assertThat(items.classes()).hasValue(2);
        assertThatThrownBy(() -> ScoredItems.of(new double[][] {{1, 0}}, new int[] {2}))
                .hasMessage("truth must be in [0, 2), got 2");
    }
}
