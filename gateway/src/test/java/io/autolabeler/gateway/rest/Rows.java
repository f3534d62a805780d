package io.autolabeler.gateway.rest;

import static io.autolabeler.gateway.rest.Row.ID;
import static io.autolabeler.gateway.rest.Row.OTHER;

import io.autolabeler.labeling.v1.DatasetServiceGrpc;
import io.autolabeler.labeling.v1.ProjectServiceGrpc;
import io.autolabeler.labeling.v1.RunServiceGrpc;
import io.autolabeler.learning.v1.HeadServiceGrpc;
import io.autolabeler.monitoring.v1.AlertServiceGrpc;
import io.autolabeler.monitoring.v1.MetricServiceGrpc;
import io.autolabeler.quality.v1.CalibrationServiceGrpc;
import io.autolabeler.quality.v1.CertificateServiceGrpc;
import io.autolabeler.quality.v1.ReportServiceGrpc;
import io.autolabeler.quality.v1.ReviewServiceGrpc;
import io.autolabeler.quality.v1.SamplingServiceGrpc;
import io.autolabeler.retrieval.v1.KnowledgeBaseServiceGrpc;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.stream.Stream;

/** Every path that becomes one call of one service. */
final class Rows {
    private static final String PAGE = "?pageSize=7&pageToken=abc";
    private static final String PAGED = "\"pageSize\":7,\"pageToken\":\"abc\"";

    private Rows() {}

    static Stream<Row> all() {
        return Stream.of(
                        projects(),
                        datasets(),
                        runs(),
                        knowledgeBases(),
                        reviews(),
                        reports(),
                        sampling(),
                        figures(),
                        alerts())
                .flatMap(List::stream);
    }

    private static List<Row> projects() {
        return List.of(
                post(
                        "EDITOR",
                        "/projects",
                        "{\"name\":\"p\",\"kind\":\"SENTIMENT\"}",
                        201,
                        ProjectServiceGrpc.getCreateProjectMethod(),
                        "\"name\":\"p\",\"kind\":\"SENTIMENT\""),
                get(
                        "/projects" + PAGE + "&name=x%20y",
                        ProjectServiceGrpc.getListProjectsMethod(),
                        PAGED + ",\"name\":\"x y\""),
                get("/projects/" + ID, ProjectServiceGrpc.getGetProjectMethod(), "\"projectId\":\"" + ID + "\""),
                new Row(
                        "EDITOR",
                        "PATCH",
                        "/projects/" + ID,
                        "{\"name\":\"q\",\"routing\":{\"enabled\":true}}",
                        200,
                        ProjectServiceGrpc.getUpdateProjectMethod(),
                        "\"updateMask\":\"name,routing.enabled\""),
                delete(
                        "EDITOR",
                        "/projects/" + ID,
                        ProjectServiceGrpc.getDeleteProjectMethod(),
                        "\"projectId\":\"" + ID + "\""),
                get("/projects/" + ID + "/label-schemas", ProjectServiceGrpc.getListLabelSchemasMethod(), ID));
    }

    private static List<Row> datasets() {
        return List.of(
                post(
                        "EDITOR",
                        "/datasets",
                        "{\"projectId\":\"" + ID + "\",\"name\":\"d\",\"format\":\"CSV\"}",
                        201,
                        DatasetServiceGrpc.getCreateDatasetMethod(),
                        "\"format\":\"CSV\""),
                get("/datasets" + PAGE + "&projectId=" + ID, DatasetServiceGrpc.getListDatasetsMethod(), PAGED),
                get("/datasets/" + ID, DatasetServiceGrpc.getGetDatasetMethod(), ID),
                delete("EDITOR", "/datasets/" + ID, DatasetServiceGrpc.getDeleteDatasetMethod(), ID),
                get("/datasets/" + ID + "/items" + PAGE, DatasetServiceGrpc.getListItemsMethod(), PAGED),
                get(
                        "/datasets/" + ID + "/rejected-rows" + PAGE,
                        DatasetServiceGrpc.getListRejectedRowsMethod(),
                        PAGED));
    }

