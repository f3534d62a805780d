package io.autolabeler.labeling.run;

import com.google.protobuf.ByteString;
import io.autolabeler.labeling.dataset.DatasetRepository;
import io.autolabeler.labeling.dataset.ReadyDataset;
import io.autolabeler.labeling.dataset.StoredRow;
import io.autolabeler.labeling.export.ExportedResult;
import io.autolabeler.labeling.export.RowWriter;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.ExportFormat;
import io.autolabeler.labeling.v1.ReadExportRequest;
import io.autolabeler.labeling.v1.ReadExportResponse;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives the results of a run piece by piece: all rows of its dataset in input order, failed and open ones included. */
@Singleton
class ReadExport {
    private static final int ROWS = 1_000;

    private final DatasetRepository datasets;
    private final AnnotationReader annotations;

    ReadExport(DatasetRepository datasets, AnnotationReader annotations) {
        this.datasets = datasets;
        this.annotations = annotations;
    }

    /** The rows after the token, as a piece of the file. */
    ReadExportResponse read(Run run, ReadExportRequest request) {
        requireFormat(request.getFormat());
        UUID datasetId = UUID.fromString(run.getDatasetId());
        ReadyDataset dataset = datasets.findReady(datasetId).orElseThrow();
        int total = run.getCounts().getTotal();
        int first = Paging.of(0, request.getPageToken()).afterOrdinal() + 1;
        int last = Math.min(first + ROWS, total) - 1;
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        RowWriter writer = RowWriter.of(request.getFormat(), dataset.columns());
        if (first == 0) {
            writer.writeHeader(piece);
        }
        Map<Integer, Annotation> found = byOrdinal(UUID.fromString(run.getId()), first, last);
        for (StoredRow row : datasets.rows(datasetId, first, last)) {
            writer.writeRow(piece, row, result(run, found.get(row.ordinal())));
        }
        return ReadExportResponse.newBuilder()
                .setData(ByteString.copyFrom(piece.toByteArray()))
                .setNextPageToken(last + 1 < total ? Paging.token(String.valueOf(last)) : "")
                .build();
    }

    private static void requireFormat(ExportFormat.Value format) {
        if (format == ExportFormat.Value.UNSPECIFIED || format == ExportFormat.Value.UNRECOGNIZED) {
            throw ServiceException.invalid("format", "must be CSV, TSV or JSONL", format);
        }
    }

    /** An item that is still open has nothing but the run's id. */
    private static ExportedResult result(Run run, @Nullable Annotation annotation) {
        if (annotation == null) {
            return new ExportedResult(null, null, null, null, null, null, null, null, run.getId(), null, null);
        }
        return new ExportedResult(
                orNull(annotation.getLabel()),
                annotation.hasConfidence() ? annotation.getConfidence() : null,
                annotation.hasRawConfidence() ? annotation.getRawConfidence() : null,
                annotation.hasRoute() ? annotation.getRoute().name() : null,
                annotation.hasError() ? annotation.getError().getCode().name() : null,
                BigDecimal.valueOf(annotation.getCostUsd()),
                annotation.getAnnotator().getModel(),
                orNull(annotation.getAnnotator().getPromptVersion()),
                run.getId(),
                orNull(annotation.getFinalLabel()),
                orNull(annotation.getLabelSource()));
    }

    private static @Nullable String orNull(String value) {
        return value.isEmpty() ? null : value;
    }

    private Map<Integer, Annotation> byOrdinal(UUID run, int first, int last) {
        Map<Integer, Annotation> found = new HashMap<>();
        annotations.between(run, first, last).forEach(each -> found.put(each.getOrdinal(), each));
        return found;
    }
}
