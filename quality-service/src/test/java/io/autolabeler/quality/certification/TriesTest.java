package io.autolabeler.quality.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TriesTest {
    private final Risk promised = new Risk(.05, .05);

    @Test
    void spendsTheDoubtOverAllTries() {
        double sum = 0;
        Tries tries = Tries.none(promised);
        for (int k = 0; k < 1_000; k++) {
            sum += tries.next(Integer.MAX_VALUE).orElseThrow().delta();
            tries = tries.after(0);
        }

        assertThat(Tries.none(promised).next(1_000).orElseThrow().delta()).isCloseTo(.0303964, within(5e-8));
        assertThat(sum).isBetween(.0499, .05);
    }

    @Test
    void waitsForTwiceTheItems() {
        Tries tries = Tries.none(promised).after(100);

        assertThat(Tries.none(promised).next(68)).isEmpty();
        assertThat(Tries.none(promised).next(69)).isPresent();
        assertThat(tries.next(199)).isEmpty();
        assertThat(tries.next(200).orElseThrow().alpha()).isEqualTo(.05);
    }

    @Test
    void refusesFewerThanNone() {
        assertThatThrownBy(() -> new Tries(promised, -1, 0))
                .hasMessage("tries and items must be at least 0, got -1 and 0");
    }
}
