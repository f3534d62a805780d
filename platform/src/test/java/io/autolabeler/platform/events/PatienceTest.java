package io.autolabeler.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autolabeler.platform.errors.ServiceException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Patience patience = new Patience();
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void waitsOutAFaultThatPasses() {
        patience.run("counting", () -> {
            if (tries.incrementAndGet() < 3) {
                throw ServiceException.unavailable("away", null);
            }
        });

        assertThat(tries).hasValue(3);
    }

    @Test
    void passesOnAFaultThatComesBackEveryTime() {
        assertThatThrownBy(() -> patience.run("counting", () -> {
                    tries.incrementAndGet();
                    throw new IllegalArgumentException("poison");
                }))
                .hasMessage("poison");
        assertThat(tries).hasValue(1);
    }

    @Test
    void givesBackWhateverFailsOnceTheServiceStops() {
        patience.stop();

        assertThatExceptionOfType(GivenBackException.class)
                .isThrownBy(() -> patience.run("counting", () -> {
                    throw ServiceException.unavailable("the service is stopping", null);
                }))
                .matches(fault -> GivenBackException.isBehind(new CompletionException(fault)))
                .withMessageContaining("counting was given back");
        assertThat(GivenBackException.isBehind(new IllegalStateException("another")))
                .isFalse();
    }

    @Test
    void finishesWhatStillWorksWhenTheServiceStops() {
        patience.stop();

        patience.run("counting", tries::incrementAndGet);

        assertThat(tries).hasValue(1);
    }

    @Test
    void givesBackWhatIsInterruptedWhileItWaits() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(GivenBackException.class)
                .isThrownBy(() -> patience.run("counting", () -> {
                    throw ServiceException.unavailable("away", null);
                }));
        assertThat(Thread.interrupted()).isTrue();
    }
}
