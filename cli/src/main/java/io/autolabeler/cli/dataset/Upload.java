package io.autolabeler.cli.dataset;

import io.autolabeler.cli.file.CountedStream;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.gateway.Content;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.gateway.ProblemException;
import io.autolabeler.cli.gateway.UnreachableException;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.labeling.v1.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * Sends a file into a dataset, in bounded memory. When the connection breaks, it asks how far the dataset is and goes on
 * from there, until eight tries in a row have not moved it.
 */
public final class Upload {
    private static final int FRUITLESS_TRIES = 8;
    private static final int FAILED_PRECONDITION = 409;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final long BYTES_PER_SECOND = 200_000;
    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(5);

    private final Gateway gateway;
    private final Duration firstPause;

    public Upload(Gateway gateway) {
        this(gateway, Duration.ofMillis(500));
    }

    Upload(Gateway gateway, Duration firstPause) {
        this.gateway = gateway;
        this.firstPause = firstPause;
    }

    /** A new dataset with all rows of the file, READY. */
    public Dataset create(Dataset wish, InputFile file, LongConsumer sentBytes) {
        Dataset created = gateway.post("/datasets", wish, Dataset.getDefaultInstance());
        try {
            return fill(created, file, sentBytes);
        } catch (RuntimeException e) {
            forget(created);
            throw e;
        }
    }

    /** Removes a dataset that nothing has come of; when that fails too, the first failure is the one to tell. */
    public void forget(Dataset dataset) {
        try {
            gateway.delete("/datasets/" + dataset.getId());
        } catch (ProblemException | UnreachableException secondary) {
            // a dataset without runs costs nothing
        }
    }

    private Dataset fill(Dataset dataset, InputFile file, LongConsumer sentBytes) {
        Dataset now = dataset;
        int fruitless = 0;
        while (true) {
            long offset = (long) now.getImportedBytes();
            String fault;
            try {
                now = send(dataset, file, offset, sentBytes);
                fault = "the dataset is still " + now.getState();
            } catch (ProblemException e) {
                if (!e.passes() && e.status() != FAILED_PRECONDITION) {
                    throw e;
                }
                fault = String.valueOf(e.getMessage());
            } catch (IOException e) {
                fault = "the connection broke: " + e.getMessage();
            }
            if (now.getState() == Dataset.State.READY) {
                return now;
            }
            pause(fruitless);
            now = latest(now);
            if (now.getState() == Dataset.State.READY) {
                return now;
            }
            fruitless = now.getImportedBytes() > offset ? 0 : fruitless + 1;
            if (fruitless >= FRUITLESS_TRIES) {
                throw CommandFailure.failure("cannot upload %s: %s".formatted(file.name(), fault));
            }
        }
    }

    /** The dataset as it is; as it was last seen, while nobody can say. */
    private Dataset latest(Dataset seen) {
        try {
            return gateway.get("/datasets/" + seen.getId(), Dataset.getDefaultInstance());
        } catch (UnreachableException e) {
            return seen;
        } catch (ProblemException e) {
            if (!e.passes()) {
                throw e;
            }
            return seen;
        }
    }

    private Dataset send(Dataset dataset, InputFile file, long offset, LongConsumer sentBytes) throws IOException {
        // Compressed bytes cannot be entered in the middle, so that a resumed upload goes on uncompressed.
        boolean compressed = file.kind().gzip() && offset == 0;
        Content content = new Content(file.kind().mediaType(), compressed, offset, patience(file), () -> {
            try {
                return new CountedStream(compressed ? file.raw() : from(file, offset), offset, sentBytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return gateway.upload("/datasets/" + dataset.getId() + "/items", content, Dataset.getDefaultInstance());
    }

    private static InputStream from(InputFile file, long offset) throws IOException {
        InputStream in = file.open();
        in.skipNBytes(offset);
        return in;
    }

    private static Duration patience(InputFile file) {
        return LEAST_PATIENCE.plusSeconds(file.path().toFile().length() / BYTES_PER_SECOND);
    }

    private void pause(int fruitless) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(fruitless, FRUITLESS_TRIES));
        try {
            Thread.sleep(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
