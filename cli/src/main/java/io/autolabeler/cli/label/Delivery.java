package io.autolabeler.cli.label;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.autolabeler.cli.file.OutputFile;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.gateway.Paging;
import io.autolabeler.cli.gateway.ProblemException;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.ListRejectedRowsResponse;
import io.autolabeler.labeling.v1.RejectedRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Fetches what a run made: the labeled file, and the rows that could not be read. */
public final class Delivery {
    private static final int TRIES = 5;
    private static final long PAUSE_MILLIS = 1000;
    private final Gateway gateway;

    public Delivery(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Replaces the output by the run's export; a stream that breaks is begun again. */
    public void export(String runId, OutputFile output) {
        String path = "/runs/" + runId + "/export?format=" + output.kind().formatName();
        for (int number = 1; ; number++) {
            try {
                output.replace(out -> {
                    try (InputStream in = gateway.download(path)) {
                        in.transferTo(out);
                    }
                });
                return;
            } catch (IOException e) {
                stopAfterLast(number, "cannot write %s: %s".formatted(output.path(), e.getMessage()));
            } catch (ProblemException e) {
                if (!e.passes()) {
                    throw e;
                }
                stopAfterLast(number, String.valueOf(e.getMessage()));
            }
        }
    }

    /** Writes line and reason of each rejected row beside the output; without any, an old such file is removed. */
    void rejectedRows(Dataset dataset, OutputFile output) {
        try {
            if (dataset.getRejectedCount() == 0) {
                Files.deleteIfExists(output.rejected());
            } else {
                write(dataset, output.rejected());
            }
        } catch (IOException | UncheckedIOException e) {
            throw CommandFailure.failure("cannot write %s: %s".formatted(output.rejected(), e.getMessage()));
        }
    }

    private void write(Dataset dataset, Path file) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("line", "reason");
            Paging.each(
                    "/datasets/" + dataset.getId() + "/rejected-rows",
                    Map.of(),
                    path -> gateway.get(path, ListRejectedRowsResponse.getDefaultInstance()),
                    ListRejectedRowsResponse::getNextPageToken,
                    page -> {
                        for (RejectedRow row : page.getRejectedRowsList()) {
                            csv.writeRecord(Integer.toString(row.getLine()), row.getReason());
                        }
                    });
        }
    }

    private static void stopAfterLast(int number, String fault) {
        if (number == TRIES) {
            throw CommandFailure.failure(fault);
        }
        try {
            Thread.sleep(PAUSE_MILLIS * number);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failure(fault);
        }
    }
}
