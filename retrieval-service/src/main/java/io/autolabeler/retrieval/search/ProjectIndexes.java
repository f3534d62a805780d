package io.autolabeler.retrieval.search;

import io.autolabeler.retrieval.embedding.Embedder;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The indexes of all projects on this replica.
 *
 * <p>Every search first asks the database for the knowledge base's revision and catches up to it, so that an example is
 * found from the moment its commit returned, on every replica, without any message between them.
 */
@Singleton
public class ProjectIndexes {
    private static final Logger LOG = Logger.getLogger(ProjectIndexes.class);
    private static final int PAGE = 1_000;

    private final IndexFeedRepository feed;
    private final IndexConfig config;
    private final String model;
    private final Path directory;
    private final Map<UUID, IndexSlot> slots = new ConcurrentHashMap<>();

    ProjectIndexes(IndexFeedRepository feed, IndexConfig config, Embedder embedder) {
        this.feed = feed;
        this.config = config;
        this.model = embedder.modelName();
        this.directory = config.directory().map(ProjectIndexes::made).orElseGet(ProjectIndexes::temporary);
    }

    /** The neighbours of each probe among the project's examples, nearest first, at most {@code k} each. */
    List<List<Neighbour>> search(UUID projectId, List<Probe> probes, int k) {
        while (true) {
            Optional<Integer> revision = feed.revision(projectId);
            if (revision.isEmpty()) {
                dropCopy(projectId);
                return probes.stream().map(probe -> List.<Neighbour>of()).toList();
            }
            int wanted = revision.get();
            IndexSlot slot = slot(projectId);
            var found = slot.search(probes, k, wanted);
            if (found.isPresent()) {
                return found.get();
            }
            slot.catchUp(wanted, index -> follow(projectId, index, wanted));
        }
    }

    /** Deletes this replica's copy of a project's vectors. */
    public void drop(UUID projectId) {
        slot(projectId).drop();
    }

    private void dropCopy(UUID projectId) {
        IndexSlot slot = slots.get(projectId);
        if (slot != null) {
            slot.drop();
        }
    }

    private void follow(UUID projectId, ExampleIndex index, int revision) throws IOException {
        int before = index.revision();
        List<IndexedExample> changes = feed.changes(projectId, before, model, PAGE);
        while (changes.size() == PAGE) {
            index.apply(changes, before);
            changes = feed.changes(projectId, changes.getLast(), model, PAGE);
        }
        index.apply(changes, revision);
        LOG.debugf("index of project %s follows revision %d, was %d", projectId, revision, before);
    }

    void onStart(@Observes StartupEvent event) {
        Thread.ofVirtual().name("index-sweep").start(this::sweep);
    }

    /** Closes what is idle and deletes the copies of projects that another replica was told to forget. */
    @Scheduled(every = "10m", delayed = "10m")
    void sweep() {
        slots.values().stream()
                .filter(slot -> slot.isIdle(config.idle().toNanos()))
                .forEach(IndexSlot::close);
        List<UUID> copies = copies();
        Set<UUID> alive = feed.alive(copies);
        copies.stream().filter(id -> !alive.contains(id)).forEach(this::drop);
    }

    private List<UUID> copies() {
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.map(folder -> UUID.fromString(folder.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    private IndexSlot slot(UUID projectId) {
        return slots.computeIfAbsent(
                projectId, id -> new IndexSlot(directory.resolve(id.toString()), config.exactUpTo()));
    }

    private static Path made(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            LOG.warnf("autolabeler.index.directory %s cannot be made, a temporary one is used: %s", directory, e);
            return temporary();
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("autolabeler-index-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder for the index", e);
        }
    }

    @PreDestroy
    void close() {
        slots.values().forEach(IndexSlot::close);
    }
}
