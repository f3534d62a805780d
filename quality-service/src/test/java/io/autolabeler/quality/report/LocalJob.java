package io.autolabeler.quality.report;

import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/** A report on csv rows at hand. */
final class LocalJob implements Job {
    private final Report report;
    private final byte[] file;
    private final List<Double> progress = new ArrayList<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputRows output = new OutputRows(written::writeBytes);
    private LocalJob other = this;
    private List<PastLabels> past = List.of();
    private final List<PastLabels> found = new ArrayList<>();

    LocalJob(Report.Builder settings, String csv) {
        this.report = settings.build();
        this.file = csv.getBytes(StandardCharsets.UTF_8);
    }

    static LocalJob of(Report.Builder settings, Path csv) {
        try {
            return new LocalJob(settings, Files.readString(csv));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the report that this one needs, now that it is done. */
    LocalJob after(LocalJob before, Report result) {
        other = new LocalJob(
                before.report.toBuilder().mergeFrom(result), new String(before.file, StandardCharsets.UTF_8));
        return this;
    }

    /** With what earlier reports found out. */
    LocalJob knowing(List<PastLabels> earlier) {
        past = earlier;
        return this;
    }

    List<PastLabels> found() {
        return found;
    }

    Report runBy(Analysis analysis) {
        analysis.check(report);
        return analysis.run(this);
    }

    List<String> lines() {
        output.end();
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    List<Double> told() {
        return progress;
    }

    @Override
    public Report report() {
        return report;
    }

    @Override
    public ReportInput rows(Consumer<FileRow> visit) {
        return FileRows.each(() -> new ByteArrayInputStream(file), FileFormat.Value.CSV, visit);
    }

    @Override
    public Job other(UUID reportId) {
        return other;
    }

    @Override
    public List<PastLabels> history(String name, UUID source) {
        return past;
    }

    @Override
    public void remember(String name, UUID source, List<PastLabels> labels) {
        found.addAll(labels);
    }

    @Override
    public DoubleConsumer progress() {
        return progress::add;
    }

    @Override
    public OutputRows output() {
        return output;
    }
}
