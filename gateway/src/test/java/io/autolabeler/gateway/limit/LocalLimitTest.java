package io.autolabeler.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalLimitTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final LocalLimit limit = new LocalLimit(60, now::get);
    private final UUID key = UUID.randomUUID();

    @Test
    void letsAMinutesWorthThroughAtOnceAndThenOneASecond() {
        for (int i = 0; i < 60; i++) {
            assertThat(limit.take(key)).isZero();
        }
        assertThat(limit.take(key)).isEqualTo(1);

        now.addAndGet(SECOND);

        assertThat(limit.take(key)).isZero();
        assertThat(limit.take(key)).isEqualTo(1);
    }

    @Test
    void neverGivesBackMoreThanAMinutesWorth() {
        limit.take(key);
        now.addAndGet(3600 * SECOND);

        int let = 0;
        while (limit.take(key) == 0) {
            let++;
        }

        assertThat(let).isEqualTo(60);
    }

    @Test
    void countsEachKeyByItself() {
        while (limit.take(key) == 0) {
            // Takes all there is.
        }

        assertThat(limit.take(UUID.randomUUID())).isZero();
    }
}
