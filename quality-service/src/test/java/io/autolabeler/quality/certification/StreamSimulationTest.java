package io.autolabeler.quality.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamSimulationTest {
    private static final int SEEDS = 200;
    private static final double MOST_BROKEN = .096;

    @Test
    void knowsTheTrueRiskOfAThreshold() {
        assertThat(StreamSimulation.trueRisk(12, .97)).isCloseTo(.01416, within(5e-6));
        assertThat(StreamSimulation.trueRisk(12, .96)).isCloseTo(.01851, within(5e-6));
        assertThat(StreamSimulation.trueRisk(12, .955)).isCloseTo(.02061, within(5e-6));
    }

    @Test
    void breaksItsPromiseInFewRunsOnly() {
        StreamSimulation.Result certified = new StreamSimulation(12, 2_000, 2_000, Risk.DEFAULT).certified(SEEDS);

        assertThat(certified.broken()).isLessThanOrEqualTo(MOST_BROKEN);
        assertThat(certified.accepting()).isCloseTo(.43, within(.12));
        assertThat(certified.accepted() / certified.accepting()).isCloseTo(.225, within(.03));
    }

    @ParameterizedTest
    @CsvSource({"4, .05", "12, .02", "30, .02"})
    void keepsThePromiseThatAProductOfSharesBreaks(double shape, double alpha) {
        var simulation = new StreamSimulation(shape, 2_000, 20_000, new Risk(alpha, .05));

        StreamSimulation.Result certified = simulation.certified(SEEDS);
        StreamSimulation.Result product = simulation.product(SEEDS);

        assertThat(certified.broken()).isLessThanOrEqualTo(MOST_BROKEN);
        assertThat(product.broken()).isGreaterThan(certified.broken());
        assertThat(product.risk()).isGreaterThan(certified.risk());
    }
}
