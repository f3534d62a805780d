package io.autolabeler.quality.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationFitTest {
    @Test
    void halvesTheErrorOfAnOverconfidentModel() {
        List<Observation> observations = observations(1_000, 3);

        CalibrationFit fit = CalibrationFit.of(observations);

        assertThat(fit.map().temperature()).isCloseTo(3, within(.4));
        assertThat(fit.after().expectedError()).isLessThan(fit.before().expectedError() / 2);
        assertThat(fit.logLossAfter()).isLessThan(fit.logLossBefore());
        assertThat(fit.improvesOn(TemperatureScaling.IDENTITY, observations)).isTrue();
        assertThat(fit.improvesOn(fit.map(), observations)).isFalse();
    }

    @Test
    void doesNotReplaceAnHonestModel() {
        List<Observation> observations = observations(100, 1);

        CalibrationFit fit = CalibrationFit.of(observations);

        assertThat(fit.improvesOn(new TemperatureScaling(1.05), observations)).isFalse();
    }

    @Test
    void doesNotTrustItemsThatAreAllRight() {
        List<Observation> right = IntStream.range(0, 100)
                .mapToObj(i -> new Observation(new double[] {.6, .4}, 0, 0))
                .toList();

        assertThat(CalibrationFit.of(right).improvesOn(TemperatureScaling.IDENTITY, right))
                .isFalse();
    }

    @Test
    void needsAnItemForEveryFold() {
        assertThatThrownBy(() -> CalibrationFit.of(observations(4, 1)))
                .hasMessage("observations must be at least 5, got 4");
    }

    /** Of a model whose logits are so many times too large. */
    private static List<Observation> observations(int n, double overconfidence) {
        var random = new SplittableRandom(5);
        return IntStream.range(0, n).mapToObj(i -> one(random, overconfidence)).toList();
    }

    private static Observation one(SplittableRandom random, double overconfidence) {
        double[] logits = random.doubles(3, 0, 3).toArray();
        double[] honest = TemperatureScaling.IDENTITY.applyToLogits(logits);
        double draw = random.nextDouble();
        int truth = draw < honest[0] ? 0 : draw < honest[0] + honest[1] ? 1 : 2;
        double[] shown = new TemperatureScaling(1 / overconfidence).applyToLogits(logits);
        return new Observation(shown, Distribution.of(shown).top(), truth);
    }
}
