package io.autolabeler.labeling.annotator.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OutageGateTest {
    private final SetClock clock = new SetClock();
    private final OutageGate gate = new OutageGate(3, Duration.ofSeconds(5), clock);

    @Test
    void opensAfterConsecutiveFailuresOnly() {
        gate.failed();
        gate.failed();
        gate.succeeded();
        gate.failed();
        assertThat(gate.tryPass()).isTrue();

        gate.failed();
        assertThat(gate.failed()).as("just opened").isTrue();
        assertThat(gate.tryPass()).isFalse();
    }

    @Test
    void letsOneProbePassAfterThePause() {
        open();

        clock.now = clock.now.plusSeconds(5);

        assertThat(gate.tryPass()).isTrue();
        assertThat(gate.tryPass()).as("second at once").isFalse();
    }

    @Test
    void closesWhenAProbeSucceeds() {
        open();
        clock.now = clock.now.plusSeconds(5);
        gate.tryPass();

        assertThat(gate.succeeded()).isTrue();

        assertThat(gate.tryPass()).isTrue();
        assertThat(gate.tryPass()).isTrue();
    }

    @Test
    void staysOpenWhenAProbeFails() {
        open();
        clock.now = clock.now.plusSeconds(5);
        gate.tryPass();

        assertThat(gate.failed()).as("was open already").isFalse();

        assertThat(gate.tryPass()).isFalse();
        clock.now = clock.now.plusSeconds(5);
        assertThat(gate.tryPass()).isTrue();
    }

    @Test
    void givesTheProbeBackWhenItIsNotUsed() {
        open();
        clock.now = clock.now.plusSeconds(5);
        gate.tryPass();

        gate.gaveUp();

        assertThat(gate.tryPass()).isTrue();
    }

    private void open() {
        gate.failed();
        gate.failed();
        gate.failed();
    }

    /** A clock that stands still unless told. */
    private static final class SetClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
