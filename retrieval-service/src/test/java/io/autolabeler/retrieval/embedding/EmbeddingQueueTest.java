package io.autolabeler.retrieval.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddingQueueTest {
    private final List<List<String>> seen = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void answersEachRequestWithItsOwnTexts() throws Exception {
        gate.countDown();
        try (EmbeddingQueue queue = new EmbeddingQueue(1, this::lengths)) {
            var first = queue.submit(List.of("a", "bb"));
            var second = queue.submit(List.of("ccc"));

            assertThat(lengths(first)).containsExactly(1f, 2f);
            assertThat(lengths(second)).containsExactly(3f);
        }
    }

    @Test
    void embedsTogetherWhatWaitsTogether() throws Exception {
        try (EmbeddingQueue queue = new EmbeddingQueue(1, this::lengths)) {
            queue.submit(List.of("first"));
            awaitTaken(1);
            for (int i = 0; i < 20; i++) {
                queue.submit(IntStream.range(0, 10).mapToObj(Integer::toString).toList());
            }
            gate.countDown();
        }
        assertThat(seen.stream().map(List::size)).containsExactly(1, 120, 80);
    }

    @Test
    void leavesOutWhatNobodyWaitsFor() throws Exception {
        try (EmbeddingQueue queue = new EmbeddingQueue(1, this::lengths)) {
            queue.submit(List.of("first"));
            awaitTaken(1);
            queue.submit(List.of("given up")).cancel(false);
            gate.countDown();
        }
        assertThat(seen).containsExactly(List.of("first"));
    }

    @Test
    void passesAFaultOnAndGoesOn() throws Exception {
        gate.countDown();
        try (EmbeddingQueue queue = new EmbeddingQueue(1, this::lengths)) {
            assertThatThrownBy(() -> queue.submit(List.of("fault")).get()).hasMessageContaining("asked for");
            assertThat(lengths(queue.submit(List.of("ab")))).containsExactly(2f);
        }
    }

    @Test
    void refusesRequestsOnceClosed() throws Exception {
        EmbeddingQueue queue = new EmbeddingQueue(1, this::lengths);
        queue.close();

        assertThatThrownBy(() -> queue.submit(List.of("late")).get()).hasMessageContaining("stopping");
    }

    @Test
    void givesTwoWorkersDifferentRequestsAndEndsThemBoth() throws Exception {
        try (EmbeddingQueue queue = new EmbeddingQueue(2, this::lengths)) {
            for (int i = 0; i < 3; i++) {
                queue.submit(IntStream.range(0, 100).mapToObj(Integer::toString).toList());
            }
            awaitTaken(2);
            gate.countDown();
        }
        assertThat(seen.stream().map(List::size)).containsExactly(100, 100, 100);
    }

    private List<EmbeddedText> lengths(List<String> texts) {
        seen.add(List.copyOf(texts));
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (texts.contains("fault")) {
            throw new IllegalStateException("asked for");
        }
        return texts.stream()
                .map(text -> new EmbeddedText(new float[] {text.length()}, false, false))
                .toList();
    }

    private static List<Float> lengths(CompletableFuture<List<EmbeddedText>> answer) throws Exception {
        return answer.get().stream().map(each -> each.vector()[0]).toList();
    }

    private void awaitTaken(int batches) {
        org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(seen).hasSize(batches));
    }
}
