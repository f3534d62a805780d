package io.autolabeler.quality.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationFitTest {
    private static final Calibrator NONE = new Uncalibrated();

    @Test
    void halvesTheErrorOfAnOverconfidentModel() {
        ScoredItems items = items(1_000, 3);

        CalibrationFit fit = CalibrationFit.of(items, NONE);

        assertThat(fit.accepted()).isTrue();
        assertThat(fit.map()).isInstanceOf(TemperatureScaling.class);
        assertThat(fit.after().error()).isLessThan(fit.before().error() / 2);
        assertThat(fit.after().debiasedError()).isLessThan(fit.after().error());
        assertThat(fit.after().logLoss()).isLessThan(fit.before().logLoss());
    }

    @Test
    void seesOverconfidenceInFewItems() {
        assertThat(CalibrationFit.of(items(120, 3), NONE).accepted()).isTrue();
    }

    @Test
    void doesNotReplaceAMapByItsEqual() {
        ScoredItems items = items(1_000, 3);

        assertThat(CalibrationFit.of(items, CalibrationFit.of(items, NONE).map())
                        .accepted())
                .isFalse();
    }

    @Test
    void doesNotReplaceAnHonestModel() {
        assertThat(CalibrationFit.of(items(500, 1), NONE).accepted()).isFalse();
    }

    @Test
    void doesNotTrustItemsThatAreAllRight() {
        List<Observation> right = IntStream.range(0, 200)
                .mapToObj(i -> new Observation(new double[] {.6, .4}, 0, 0))
                .toList();

        assertThat(CalibrationFit.of(ScoredItems.of(right), NONE).accepted()).isFalse();
    }

    @Test
    void fitsNothingToAHandfulOfItems() {
        CalibrationFit fit = CalibrationFit.of(items(20, 3), NONE);

        assertThat(fit.accepted()).isFalse();
        assertThat(fit.map()).isEqualTo(NONE);
        assertThat(fit.without().after()).isEqualTo(fit.before());
    }

    @Test
    void takesAMapBackThatTheOneBeforeItBeats() {
        ScoredItems honest = items(300, 1);

        assertThat(Recalibration.withdraws(new TemperatureScaling(3), NONE, honest))
                .isTrue();
        assertThat(Recalibration.withdraws(new TemperatureScaling(3), NONE, honest.between(0, 99)))
                .isFalse();
        assertThat(Recalibration.withdraws(new TemperatureScaling(3), NONE, items(300, 3)))
                .isFalse();
    }

    @Test
    void refutesAMapOnlyOnEnoughItems() {
        ScoredItems overconfident = items(500, 3);

        assertThat(Recalibration.check(NONE, overconfident, true).evidence())
                .satisfies(evidence -> assertThat(evidence.refuted()).isTrue())
                .satisfies(evidence -> assertThat(evidence.refutedBefore()).isTrue())
                .satisfies(evidence ->
                        assertThat(evidence.leastError().orElseThrow()).isGreaterThan(.05));
        assertThat(Recalibration.check(NONE, overconfident.between(0, 99), true).refuted())
                .isFalse();
        assertThat(Recalibration.check(new TemperatureScaling(3), overconfident, true)
                        .refuted())
                .isFalse();
    }

    /** Of a model whose logits are so many times too large. */
    private static ScoredItems items(int n, double overconfidence) {
        var random = new SplittableRandom(5);
        return ScoredItems.of(
                IntStream.range(0, n).mapToObj(i -> one(random, overconfidence)).toList());
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
