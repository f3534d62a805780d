package io.autolabeler.quality.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.quality.calibration.Recalibration.Drop;
import io.autolabeler.quality.calibration.Recalibration.Evidence;
import io.autolabeler.quality.calibration.Recalibration.Fit;
import io.autolabeler.quality.calibration.Recalibration.Keep;
import io.autolabeler.quality.calibration.Recalibration.Reason;
import io.autolabeler.quality.calibration.Recalibration.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecalibrationTest {
    private static final Instant FITTED = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void dropsTheMapOfAnotherVersionUntilThereAreEnoughLabels() {
        assertThat(Recalibration.due(new State(FITTED, false, 40, 0), Evidence.NONE, FITTED))
                .isEqualTo(new Drop(60));
        assertThat(Recalibration.due(new State(FITTED, false, 100, 0), Evidence.NONE, FITTED))
                .isEqualTo(new Fit(Reason.NEW_VERSION));
    }

    @Test
    void fitsAgainOnEvidence() {
        assertThat(after(2, 0, Evidence.NONE)).isEqualTo(new Keep());
        assertThat(after(2, 0, new Evidence(Optional.of(.06), false, false, false)))
                .isEqualTo(new Fit(Reason.ERROR));
        assertThat(after(2, 0, new Evidence(Optional.of(.05), false, false, false)))
                .isEqualTo(new Keep());
        assertThat(after(2, 0, new Evidence(Optional.empty(), true, true, false)))
                .isEqualTo(new Fit(Reason.REFUTED));
        assertThat(after(2, 0, new Evidence(Optional.empty(), false, true, false)))
                .isEqualTo(new Keep());
        assertThat(after(2, 0, new Evidence(Optional.empty(), false, false, true)))
                .isEqualTo(new Fit(Reason.DRIFT));
    }

    @Test
    void fitsAnOldMapAgainOnlyOnNewLabels() {
        assertThat(after(31, 200, Evidence.NONE)).isEqualTo(new Fit(Reason.AGE));
        assertThat(after(31, 199, Evidence.NONE)).isEqualTo(new Keep());
        assertThat(after(30, 200, Evidence.NONE)).isEqualTo(new Keep());
    }

    @Test
    void waitsADayBetweenFits() {
        Instant early = FITTED.plus(Duration.ofHours(23));
        var evidence = new Evidence(Optional.of(.3), true, true, true);

        assertThat(Recalibration.due(new State(FITTED, true, 999, 999), evidence, early))
                .isEqualTo(new Keep());
    }

    @Test
    void isSureOfALargeErrorOnly() {
        Outcomes overconfident =
                Vectors.overconfident(Recalibration.WINDOW, 4, 2).outcomes();
        long alarms = IntStream.range(0, 20)
                .filter(seed -> Recalibration.leastError(Vectors.honest(Recalibration.WINDOW, seed), seed) > .05)
                .count();

        assertThat(Recalibration.leastError(overconfident, 1)).isGreaterThan(.05);
        assertThat(Recalibration.refuted(overconfident)).isTrue();
        assertThat(Recalibration.refuted(Vectors.honest(Recalibration.WINDOW, 3)))
                .isFalse();
        assertThat(alarms).isZero();
    }

    private static Recalibration.Action after(int days, int fresh, Evidence evidence) {
        return Recalibration.due(new State(FITTED, true, 1_000, fresh), evidence, FITTED.plus(Duration.ofDays(days)));
    }
}
