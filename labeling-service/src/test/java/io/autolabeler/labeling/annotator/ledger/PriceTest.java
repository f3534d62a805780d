package io.autolabeler.labeling.annotator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autolabeler.labeling.annotator.ledger.Price.Tokens;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PriceTest {
    private static final Price GPT_4O_MINI = price("0.15", "0.075", "0.60");

    @Test
    void chargesTheWorkedExampleToThePico() {
        long pico = GPT_4O_MINI.of(new Tokens(1_200_000, 400_000, 300_000, false));

        assertThat(pico).isEqualTo(330_000_000_000L);
    }

    @Test
    void keepsFractionsOfACentExact() {
        assertThat(Price.perToken(new BigDecimal("0.0375"))).isEqualTo(37_500);
        assertThat(Price.perToken(new BigDecimal("0.150000000"))).isEqualTo(150_000);
    }

    @Test
    void refusesMoreThanSixDecimals() {
        assertThatThrownBy(() -> Price.perToken(new BigDecimal("0.0000001")))
                .hasMessage("a price must have at most 6 decimals, got 1E-7");
    }

    @Test
    void refusesNegativePricesAndTokens() {
        assertThatThrownBy(() -> new Price(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tokens(1, 2, 0, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void failsRatherThanOverflows() {
        Price dear = new Price(Long.MAX_VALUE / 2, 0, 0);

        assertThatThrownBy(() -> dear.of(new Tokens(3, 0, 0, false))).isInstanceOf(ArithmeticException.class);
    }

    static Price price(String input, String cached, String output) {
        return new Price(
                Price.perToken(new BigDecimal(input)),
                Price.perToken(new BigDecimal(cached)),
                Price.perToken(new BigDecimal(output)));
    }
}
