package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.Annotator;
import io.autolabeler.labeling.v1.Cost;
import io.autolabeler.labeling.v1.Counts;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.platform.database.Times;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the run table as the message that callers see. */
final class RunRow {
    static final String SELECT = """
            select r.*, coalesce(b.spent_pico, 0) as spent_pico
            from run r left join run_budget b on b.run_id = r.id""";

    private RunRow() {}

    static Run run(Row row) {
        Run.State state = Run.State.valueOf(row.getString("state"));
        Run.Builder run = Run.newBuilder()
                .setId(row.getUUID("id").toString())
                .setProjectId(row.getUUID("project_id").toString())
                .setDatasetId(row.getUUID("dataset_id").toString())
                .setModel(row.getString("model"))
                .setItemLimit(row.getInteger("item_limit"))
                .setMaxCost(Pico.toUsd(row.getLong("max_cost_pico")))
                .setRouting(RunRepository.routing(row))
                .setState(state)
                .setStateReason(row.getString("state_reason"))
                .setStateMessage(row.getString("state_message"))
                .setSchemaVersion(row.getInteger("schema_version"))
                .setAnnotator(Annotator.newBuilder()
                        .setModel(row.getString("model"))
                        .setPromptVersion(row.getString("prompt_version")))
                .setCounts(counts(row))
                .setCost(cost(row))
                .addAllNotes(List.of(row.getArrayOfStrings("notes")))
                .setExampleCount(row.getInteger("example_count"));
        setExamples(run, row.getUUID("examples_dataset_id"));
        setTimes(run, row);
        setSpeed(run, row, state);
        return run.build();
    }

    private static Counts counts(Row row) {
        return Counts.newBuilder()
                .setTotal(row.getInteger("total"))
                .setDone(row.getInteger("done"))
                .setFailed(row.getInteger("failed"))
                .setAutoAccept(row.getInteger("auto_accept"))
                .setHumanReview(row.getInteger("human_review"))
                .setExpertReview(row.getInteger("expert_review"))
                .setReviewed(row.getInteger("reviewed"))
                .setDegraded(row.getInteger("degraded"))
                .setTruncated(row.getInteger("truncated"))
                .setOtherLanguage(row.getInteger("other_language"))
                .setCached(row.getInteger("cached"))
                .build();
    }

    private static Cost cost(Row row) {
        return Cost.newBuilder()
                .setEstimated(Pico.toUsd(row.getLong("estimated_pico")))
                .setActual(Pico.toUsd(row.getLong("spent_pico")))
                .setLimit(Pico.toUsd(row.getLong("max_cost_pico")))
                .setUnpriced(row.getBoolean("unpriced"))
                .setInputTokens(Math.clamp(row.getLong("input_tokens"), 0, Integer.MAX_VALUE))
                .setOutputTokens(Math.clamp(row.getLong("output_tokens"), 0, Integer.MAX_VALUE))
                .build();
    }

    private static void setExamples(Run.Builder run, @Nullable UUID examples) {
        if (examples != null) {
            run.setExamplesDatasetId(examples.toString());
        }
    }

    private static void setTimes(Run.Builder run, Row row) {
        run.setCreateTime(Times.timestamp(row.getOffsetDateTime("create_time")));
        @Nullable OffsetDateTime start = row.getOffsetDateTime("start_time");
        if (start != null) {
            run.setStartTime(Times.timestamp(start));
        }
        @Nullable OffsetDateTime end = row.getOffsetDateTime("end_time");
        if (end != null) {
            run.setEndTime(Times.timestamp(end));
        }
    }

    private static void setSpeed(Run.Builder run, Row row, Run.State state) {
        @Nullable OffsetDateTime since = row.getOffsetDateTime("running_time");
        if (since == null) {
            return;
        }
        @Nullable OffsetDateTime end = row.getOffsetDateTime("end_time");
        OffsetDateTime until = end == null ? OffsetDateTime.now(ZoneOffset.UTC) : end;
        double seconds = Duration.between(since, until).toMillis() / 1000.0;
        int done = row.getInteger("done") - row.getInteger("running_done");
        if (seconds <= 0 || done <= 0) {
            return;
        }
        run.setItemsPerSecond(done / seconds);
        if (state == Run.State.RUNNING) {
            int open = row.getInteger("total") - row.getInteger("done");
            run.setEtaSeconds((int) Math.ceil(open * seconds / done));
        }
    }
}
