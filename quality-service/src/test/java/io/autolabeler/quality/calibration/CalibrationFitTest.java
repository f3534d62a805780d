package io.autolabeler.quality.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationFitTest {
    private static final LabelMaps NONE = new LabelMaps(new Uncalibrated());

    @Test
    void halvesTheErrorOfAnOverconfidentModel() {
        ScoredItems items = items(1_000, 3);

        CalibrationFit fit = fit(items, NONE);

        assertThat(fit.accepted()).isTrue();
        assertThat(fit.maps().all()).isInstanceOf(TemperatureScaling.class);
        assertThat(fit.maps().byLabel()).isEmpty();
        assertThat(fit.after().error()).isLessThan(fit.before().error() / 2);
        assertThat(fit.after().debiasedError()).isLessThan(fit.after().error());
        assertThat(fit.after().logLoss()).isLessThan(fit.before().logLoss());
    }

    @Test
    void seesOverconfidenceInFewItems() {
        assertThat(fit(items(120, 3), NONE).accepted()).isTrue();
    }

    @Test
    void doesNotReplaceAMapByItsEqual() {
        ScoredItems items = items(1_000, 3);

        assertThat(fit(items, fit(items, NONE).maps()).accepted()).isFalse();
    }

    @Test
    void doesNotReplaceAnHonestModel() {
        assertThat(fit(items(500, 1), NONE).accepted()).isFalse();
    }

    @Test
    void doesNotTrustItemsThatAreAllRight() {
        List<Observation> right = IntStream.range(0, 200)
                .mapToObj(i -> new Observation(new double[] {.6, .4}, 0, 0))
                .toList();

        assertThat(fit(ScoredItems.of(right), NONE).accepted()).isFalse();
    }

    @Test
    void fitsNothingToAHandfulOfItems() {
        CalibrationFit fit = fit(items(20, 3), NONE);

        assertThat(fit.accepted()).isFalse();
        assertThat(fit.maps()).isEqualTo(NONE);
        assertThat(fit.without().after()).isEqualTo(fit.before());
    }

    @Test
    void takesAMapBackThatTheOneBeforeItBeats() {
        ScoredItems honest = items(300, 1);
        double[] raw = honest.losses(new Uncalibrated());
        double[] flattened = honest.losses(new TemperatureScaling(3));

        assertThat(Recalibration.withdraws(flattened, raw)).isTrue();
        assertThat(Recalibration.withdraws(raw, flattened)).isFalse();
        assertThat(Recalibration.withdraws(Arrays.copyOf(flattened, 99), Arrays.copyOf(raw, 99)))
                .isFalse();
    }

    @Test
    void refutesAMapOnlyOnEnoughItems() {
        ScoredItems overconfident = items(500, 3);

        Recalibration.Check check = Recalibration.check(overconfident, true);
        assertThat(check.refuted()).isTrue();
        assertThat(check.evidence().refutedBefore()).isTrue();
        assertThat(check.evidence().leastError().orElseThrow()).isGreaterThan(.05);
        assertThat(Recalibration.check(overconfident.between(0, 99), true).refuted())
                .isFalse();
        assertThat(Recalibration.check(overconfident.calibrated(new TemperatureScaling(3)), true)
                        .refuted())
                .isFalse();
    }

    @Test
    void givesLabelsMapsOfTheirOwnWhereOneDoesNotServeAll() {
        List<Observation> observations = IntStream.range(0, 800)
                .mapToObj(i -> i % 4 == 0
                        ? new Observation(new double[] {.8, .2}, 0, i % 8 == 0 ? 0 : 1, "rare")
                        : new Observation(new double[] {.8, .2}, 0, i % 20 == 1 ? 1 : 0, "frequent"))
                .toList();
        List<String> labels = observations.stream().map(Observation::label).toList();

        LabelMaps maps =
                CalibrationFit.of(ScoredItems.of(observations), labels, NONE).maps();

        // right: rare .5 of 200, frequent .933 of 600, all .825; 200 items make the own map half of what comes out
        assertThat(maps.byLabel()).containsOnlyKeys("rare", "frequent");
        assertThat(maps.apply("rare", new double[] {.8, .2}, 0)[0]).isCloseTo((.5 + .825) / 2, within(.01));
        assertThat(maps.apply("frequent", new double[] {.8, .2}, 0)[0])
                .isCloseTo(.75 * .9333 + .25 * .825, within(.01));
        assertThat(maps.apply("unheard of", new double[] {.8, .2}, 0)[0]).isCloseTo(.825, within(.01));
    }

    private static CalibrationFit fit(ScoredItems items, LabelMaps inForce) {
        return CalibrationFit.of(items, Collections.nCopies(items.size(), ""), inForce);
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
