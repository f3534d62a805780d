package io.autolabeler.learning.head;

import io.autolabeler.learning.head.GoldRepository.GoldExample;
import io.autolabeler.learning.head.HeadTraining.Trained;
import io.autolabeler.learning.v1.Head;
import io.autolabeler.learning.v1.HeadTrained;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.events.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Trains heads in the background, one at a time so that predictions keep a core, and never the same one twice at once.
 *
 * <p>Nothing of it needs to survive a restart: who asks for the head again starts its training again.
 */
@Singleton
class TrainHead {
    private static final Logger LOG = Logger.getLogger(TrainHead.class);
    private static final int FOLDS = 5;

    /**
     * What is to be trained.
     *
     * @param labels the classes, in the order of predictions
     * @param model the vectors come from
     * @param fingerprint names labels, examples and model
     */
    record Order(UUID projectId, List<String> labels, String model, String fingerprint) {}

    private final Database database;
    private final GoldRepository gold;
    private final HeadRepository heads;
    private final Outbox outbox;
    private final HeadTraining training;
    private final Timer timer;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(Thread.ofPlatform()
            .name("training")
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .factory());

    TrainHead(
            Database database,
            GoldRepository gold,
            HeadRepository heads,
            Outbox outbox,
            HeadConfig config,
            MeterRegistry meters) {
        this.database = database;
        this.gold = gold;
        this.heads = heads;
        this.outbox = outbox;
        this.training = new HeadTraining(FOLDS, config.crossValidationExamples(), config.maxExamples());
        this.timer = Timer.builder("autolabeler.training")
                .description("Time to train a head, cross-validation included")
                .register(meters);
    }

    /** Sees to it that the head is trained; returns at once. */
    void start(Order order) {
        String key = order.projectId() + order.fingerprint();
        if (underWay.add(key)) {
            executor.execute(() -> {
                try {
                    train(order);
                } catch (RuntimeException | Error e) {
                    if (!executor.isShutdown()) {
                        LOG.errorf(e, "training of a head of project %s failed", order.projectId());
                    }
                } finally {
                    underWay.remove(key);
                }
            });
        }
    }

    private void train(Order order) {
        List<GoldExample> examples = gold.examples(order.projectId(), order.labels(), order.model());
        Trained trained = timer.record(() -> training.train(set(order.labels(), examples)));
        Head head = Head.newBuilder()
                .setProjectId(order.projectId().toString())
                .addAllLabels(order.labels())
                .setExampleCount(examples.size())
                .setAccuracy(trained.accuracy())
                .setNeighbourAccuracy(trained.neighbourAccuracy())
                .setC(trained.c())
                .setEmbeddingModel(order.model())
                .build();
        database.withTransaction(transaction -> heads.insert(transaction, head, order.fingerprint(), trained.head())
                .ifPresent(stored -> {
                    outbox.append(
                            transaction,
                            "learning.heads.v1",
                            stored.getProjectId(),
                            HeadTrained.newBuilder().setHead(stored).build());
                    LOG.infof(
                            "head %d of project %s trained on %d examples: accuracy %.3f, neighbours %.3f",
                            stored.getVersion(),
                            stored.getProjectId(),
                            stored.getExampleCount(),
                            stored.getAccuracy(),
                            stored.getNeighbourAccuracy());
                }));
    }

    private static TrainingSet set(List<String> labels, List<GoldExample> examples) {
        Map<String, Integer> classes =
                IntStream.range(0, labels.size()).boxed().collect(Collectors.toMap(labels::get, Function.identity()));
        return new TrainingSet(
                examples.stream().map(GoldExample::vector).toArray(float[][]::new),
                examples.stream()
                        .mapToInt(example -> classes.getOrDefault(example.label(), 0))
                        .toArray(),
                labels.size());
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }
}
