package io.autolabeler.retrieval.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;

/**
 * Lines requests up before a few worker threads, which embed small ones together.
 *
 * <p>Two workers keep the model busy: one cuts its texts into tokens while the model has those of the other. More would only
 * wait for the model's lanes. Requests begin in their order; one that nobody waits for any more is left out.
 */
final class EmbeddingQueue implements AutoCloseable {

    /** What is embedded at once, unless one request alone is larger: enough for batches of like length. */
    private static final int MERGED_TEXTS = 128;

    /** Embeds texts, in their order. */
    interface Work {
        List<EmbeddedText> embed(List<String> texts);
    }

    private record Request(List<String> texts, CompletableFuture<List<EmbeddedText>> answer) {}

    private static final Request END = new Request(List.of(), new CompletableFuture<>());

    private final BlockingQueue<Request> waiting = new LinkedBlockingQueue<>();
    private final Work work;
    private final Object turn = new Object();
    private final List<Thread> workers;
    private boolean closed;

    EmbeddingQueue(int workers, Work work) {
        this.work = work;
        this.workers = IntStream.range(0, workers)
                .mapToObj(i -> Thread.ofPlatform()
                        .name("embedding-queue-" + i)
                        .daemon()
                        .start(this::run))
                .toList();
    }

    /** The texts' vectors, once they are there; cancelling it takes the request out of the line. */
    synchronized CompletableFuture<List<EmbeddedText>> submit(List<String> texts) {
        CompletableFuture<List<EmbeddedText>> answer = new CompletableFuture<>();
        if (closed) {
            answer.completeExceptionally(new IllegalStateException("the service is stopping"));
        } else {
            waiting.add(new Request(texts, answer));
        }
        return answer;
    }

    private void run() {
        boolean open = true;
        while (open) {
            List<Request> merged = new ArrayList<>();
            open = collect(merged);
            merged.removeIf(request -> request.answer().isDone());
            if (!merged.isEmpty()) {
                answer(merged);
            }
        }
    }

    /** Waits for its turn and a request, and takes those that fit with it; false when the line has ended. */
    private boolean collect(List<Request> merged) {
        try {
            synchronized (turn) {
                return taken(merged);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean taken(List<Request> merged) throws InterruptedException {
        Request next = waiting.take();
        int texts = 0;
        while (next != END) {
            merged.add(next);
            texts += next.texts().size();
            Request following = waiting.peek();
            if (following == null || texts + following.texts().size() > MERGED_TEXTS) {
                return true;
            }
            next = waiting.take();
        }
        waiting.add(END); // for the other workers
        return false;
    }

    private void answer(List<Request> merged) {
        List<String> texts = merged.stream().flatMap(r -> r.texts().stream()).toList();
        try {
            List<EmbeddedText> embedded = work.embed(texts);
            int from = 0;
            for (Request request : merged) {
                int to = from + request.texts().size();
                request.answer().complete(List.copyOf(embedded.subList(from, to)));
                from = to;
            }
        } catch (RuntimeException | Error e) {
            merged.forEach(request -> request.answer().completeExceptionally(e));
        }
    }

    /** Answers what is in line, then ends the workers; later requests are refused. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            if (!closed) {
                closed = true;
                waiting.add(END);
            }
        }
        for (Thread worker : workers) {
            worker.join();
        }
    }
}