    private static List<Row> runs() {
        String run = "{\"projectId\":\"" + ID + "\",\"datasetId\":\"" + OTHER + "\",\"maxCost\":1.5}";
        return List.of(
                post("VIEWER", "/runs:plan", run, 200, RunServiceGrpc.getPlanRunMethod(), "\"maxCost\":1.5"),
                post(
                        "EDITOR",
                        "/runs",
                        run,
                        202,
                        RunServiceGrpc.getStartRunMethod(),
                        "\"datasetId\":\"" + OTHER + "\""),
                get("/runs" + PAGE + "&projectId=" + ID, RunServiceGrpc.getListRunsMethod(), PAGED),
                get("/runs/" + ID, RunServiceGrpc.getGetRunMethod(), "\"runId\":\"" + ID + "\""),
                post("EDITOR", "/runs/" + ID + ":cancel", "", 200, RunServiceGrpc.getCancelRunMethod(), ID),
                post(
                        "EDITOR",
                        "/runs/" + ID + ":review",
                        "{\"itemIds\":[\"" + OTHER + "\"]}",
                        200,
                        RunServiceGrpc.getSendToReviewMethod(),
                        "\"itemIds\":[\"" + OTHER + "\"]"),
                post("EDITOR", "/runs/" + ID + ":pause", "", 200, RunServiceGrpc.getPauseRunMethod(), ID),
                post(
                        "EDITOR",
                        "/runs/" + ID + ":resume",
                        "{\"maxCost\":2}",
                        200,
                        RunServiceGrpc.getResumeRunMethod(),
                        "\"maxCost\":2.0"),
                post("EDITOR", "/runs/" + ID + ":retry-failed", "", 200, RunServiceGrpc.getRetryFailedMethod(), ID),
                get(
                        "/runs/" + ID + "/annotations" + PAGE + "&route=HUMAN_REVIEW&failed=true",
                        RunServiceGrpc.getListAnnotationsMethod(),
                        "\"route\":\"HUMAN_REVIEW\",\"failed\":true"),
                get("/runs/" + ID + "/summary", MetricServiceGrpc.getGetRunSummaryMethod(), ID),
                post(
                        "EDITOR",
                        "/label",
                        "{\"projectId\":\"" + ID + "\",\"texts\":[\"ä\"]}",
                        200,
                        RunServiceGrpc.getLabelMethod(),
                        "\"texts\":[\"ä\"]"));
    }

    private static List<Row> knowledgeBases() {
        String examples = "{\"examples\":[{\"text\":\"t\",\"label\":\"l\"}]}";
        return List.of(
                get("/knowledge-bases" + PAGE, KnowledgeBaseServiceGrpc.getListKnowledgeBasesMethod(), PAGED),
                get("/knowledge-bases/" + ID, KnowledgeBaseServiceGrpc.getGetKnowledgeBaseMethod(), ID),
                post(
                        "EDITOR",
                        "/knowledge-bases/" + ID + "/examples",
                        examples,
                        200,
                        KnowledgeBaseServiceGrpc.getAddExamplesMethod(),
                        "\"knowledgeBaseId\":\"" + ID + "\""),
                get(
                        "/knowledge-bases/" + ID + "/examples" + PAGE,
                        KnowledgeBaseServiceGrpc.getListExamplesMethod(),
                        PAGED),
                delete(
                        "EDITOR",
                        "/knowledge-bases/" + ID + "/examples/" + OTHER,
                        KnowledgeBaseServiceGrpc.getDeleteExampleMethod(),
                        "\"exampleId\":\"" + OTHER + "\""),
                post(
                        "VIEWER",
                        "/knowledge-bases/" + ID + ":search",
                        "{\"text\":\"t\",\"k\":3}",
                        200,
                        KnowledgeBaseServiceGrpc.getSearchMethod(),
                        "\"k\":3"));
    }

    private static List<Row> reviews() {
        return List.of(
                post(
                        "ANNOTATOR",
                        "/reviews/next",
                        "{\"count\":3,\"route\":\"EXPERT_REVIEW\"}",
                        200,
                        ReviewServiceGrpc.getNextReviewsMethod(),
                        "\"count\":3,\"route\":\"EXPERT_REVIEW\""),
                post(
                        "ANNOTATOR",
                        "/reviews/" + ID + ":decide",
                        "{\"label\":\"spam\",\"seconds\":2.5}",
                        200,
                        ReviewServiceGrpc.getDecideReviewMethod(),
                        "\"label\":\"spam\",\"seconds\":2.5"),
                post(
                        "ANNOTATOR",
                        "/reviews/" + ID + ":decide",
                        "{\"value\":{\"spans\":[{\"start\":0,\"end\":4,\"label\":\"person\",\"text\":\"Anna\"}],\"relations\":[]}}",
                        200,
                        ReviewServiceGrpc.getDecideReviewMethod(),
                        "\"end\":4,\"label\":\"person\",\"text\":\"Anna\""),
                post("ANNOTATOR", "/reviews/" + ID + ":skip", "", 200, ReviewServiceGrpc.getSkipReviewMethod(), ID),
                post("ANNOTATOR", "/reviews/" + ID + ":undo", "", 200, ReviewServiceGrpc.getUndoReviewMethod(), ID),
                post(
                        "ANNOTATOR",
                        "/reviews/" + ID + ":escalate",
                        "",
                        200,
                        ReviewServiceGrpc.getEscalateReviewMethod(),
                        ID),
                get(
                        "/reviews" + PAGE + "&projectId=" + ID + "&state=OPEN",
                        ReviewServiceGrpc.getListReviewsMethod(),
                        "\"state\":\"OPEN\""),
                get("/reviews/stats?projectId=" + ID, ReviewServiceGrpc.getGetReviewStatsMethod(), ID));
    }

