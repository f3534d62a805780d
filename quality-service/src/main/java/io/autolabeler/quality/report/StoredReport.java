package io.autolabeler.quality.report;

import com.google.protobuf.InvalidProtocolBufferException;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.platform.database.Times;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportError;
import io.autolabeler.quality.v1.ReportInput;
import io.autolabeler.quality.v1.ReportKind;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report as it is stored.
 *
 * @param report as callers see it
 * @param caller the key that asked for it
 * @param inputBytes of the file taken so far
 * @param attempts how often work on it was begun
 */
record StoredReport(Report report, String caller, FileFormat.Value format, long inputBytes, int attempts) {
    static StoredReport from(Row row) {
        FileFormat.Value format = FileFormat.Value.valueOf(row.getString("format"));
        long bytes = row.getLong("input_bytes");
        Report.Builder report = parsed(row.getBuffer("settings")).toBuilder();
        @Nullable Buffer result = row.getBuffer("result");
        if (result != null) {
            report.mergeFrom(parsed(result));
        }
        report.setId(row.getUUID("id").toString())
                .setKind(ReportKind.Value.valueOf(row.getString("kind")))
                .setState(Report.State.valueOf(row.getString("state")))
                .setProgress(row.getDouble("progress"))
                .setHasOutput(row.getBoolean("has_output"))
                .setInput(input(report.getInput(), format, bytes))
                .setCreateTime(Times.timestamp(row.getOffsetDateTime("create_time")));
        if (row.getOffsetDateTime("finish_time") != null) {
            report.setFinishTime(Times.timestamp(row.getOffsetDateTime("finish_time")));
        }
        if (row.getString("error_message") != null) {
            report.setError(ReportError.newBuilder()
                    .setField(row.getString("error_field"))
                    .setMessage(row.getString("error_message")));
        }
        return new StoredReport(
                report.build(), row.getString("caller"), format, bytes, row.getInteger("attempt_count"));
    }

    UUID id() {
        return UUID.fromString(report.getId());
    }

    private static ReportInput input(ReportInput read, FileFormat.Value format, long bytes) {
        return read.toBuilder().setFormat(format).setBytes((double) bytes).build();
    }

    private static Report parsed(Buffer bytes) {
        try {
            return Report.parseFrom(bytes.getBytes());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a stored report cannot be read", e);
        }
    }
}
