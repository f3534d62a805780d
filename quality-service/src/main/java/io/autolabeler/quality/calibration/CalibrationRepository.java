package io.autolabeler.quality.calibration;

import io.autolabeler.common.v1.Annotator;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Times;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.quality.v1.Calibration;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calibrations in PostgreSQL; none is ever changed, the newest of a subject is in force. */
@Singleton
class CalibrationRepository {
    private final Database database;

    CalibrationRepository(Database database) {
        this.database = database;
    }

    /** The map in force; empty while there is none. */
    Optional<CalibrationMap> newest(Subject subject) {
        return database.first(
                """
                select id, temperature from calibration
                where project_id = $1 and model = $2 and prompt_version = $3 order by id desc limit 1""",
                row -> new CalibrationMap(row.getUUID("id"), new TemperatureScaling(row.getDouble("temperature"))),
                subject.projectId(),
                subject.model(),
                subject.promptVersion());
    }

    /** Subjects that got a map within the last minute, by any replica's clock that is less than that off. */
    List<Subject> recentlyFitted() {
        return database.list(
                """
                select distinct project_id, model, prompt_version from calibration
                where create_time > now() - interval '1 minute'""",
                row -> new Subject(row.getUUID("project_id"), row.getString("model"), row.getString("prompt_version")));
    }

    Calibration insert(Transaction transaction, Subject subject, int items, CalibrationFit fit) {
        return transaction
                .first(
                        """
                        insert into calibration (project_id, model, prompt_version, method, temperature, item_count,
                            ece_before, ece_after, log_loss_before, log_loss_after)
                        values ($1, $2, $3, 'temperature', $4, $5, $6, $7, $8, $9) returning *""",
                        CalibrationRepository::calibration,
                        subject.projectId(),
                        subject.model(),
                        subject.promptVersion(),
                        fit.map().temperature(),
                        items,
                        fit.before().expectedError(),
                        fit.after().expectedError(),
                        fit.logLossBefore(),
                        fit.logLossAfter())
                .orElseThrow();
    }

    /** Calibrations, newest first, before the given one; a null filter means all. */
    List<Calibration> list(String @Nullable [] only, @Nullable UUID before, int limit) {
        return database.list("""
                select * from calibration
                where ($1::text[] is null or project_id = any($1::text[]::uuid[])) and ($2::uuid is null or id < $2)
                order by id desc limit $3""", CalibrationRepository::calibration, only, before, limit);
    }

    private static Calibration calibration(Row row) {
        OffsetDateTime time = row.getOffsetDateTime("create_time");
        return Calibration.newBuilder()
                .setId(row.getUUID("id").toString())
                .setProjectId(row.getUUID("project_id").toString())
                .setAnnotator(Annotator.newBuilder()
                        .setModel(row.getString("model"))
                        .setPromptVersion(row.getString("prompt_version")))
                .setMethod(row.getString("method"))
                .setTemperature(row.getDouble("temperature"))
                .setItemCount(row.getInteger("item_count"))
                .setEceBefore(row.getDouble("ece_before"))
                .setEceAfter(row.getDouble("ece_after"))
                .setLogLossBefore(row.getDouble("log_loss_before"))
                .setLogLossAfter(row.getDouble("log_loss_after"))
                .setCreateTime(Times.timestamp(time))
                .build();
    }
}
