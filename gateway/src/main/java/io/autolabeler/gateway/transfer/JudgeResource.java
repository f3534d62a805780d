package io.autolabeler.gateway.transfer;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.client.QualityClient;
import io.autolabeler.gateway.json.Asks;
import io.autolabeler.gateway.json.Parameters;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import io.autolabeler.quality.v1.AgreementSettings;
import io.autolabeler.quality.v1.AppendReportInputRequest;
import io.autolabeler.quality.v1.CalibrationSettings;
import io.autolabeler.quality.v1.ConsensusSettings;
import io.autolabeler.quality.v1.CreateReportRequest;
import io.autolabeler.quality.v1.DeleteReportRequest;
import io.autolabeler.quality.v1.EvaluationSettings;
import io.autolabeler.quality.v1.LabelErrorSettings;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportServiceGrpc;
import io.autolabeler.quality.v1.RoutingSettings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Takes files of labels to be judged: the settings come in the query, the file is the body; the report is made behind. With a run
 * in the query its items are judged, and there is no body.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes({UploadHeaders.CSV, UploadHeaders.TSV, UploadHeaders.JSONL})
@RunOnVirtualThread
@Tag(name = "quality")
public class JudgeResource {
    private static final String ACCEPTED = "202";
    private static final String FOLLOW = "The file is taken; Location says where its report is";

    private final QualityClient quality;
    private final SignedIn signedIn;
    private final Parameters parameters;
    private final Patience patience;
    private final RunFile runFile;
    private final TransferConfig config;

    JudgeResource(
            QualityClient quality,
            SignedIn signedIn,
            Parameters parameters,
            Patience patience,
            RunFile runFile,
            TransferConfig config) {
        this.quality = quality;
        this.signedIn = signedIn;
        this.parameters = parameters;
        this.patience = patience;
        this.runFile = runFile;
        this.config = config;
    }

    @POST
    @Path("/agreement")
    @Requires(Role.Value.EDITOR)
    @Asks(AgreementSettings.class)
    @Operation(summary = "Say how far annotators agree, from a file with one row per annotation")
    @APIResponse(responseCode = ACCEPTED, description = FOLLOW)
    public RestResponse<Report> agreement(@Context HttpHeaders headers, InputStream body) {
        var settings = parameters.as(AgreementSettings.class);
        return judged(Report.newBuilder().setAgreementSettings(settings), headers, body);
    }

    @POST
    @Path("/consensus")
    @Requires(Role.Value.EDITOR)
    @Asks(ConsensusSettings.class)
    @Operation(summary = "Merge annotators into one label per item, from a file with one row per annotation")
    @APIResponse(responseCode = ACCEPTED, description = FOLLOW)
    public RestResponse<Report> consensus(@Context HttpHeaders headers, InputStream body) {
        var settings = parameters.as(ConsensusSettings.class);
        return judged(Report.newBuilder().setConsensusSettings(settings), headers, body);
    }

    @POST
    @Path("/calibrations")
    @Requires(Role.Value.EDITOR)
    @Asks(CalibrationSettings.class)
    @Operation(summary = "Fit or judge a calibration map, from a file with rows label,p0,p1,…")
    @APIResponse(responseCode = ACCEPTED, description = FOLLOW)
    public RestResponse<Report> calibration(
            @QueryParam("runId") @Nullable String runId, @Context HttpHeaders headers, InputStream body) {
        var settings = parameters.as(CalibrationSettings.class);
        return judged(Report.newBuilder().setCalibrationSettings(settings), runId, headers, body);
    }

    @POST
    @Path("/evaluations")
    @Requires(Role.Value.EDITOR)
    @Asks(EvaluationSettings.class)
    @Operation(summary = "Compare labels with gold labels, from a file with both")
    @APIResponse(responseCode = ACCEPTED, description = FOLLOW)
    public RestResponse<Report> evaluation(
            @QueryParam("runId") @Nullable String runId, @Context HttpHeaders headers, InputStream body) {
        var settings = parameters.as(EvaluationSettings.class);
        return judged(Report.newBuilder().setEvaluationSettings(settings), runId, headers, body);
    }

