package io.autolabeler.quality.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReliabilityMetricsTest {
    private static final double[] TOP = {.95, .9, .8, .99, .7, .85, .6, .9, .75, .97};
    private static final boolean[] CORRECT = {true, true, false, true, true, false, false, true, true, false};

    @Test
    void weighsTheGapOfEachBinByItsItems() {
        ReliabilityMetrics metrics = ReliabilityMetrics.of(TOP, CORRECT, 5);

        assertThat(metrics.expectedError()).isCloseTo(.241, within(1e-12));
        assertThat(metrics.maximumError()).isCloseTo(.6, within(1e-12));
        assertThat(metrics.brier()).isCloseTo(.28385, within(1e-12));
        assertThat(ReliabilityMetrics.of(TOP, CORRECT, 10).expectedError()).isCloseTo(.301, within(1e-12));
    }

    @Test
    void isZeroWithoutItems() {
        assertThat(ReliabilityMetrics.of(new double[0], new boolean[0], 15)).isEqualTo(new ReliabilityMetrics(0, 0, 0));
    }

    @Test
    void takesBothEndsOfTheScale() {
        ReliabilityMetrics metrics = ReliabilityMetrics.of(new double[] {0, 1}, new boolean[] {false, true}, 15);

        assertThat(metrics.expectedError()).isZero();
    }
}
