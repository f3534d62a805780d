package io.autolabeler.quality.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class QuantilesTest {
    @Test
    void interpolatesBetweenOrderStatistics() {
        Quantiles quantiles = Quantiles.of(new double[] {4, 1, 3, 2});

        assertThat(quantiles.at(0)).isEqualTo(1);
        assertThat(quantiles.at(0.5)).isEqualTo(2.5);
        assertThat(quantiles.at(0.25)).isEqualTo(1.75);
        assertThat(quantiles.at(1)).isEqualTo(4);
    }

    @Test
    void isTheValueItselfForOneValue() {
        assertThat(Quantiles.of(new double[] {7}).middle95()).isEqualTo(new Interval(7, 7));
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> Quantiles.of(new double[] {1, Double.NaN}));
    }
}
