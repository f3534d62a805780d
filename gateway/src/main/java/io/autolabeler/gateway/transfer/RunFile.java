package io.autolabeler.gateway.transfer;

import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.gateway.client.LabelingClient;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.DatasetServiceGrpc;
import io.autolabeler.labeling.v1.GetDatasetRequest;
import io.autolabeler.labeling.v1.GetProjectRequest;
import io.autolabeler.labeling.v1.GetRunRequest;
import io.autolabeler.labeling.v1.ListAnnotationsRequest;
import io.autolabeler.labeling.v1.ListAnnotationsResponse;
import io.autolabeler.labeling.v1.ListItemsRequest;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.ProjectServiceGrpc;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.RunServiceGrpc;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.v1.Report.SettingsCase;
import io.autolabeler.quality.v1.ReportOrBuilder;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** Reads a run's items as a jsonl file to be judged, a page at a time as the reader gets there. */
@Singleton
class RunFile {
    // With many labels an item has some 30 KiB of scores, and an answer has at most 16 MiB.
    private static final int PAGE = 200;
    // A report keeps no more of a text.
    private static final int TEXT = 200;
    private static final Set<TaskKind.Value> JUDGED = Set.of(TaskKind.Value.CLASSIFICATION, TaskKind.Value.SENTIMENT);
    private static final Set<TaskKind.Value> WITH_SPANS = Set.of(TaskKind.Value.ENTITIES, TaskKind.Value.RELATIONS);
    private static final String PEOPLE = "people";

    private static final String NO_GOLD =
            "people labeled this run without a model: there is nothing to compare their labels with."
                    + " Label a dataset with a label column, whose items have been reviewed";

    private final LabelingClient labeling;
    private final Patience patience;

    RunFile(LabelingClient labeling, Patience patience) {
        this.labeling = labeling;
        this.patience = patience;
    }

    /** The rows of a run, and whose it is. */
    record Opened(String projectId, InputStream rows) {}

    /**
     * The rows for a kind of report.
     *
     * @throws ServiceException if the run's items are of a kind that has no rows, or none of them has anything to judge
     */
    Opened open(Caller caller, String runId, ReportOrBuilder report) {
        SettingsCase kind = report.getSettingsCase();
        GetRunRequest wanted = GetRunRequest.newBuilder().setRunId(runId).build();
        Run run = labeling.repeatable(caller, RunServiceGrpc.getGetRunMethod(), wanted);
        Project project = labeling.repeatable(
                caller,
                ProjectServiceGrpc.getGetProjectMethod(),
                GetProjectRequest.newBuilder().setProjectId(run.getProjectId()).build());
        boolean spans = kind == SettingsCase.EVALUATION_SETTINGS && WITH_SPANS.contains(project.getKind());
        if (!spans && !JUDGED.contains(project.getKind())) {
            throw ServiceException.failedPrecondition("the run's items are of kind " + project.getKind()
                    + "; only runs of one label per item are judged, and evaluations of spans and relations");
        }
        RunRows rows =
                RunRows.of(kind, project.getLabelsList(), run.hasRouting() ? run.getRouting() : project.getRouting());
        Pages pages = new Pages(
                caller,
                runId,
                rows,
                slices(caller, run, report.getEvaluationSettings().getSliceColumnsList()));
        if (!pages.hasMoreElements()) {
            boolean people = run.getAnnotator().getModel().equals(PEOPLE);
            throw ServiceException.failedPrecondition(
                    people && kind == SettingsCase.EVALUATION_SETTINGS ? NO_GOLD : nothing(kind));
        }
        return new Opened(run.getProjectId(), new SequenceInputStream(pages));
    }

    private RunSlices slices(Caller caller, Run run, List<String> asked) {
        String dataset = run.getDatasetId();
        List<String> columns = asked.isEmpty()
                ? List.of()
                : labeling.repeatable(
                                caller,
                                DatasetServiceGrpc.getGetDatasetMethod(),
                                GetDatasetRequest.newBuilder()
                                        .setDatasetId(dataset)
                                        .build())
                        .getColumnsList();
        ListItemsRequest.Builder wanted =
                ListItemsRequest.newBuilder().setDatasetId(dataset).setPageSize(PAGE);
        return RunSlices.of(asked, columns, token -> {
            ListItemsRequest page = wanted.setPageToken(token).build();
            return patience.ask(() -> labeling.repeatable(caller, DatasetServiceGrpc.getListItemsMethod(), page));
        });
    }

    private static String nothing(SettingsCase kind) {
        String missing = switch (kind) {
            case LABEL_ERROR_SETTINGS, CALIBRATION_SETTINGS -> " and a distribution over the labels";
            case ROUTING_SETTINGS -> " and a confidence";
            default -> "";
        };
        return "no item of the run has a gold or reviewed label%s: review some, or label a dataset with a label column"
                .formatted(missing);
    }

    private final class Pages implements Enumeration<InputStream> {
        private final Caller caller;
        private final RunRows rows;
        private final RunSlices slices;
        private final ListAnnotationsRequest.Builder next;
        private boolean ended;
        private Optional<InputStream> page = Optional.empty();

        Pages(Caller caller, String runId, RunRows rows, RunSlices slices) {
            this.caller = caller;
            this.rows = rows;
            this.slices = slices;
            this.next = ListAnnotationsRequest.newBuilder()
                    .setRunId(runId)
                    .setPageSize(PAGE)
                    .setTextLimit(TEXT);
        }

        @Override
        public boolean hasMoreElements() {
            while (page.isEmpty() && !ended) {
                page = read();
            }
            return page.isPresent();
        }

        @Override
        public InputStream nextElement() {
            if (!hasMoreElements()) {
                throw new NoSuchElementException();
            }
            InputStream read = page.orElseThrow();
            page = Optional.empty();
            return read;
        }

        /** The next page's rows; empty if none of its items has one. */
        private Optional<InputStream> read() {
            ListAnnotationsRequest wanted = next.build();
            ListAnnotationsResponse found =
                    patience.ask(() -> labeling.repeatable(caller, RunServiceGrpc.getListAnnotationsMethod(), wanted));
            ended = found.getNextPageToken().isEmpty();
            next.setPageToken(found.getNextPageToken());
            StringBuilder lines = new StringBuilder();
            for (Annotation each : found.getAnnotationsList()) {
                rows.of(each).ifPresent(row -> {
                    slices.put(each, row);
                    lines.append(row).append('\n');
                });
            }
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }
}
