package io.autolabeler.retrieval.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.apache.lucene.store.LockObtainFailedException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The place of one project's index: opens it when needed, closes it when idle, never under a search. */
final class IndexSlot {
    private static final Logger LOG = Logger.getLogger(IndexSlot.class);

    /** Brings an open index up to the knowledge base's revision. */
    interface CatchUp {
        void run(ExampleIndex index) throws IOException;
    }

    private final Path folder;
    private final int exactUpTo;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private @Nullable ExampleIndex index;
    private volatile long lastUsed = System.nanoTime();

    IndexSlot(Path folder, int exactUpTo) {
        this.exactUpTo = exactUpTo;
        this.folder = folder;
    }

    /** The neighbours of each probe; empty if the index is closed or behind the revision. */
    Optional<List<List<Neighbour>>> search(List<Probe> probes, int k, int revision) {
        lock.readLock().lock();
        try {
            if (index == null || index.revision() < revision) {
                return Optional.empty();
            }
            lastUsed = System.nanoTime();
            return Optional.of(index.search(probes, k));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot search the index in " + folder, e);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Opens the index if it is closed, starts it afresh if it is broken or ahead of the revision, and catches up. */
    void catchUp(int revision, CatchUp work) {
        lock.writeLock().lock();
        try {
            ExampleIndex open = index == null ? open() : index;
            index = open;
            if (open.revision() > revision) {
                open.close();
                delete();
                open = ExampleIndex.open(folder, exactUpTo);
                index = open;
            }
            if (open.revision() < revision) {
                work.run(open);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the index in " + folder, e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** True if nobody searched it for so many nanoseconds. */
    boolean isIdle(long nanos) {
        return System.nanoTime() - lastUsed > nanos;
    }

    /** Closes the index; its files stay. */
    void close() {
        lock.writeLock().lock();
        try {
            if (index != null) {
                index.close();
                index = null;
            }
        } catch (IOException e) {
            LOG.warnf("index in %s not closed cleanly, it will be filled again: %s", folder, e);
            index = null;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Closes the index and deletes its files. */
    void drop() {
        lock.writeLock().lock();
        try {
            close();
            delete();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private ExampleIndex open() throws IOException {
        try {
            return ExampleIndex.open(folder, exactUpTo);
        } catch (LockObtainFailedException e) {
            // Another process still has it, for example the one that this one replaces.
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warnf("index in %s cannot be opened and is filled again: %s", folder, e);
            delete();
            return ExampleIndex.open(folder, exactUpTo);
        }
    }

    private void delete() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the index in " + folder, e);
        }
    }
}
