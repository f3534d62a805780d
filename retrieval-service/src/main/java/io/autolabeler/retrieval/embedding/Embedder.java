package io.autolabeler.retrieval.embedding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.autolabeler.platform.errors.ServiceException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The sentence model as the rest of the service sees it: one queue, one cache, blocking calls for virtual threads.
 *
 * <p>The model is loaded in the background at start; who asks earlier waits.
 */
@Singleton
public class Embedder {
    private static final Logger LOG = Logger.getLogger(Embedder.class);

    /** A replica isn't told when another one forgets texts; its own copies of their vectors end with this. */
    private static final Duration CACHED = Duration.ofHours(1);

    private final EmbeddingConfig config;
    private final CompletableFuture<SentenceModel> model = new CompletableFuture<>();
    private final EmbeddingQueue queue = new EmbeddingQueue(2, this::run);
    private final Cache<String, EmbeddedText> cache;
    private final Semaphore room;
    private final Timer timer;
    private final MeterRegistry meters;

    Embedder(EmbeddingConfig config, MeterRegistry meters) {
        this.config = config;
        this.meters = meters;
        this.room = new Semaphore(config.queueTexts());
        this.cache = Caffeine.newBuilder()
                .maximumSize(config.cacheTexts())
                .expireAfterWrite(CACHED)
                .build();
        this.timer = Timer.builder("autolabeler.embedding.batch")
                .description("Time the model takes for the texts it was given at once")
                .register(meters);
        meters.gauge("autolabeler.embedding.waiting", room, free -> config.queueTexts() - free.availablePermits());
    }

    void onStart(@Observes StartupEvent event) {
        Thread.ofPlatform().name("embedding-load").daemon().start(this::load);
    }

    private void load() {
        try {
            long start = System.nanoTime();
            model.complete(
                    SentenceModel.load(config.threads(), new BatchPlan(config.batchTexts(), config.batchTokens())));
            LOG.infof("sentence model %s loaded in %d ms", modelName(), (System.nanoTime() - start) / 1_000_000);
        } catch (RuntimeException | Error e) {
            LOG.error("the sentence model cannot be loaded; this service stays unready", e);
            model.completeExceptionally(e);
        }
    }

    /** The name that goes with every vector. */
    public String modelName() {
        return SentenceModel.NAME;
    }

    /** True once the model can embed. */
    public boolean isReady() {
        return model.isDone() && !model.isCompletedExceptionally();
    }

    /**
     * The vectors in the order of the texts, each distinct text embedded once.
     *
     * <p>Throws a ServiceException (UNAVAILABLE) when the queue is too long or the model too slow for the time allowed.
     */
    public List<EmbeddedText> embed(List<String> texts) {
        List<String> hashes = texts.stream().map(ContentHash::of).toList();
        Map<String, EmbeddedText> known = new LinkedHashMap<>();
        Map<String, String> unknown = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            EmbeddedText cached = cache.getIfPresent(hashes.get(i));
            if (cached == null) {
                unknown.put(hashes.get(i), texts.get(i));
            } else {
                known.put(hashes.get(i), cached);
            }
        }
        if (!unknown.isEmpty()) {
            compute(unknown, known);
        }
        meters.counter("autolabeler.embedding.texts", "from", "model").increment(unknown.size());
        meters.counter("autolabeler.embedding.texts", "from", "cache").increment(texts.size() - unknown.size());
        return hashes.stream().map(known::get).toList();
    }

    /** Forgets every vector it keeps, because some text is to be forgotten. */
    public void forget() {
        cache.invalidateAll();
    }

    private void compute(Map<String, String> unknown, Map<String, EmbeddedText> into) {
        List<EmbeddedText> embedded = await(List.copyOf(unknown.values()));
        int i = 0;
        for (String hash : unknown.keySet()) {
            into.put(hash, embedded.get(i));
            cache.put(hash, embedded.get(i));
            i++;
        }
    }

    private List<EmbeddedText> await(List<String> texts) {
        long end = System.nanoTime() + config.timeout().toNanos();
        try {
            if (!room.tryAcquire(texts.size(), config.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("no room in the queue");
            }
            CompletableFuture<List<EmbeddedText>> answer = queue.submit(texts);
            answer.whenComplete((embedded, fault) -> room.release(texts.size()));
            try {
                return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } finally {
                answer.cancel(false);
            }
        } catch (TimeoutException e) {
            throw ServiceException.unavailable("embedding takes too long now; try again in a minute", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("embedding failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServiceException.unavailable("the service is stopping; try again", e);
        }
    }

    private List<EmbeddedText> run(List<String> texts) {
        SentenceModel loaded = model.join();
        return timer.record(() -> loaded.embed(texts));
    }

    /** Lets inference end first: leaving the process in the middle of it crashes in native code. */
    @PreDestroy
    void stop() throws InterruptedException {
        queue.close();
        if (isReady()) {
            model.join().close();
        }
    }
}