    private static List<Row> reports() {
        return List.of(
                get("/reports" + PAGE + "&kind=CONSENSUS", ReportServiceGrpc.getListReportsMethod(), "CONSENSUS"),
                get("/reports/" + ID, ReportServiceGrpc.getGetReportMethod(), "\"reportId\":\"" + ID + "\""),
                delete("EDITOR", "/reports/" + ID, ReportServiceGrpc.getDeleteReportMethod(), ID));
    }

    private static List<Row> sampling() {
        return List.of(
                sampling(
                        "",
                        "{\"lotSize\":500,\"acceptableRate\":0.01,\"producerRisk\":0.05,\"rejectableRate\":0.05,\"consumerRisk\":0.1,"
                                + "\"zeroDefects\":true}",
                        SamplingServiceGrpc.getDesignSamplingPlanMethod()),
                sampling(
                        ":evaluate",
                        "{\"lotSize\":900,\"sampleSize\":80,\"acceptanceNumber\":2,\"errorRates\":[0.01]}",
                        SamplingServiceGrpc.getEvaluateSamplingPlanMethod()),
                sampling(":iso", "{\"lotSize\":1000,\"level\":\"III\"}", SamplingServiceGrpc.getLookUpIsoPlanMethod()),
                sampling(
                        ":switch",
                        "{\"lotSize\":9,\"acceptableRate\":0.01,\"rejectableRate\":0.05,\"outcomes\":[\"REJECTED\"]}",
                        SamplingServiceGrpc.getSwitchInspectionMethod()),
                sampling(
                        ":allocate",
                        "{\"strata\":[{\"name\":\"low\",\"items\":5,\"errorRate\":0.1,\"sampleSize\":0}],\"sampleSize\":3}",
                        SamplingServiceGrpc.getAllocateSampleMethod()),
                sampling(
                        ":estimate",
                        "{\"groups\":[{\"inclusionProbability\":0.5,\"sampled\":9,\"errors\":1}]}",
                        SamplingServiceGrpc.getEstimateErrorRateMethod()));
    }

    private static Row sampling(String verb, String body, MethodDescriptor<?, ?> method) {
        return post("VIEWER", "/sampling-plans" + verb, body, 200, method, body.substring(1, body.length() - 1));
    }

    private static List<Row> figures() {
        return List.of(
                get(
                        "/calibrations" + PAGE + "&projectId=" + ID,
                        CalibrationServiceGrpc.getListCalibrationsMethod(),
                        PAGED),
                new Row(
                        "EDITOR",
                        "POST",
                        "/calibrations/" + ID + ":withdraw",
                        "",
                        200,
                        CalibrationServiceGrpc.getWithdrawCalibrationMethod(),
                        ID),
                get(
                        "/certificates" + PAGE + "&projectId=" + ID,
                        CertificateServiceGrpc.getListCertificatesMethod(),
                        PAGED),
                get("/heads?projectId=" + ID, HeadServiceGrpc.getListHeadsMethod(), ID),
                get(
                        "/metrics:query?metric=items&runId=" + ID + "&startTime=2026-01-31T12:00:00Z&stepMinutes=5",
                        MetricServiceGrpc.getQueryMetricsMethod(),
                        "\"startTime\":\"2026-01-31T12:00:00Z\",\"stepMinutes\":5"),
                get("/overview?days=7&projectId=" + ID, MetricServiceGrpc.getGetOverviewMethod(), "\"days\":7"));
    }

    private static List<Row> alerts() {
        return List.of(
                post(
                        "ADMIN",
                        "/alert-rules",
                        "{\"name\":\"r\",\"condition\":\"LESS_THAN\",\"threshold\":0.5}",
                        201,
                        AlertServiceGrpc.getCreateAlertRuleMethod(),
                        "\"condition\":\"LESS_THAN\",\"threshold\":0.5"),
                get("/alert-rules" + PAGE, AlertServiceGrpc.getListAlertRulesMethod(), PAGED),
                get("/alert-rules/" + ID, AlertServiceGrpc.getGetAlertRuleMethod(), ID),
                new Row(
                        "ADMIN",
                        "PATCH",
                        "/alert-rules/" + ID,
                        "{\"disabled\":true}",
                        200,
                        AlertServiceGrpc.getUpdateAlertRuleMethod(),
                        "\"disabled\":true"),
                delete("ADMIN", "/alert-rules/" + ID, AlertServiceGrpc.getDeleteAlertRuleMethod(), ID),
                get(
                        "/alerts" + PAGE + "&state=FIRING",
                        AlertServiceGrpc.getListAlertsMethod(),
                        "\"state\":\"FIRING\""));
    }

    private static Row get(String path, MethodDescriptor<?, ?> rpc, String request) {
        return new Row("VIEWER", "GET", path, "", 200, rpc, request);
    }

    private static Row delete(String role, String path, MethodDescriptor<?, ?> rpc, String request) {
        return new Row(role, "DELETE", path, "", 204, rpc, request);
    }

    private static Row post(
            String role, String path, String body, int status, MethodDescriptor<?, ?> rpc, String request) {
        return new Row(role, "POST", path, body, status, rpc, request);
    }
}
