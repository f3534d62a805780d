package io.autolabeler.quality.report;

import com.google.protobuf.ByteString;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.errors.ErrorCode;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import io.autolabeler.quality.v1.AppendReportInputRequest;
import io.autolabeler.quality.v1.CreateReportRequest;
import io.autolabeler.quality.v1.DeleteReportRequest;
import io.autolabeler.quality.v1.DeleteReportResponse;
import io.autolabeler.quality.v1.GetReportRequest;
import io.autolabeler.quality.v1.ListReportsRequest;
import io.autolabeler.quality.v1.ListReportsResponse;
import io.autolabeler.quality.v1.ReadReportOutputRequest;
import io.autolabeler.quality.v1.ReadReportOutputResponse;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.Report.SettingsCase;
import io.autolabeler.quality.v1.ReportKind;
import io.autolabeler.quality.v1.ReportService;
import io.quarkus.arc.All;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reports over gRPC; the rules of each rpc stand in report.proto. */
@GrpcService
class ReportGrpc implements ReportService {
    private static final int LARGEST_PIECE = 1024 * 1024;

    private final Database database;
    private final ReportRepository reports;
    private final PieceRepository pieces;
    private final ReportConfig config;
    private final List<Analysis> analyses;

    ReportGrpc(
            Database database,
            ReportRepository reports,
            PieceRepository pieces,
            ReportConfig config,
            @All List<Analysis> analyses) {
        this.database = database;
        this.reports = reports;
        this.pieces = pieces;
        this.config = config;
        this.analyses = analyses;
    }

    @Override
    public Uni<Report> createReport(CreateReportRequest request) {
        return Uni.createFrom().item(() -> {
            Report settings = settingsOnly(request.getReport());
            if (!settings.getRunId().isEmpty()) {
                Paging.id("report.runId", settings.getRunId());
            }
            if (!settings.getProjectId().isEmpty()) {
                Paging.id("report.projectId", settings.getProjectId());
                Caller.current().requireProject(settings.getProjectId());
            }
            Analysis analysis = analysis(settings.getSettingsCase());
            analysis.check(settings);
            analysis.needs(settings).ifPresent(other -> requireDone(visible(other), analysis.kind()));
            return reports.insert(Caller.current().keyId(), analysis.kind(), format(request.getFormat()), settings)
                    .report();
        });
    }

    @Override
    public Uni<Report> appendReportInput(AppendReportInputRequest request) {
        return Uni.createFrom().item(() -> {
            UUID id = visible(Paging.id("reportId", request.getReportId())).id();
            byte[] data = request.getData().toByteArray();
            if (data.length > LARGEST_PIECE) {
                throw ServiceException.invalid("data", "must have at most 1 MiB", data.length);
            }
            database.withTransaction(transaction -> {
                StoredReport report = reports.lock(transaction, id).orElseThrow(() -> missing(id));
                long position = (long) request.getOffset();
                if (isNew(report, position, data.length, request.getLast())) {
                    if (data.length > 0) {
                        pieces.addInput(transaction, id, position, data);
                    }
                    reports.received(transaction, id, position + data.length, request.getLast());
                }
            });
            return visible(id).report();
        });
    }

    /** False for a piece that was taken before. */
    private boolean isNew(StoredReport report, long position, int length, boolean last) {
        boolean taken = position + length <= report.inputBytes();
        if (report.report().getState() != Report.State.UPLOADING) {
            if (taken) {
                return false;
            }
            throw ServiceException.failedPrecondition("the report has its whole file");
        }
        if (position == report.inputBytes()) {
            if (position + length > config.largestFile()) {
                throw new ServiceException(
                        ErrorCode.TOO_LARGE,
                        "a file may have at most " + config.largestFile() + " bytes, uncompressed");
            }
            return length > 0 || last;
        }
        if (taken) {
            return false;
        }
        throw ServiceException.failedPrecondition(
                "the file goes on at offset %d, got a piece at %d".formatted(report.inputBytes(), position));
    }

    @Override
    public Uni<Report> getReport(GetReportRequest request) {
        return Uni.createFrom()
                .item(() ->
                        visible(Paging.id("reportId", request.getReportId())).report());
    }

