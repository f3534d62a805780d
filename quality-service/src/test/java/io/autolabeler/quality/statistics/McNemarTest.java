package io.autolabeler.quality.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTest {
    @ParameterizedTest
    @CsvSource({
        "10, 2, .038574218750, .022460937500",
        "25, 10, .016673847800, .011330984184",
        "0, 5, .0625, .03125",
        "3, 3, 1, 1",
        "0, 0, 1, 1"
    })
    void judgesTheItemsOnWhichTheSystemsDiffer(int onlyFirst, int onlySecond, double exact, double midP) {
        McNemar test = new McNemar(onlyFirst, onlySecond);

        assertThat(test.exact()).isCloseTo(exact, within(5e-13));
        assertThat(test.midP()).isCloseTo(midP, within(5e-13));
        assertThat(new McNemar(onlySecond, onlyFirst)).satisfies(other -> {
            assertThat(other.exact()).isEqualTo(test.exact());
            assertThat(other.midP()).isEqualTo(test.midP());
        });
    }

    @Test
    void refusesNegativeCounts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new McNemar(-1, 2))
                .withMessage("counts must be at least 0, got -1 and 2");
    }
}
