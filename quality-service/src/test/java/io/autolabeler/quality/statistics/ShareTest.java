package io.autolabeler.quality.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
    @ParameterizedTest
    @CsvSource({
        "8, 10, .4901624715, .9433178485",
        "0, 20, 0, .1611251581",
        "45, 50, .7863976856, .9565242351",
        "20, 20, .8388748419, 1"
    })
    void givesWilsonsInterval(int hits, int trials, double lower, double upper) {
        Interval interval = new Share(hits, trials).wilson();

        assertThat(interval.lower()).isEqualTo(lower, within(1e-10));
        assertThat(interval.upper()).isEqualTo(upper, within(1e-10));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100, .0295130",
        "0, 150, .0197734",
        "1, 200, .0234985",
        "2, 300, .0208362",
        "5, 500, .0209103",
        "12, 1000, .0193702"
    })
    void boundsAnErrorRateFromAbove(int errors, int trials, double upper) {
        assertThat(new Share(errors, trials).upperBound(0.05)).isEqualTo(upper, within(5e-8));
    }

    @Test
    void givesClopperAndPearsonsInterval() {
        Interval interval = new Share(3, 125).clopperPearson(0.05);

        assertThat(interval.lower()).isEqualTo(0.004976989749053447, within(1e-14));
        assertThat(interval.upper()).isEqualTo(0.06853631611067006, within(1e-14));
        assertThat(new Share(3, 125).upperBound(0.05)).isEqualTo(0.06085858288957279, within(1e-14));
    }

    @Test
    void endsExactlyAtNothingAndAll() {
        assertThat(new Share(0, 7).clopperPearson(0.05).lower()).isZero();
        assertThat(new Share(7, 7).clopperPearson(0.05).upper()).isEqualTo(1);
        assertThat(new Share(0, 7).wilson().lower()).isZero();
        assertThat(new Share(7, 7).wilson().upper()).isEqualTo(1);
    }

    @Test
    void refusesTheShareOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Share(0, 0)).withMessageContaining("0 of 0");
    }
}