    @POST
    @Path("/routing:optimize")
    @Requires(Role.Value.EDITOR)
    @Asks(RoutingSettings.class)
    @Operation(
            summary = "Find routing thresholds that keep a promised error rate, from labels with confidence and gold")
    @APIResponse(responseCode = ACCEPTED, description = FOLLOW)
    public RestResponse<Report> routing(
            @QueryParam("runId") @Nullable String runId, @Context HttpHeaders headers, InputStream body) {
        var settings = parameters.as(RoutingSettings.class);
        return judged(Report.newBuilder().setRoutingSettings(settings), runId, headers, body);
    }

    @POST
    @Path("/label-errors")
    @Requires(Role.Value.EDITOR)
    @Asks(LabelErrorSettings.class)
    @Operation(summary = "Rank labels by how likely they are wrong, from labels with out-of-sample probabilities")
    @APIResponse(responseCode = ACCEPTED, description = FOLLOW)
    public RestResponse<Report> labelErrors(
            @QueryParam("runId") @Nullable String runId, @Context HttpHeaders headers, InputStream body) {
        var settings = parameters.as(LabelErrorSettings.class);
        return judged(Report.newBuilder().setLabelErrorSettings(settings), runId, headers, body);
    }

    private RestResponse<Report> judged(Report.Builder settings, HttpHeaders headers, InputStream body) {
        return judged(settings, UploadHeaders.format(headers), UploadHeaders.open(headers, body, config.largest()));
    }

    /** Judges a run where one is named, else the file that is sent. */
    private RestResponse<Report> judged(
            Report.Builder settings, @Nullable String runId, HttpHeaders headers, InputStream body) {
        if (runId == null || runId.isEmpty()) {
            return judged(settings, headers, body);
        }
        Paging.id("runId", runId);
        if (headers.getMediaType() != null) {
            throw ServiceException.invalid("runId", "must be left out where a file is sent", runId);
        }
        RunFile.Opened run = runFile.open(signedIn.caller(), runId, settings);
        InputStream rows = run.rows();
        return judged(
                settings.setRunId(runId).setProjectId(run.projectId()),
                FileFormat.Value.JSONL,
                UploadBody.open(rows, "", -1, config.largest()));
    }

    private RestResponse<Report> judged(Report.Builder settings, FileFormat.Value format, UploadBody file) {
        Caller caller = signedIn.caller();
        CreateReportRequest create = CreateReportRequest.newBuilder()
                .setReport(settings)
                .setFormat(format)
                .build();
        String id = quality.once(caller, ReportServiceGrpc.getCreateReportMethod(), create)
                .getId();
        Report report;
        try {
            report = send(caller, id, file);
        } catch (RuntimeException e) {
            forget(caller, id, e);
            throw e;
        }
        return ResponseBuilder.create(RestResponse.Status.ACCEPTED, report)
                .location(URI.create("/api/v1/reports/" + id))
                .build();
    }

    private Report send(Caller caller, String id, UploadBody file) {
        return file.send(0, (offset, data, last) -> {
            AppendReportInputRequest piece = AppendReportInputRequest.newBuilder()
                    .setReportId(id)
                    .setOffset((double) offset)
                    .setData(data)
                    .setLast(last)
                    .build();
            return patience.ask(
                    () -> quality.repeatable(caller, ReportServiceGrpc.getAppendReportInputMethod(), piece));
        });
    }

    /** A report whose rows did not all come says nothing; where it cannot be removed now, the service does so after a day. */
    private void forget(Caller caller, String id, RuntimeException why) {
        try {
            quality.repeatable(
                    caller,
                    ReportServiceGrpc.getDeleteReportMethod(),
                    DeleteReportRequest.newBuilder().setReportId(id).build());
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }
}