    @Override
    public Uni<ListReportsResponse> listReports(ListReportsRequest request) {
        return Uni.createFrom().item(() -> {
            Paging paging = Paging.of(request.getPageSize(), request.getPageToken());
            ReportKind.@Nullable Value kind =
                    request.getKind() == ReportKind.Value.UNSPECIFIED ? null : request.getKind();
            @Nullable UUID runId = request.getRunId().isEmpty() ? null : Paging.id("runId", request.getRunId());
            var page = paging.page(
                    reports.list(Caller.current(), kind, runId, paging.afterId(), paging.limit()),
                    each -> each.id().toString());
            return ListReportsResponse.newBuilder()
                    .addAllReports(
                            page.rows().stream().map(StoredReport::report).toList())
                    .setNextPageToken(page.nextPageToken())
                    .build();
        });
    }

    @Override
    public Uni<DeleteReportResponse> deleteReport(DeleteReportRequest request) {
        return Uni.createFrom().item(() -> {
            reports.delete(visible(Paging.id("reportId", request.getReportId())).id());
            return DeleteReportResponse.getDefaultInstance();
        });
    }

    @Override
    public Uni<ReadReportOutputResponse> readReportOutput(ReadReportOutputRequest request) {
        return Uni.createFrom().item(() -> {
            StoredReport report = visible(Paging.id("reportId", request.getReportId()));
            if (report.report().getState() != Report.State.DONE
                    || !report.report().getHasOutput()) {
                throw ServiceException.failedPrecondition("the report has no output to read");
            }
            int piece = Paging.of(0, request.getPageToken()).afterOrdinal() + 1;
            Optional<byte[]> data = pieces.output(report.id(), piece);
            boolean more = pieces.output(report.id(), piece + 1).isPresent();
            return ReadReportOutputResponse.newBuilder()
                    .setData(data.map(ByteString::copyFrom).orElse(ByteString.EMPTY))
                    .setNextPageToken(more ? Paging.token(Integer.toString(piece)) : "")
                    .build();
        });
    }

    private StoredReport visible(UUID id) {
        Caller caller = Caller.current();
        return reports.find(id).filter(each -> isVisible(caller, each)).orElseThrow(() -> missing(id));
    }

    /** A key that is bound to projects sees what it asked for; of runs, only while their project is one of these. */
    private static boolean isVisible(Caller caller, StoredReport stored) {
        Report report = stored.report();
        return caller.projects().isEmpty()
                || caller.keyId().equals(stored.caller())
                        && (report.getRunId().isEmpty() || caller.projects().contains(report.getProjectId()));
    }

    private static ServiceException missing(UUID id) {
        return ServiceException.notFound("report", id.toString());
    }

    private static void requireDone(StoredReport other, ReportKind.Value kind) {
        if (other.report().getKind() != kind || other.report().getState() != Report.State.DONE) {
            throw ServiceException.failedPrecondition(
                    "the report " + other.id() + " must be of kind " + kind + " and DONE");
        }
    }

    private Analysis analysis(SettingsCase settings) {
        ReportKind.Value kind = switch (settings) {
            case AGREEMENT_SETTINGS -> ReportKind.Value.AGREEMENT;
            case CONSENSUS_SETTINGS -> ReportKind.Value.CONSENSUS;
            case CALIBRATION_SETTINGS -> ReportKind.Value.CALIBRATION;
            case EVALUATION_SETTINGS -> ReportKind.Value.EVALUATION;
            case ROUTING_SETTINGS -> ReportKind.Value.ROUTING;
            case LABEL_ERROR_SETTINGS -> ReportKind.Value.LABEL_ERRORS;
            case SETTINGS_NOT_SET -> throw ServiceException.invalid("settings", "settings must be set");
        };
        return analyses.stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow(() -> ServiceException.invalid("settings", "this service makes no such report", kind));
    }

    private static FileFormat.Value format(FileFormat.Value format) {
        if (format == FileFormat.Value.UNSPECIFIED || format == FileFormat.Value.UNRECOGNIZED) {
            throw ServiceException.invalid("format", "must be CSV, TSV or JSONL", format);
        }
        return format;
    }

    /** What callers may set. */
    private static Report settingsOnly(Report report) {
        Report.Builder settings =
                Report.newBuilder().setRunId(report.getRunId()).setProjectId(report.getProjectId());
        report.getAllFields().forEach((field, value) -> {
            if (field.getContainingOneof() != null
                    && field.getContainingOneof().getName().equals("settings")) {
                settings.setField(field, value);
            }
        });
        return settings.build();
    }
}
