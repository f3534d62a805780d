package io.autolabeler.labeling.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {
    private final OneAtATime turns = new OneAtATime();

    @Test
    void neverDoesTheSameTwiceAtOnce() throws Exception {
        UUID id = UUID.randomUUID();
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(threads.submit(() -> turns.run(id, () -> {
                    most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                    Thread.yield();
                    atWork.decrementAndGet();
                })));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }

        assertThat(most).hasValue(1);
        assertThat(turns.size()).isZero();
    }

    @Test
    void doesOtherThingsMeanwhile() throws Exception {
        CountDownLatch other = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> turns.run(UUID.randomUUID(), () -> {
                try {
                    other.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
            turns.run(UUID.randomUUID(), other::countDown);
            first.get();
        }

        assertThat(turns.size()).isZero();
    }

    @Test
    void givesTheTurnOnAfterAFault() {
        UUID id = UUID.randomUUID();

        assertThatThrownBy(() -> turns.run(id, () -> {
                    throw new IllegalStateException("fault");
                }))
                .hasMessage("fault");

        List<String> done = new ArrayList<>();
        turns.run(id, () -> done.add("again"));
        assertThat(done).containsExactly("again");
        assertThat(turns.size()).isZero();
    }
}
