package io.autolabeler.quality.calibration;

import io.autolabeler.common.v1.Annotator;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Sql;
import io.autolabeler.platform.database.Times;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.quality.v1.Calibration;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calibrations in PostgreSQL; the newest of a subject that was not withdrawn is in force. */
@Singleton
class CalibrationRepository {
    private final Database database;

    CalibrationRepository(Database database) {
        this.database = database;
    }

    /** The map in force; empty while there is none. */
    Optional<CalibrationMap> newest(Subject subject) {
        return newestTwo(subject).stream().findFirst();
    }

    /** The map in force and the one that would take its place, newest first. */
    List<CalibrationMap> newestTwo(Subject subject) {
        return database.list("""
                select id, method, parameters, thresholds, create_time from calibration
                where project_id = $1 and model = $2 and prompt_version = $3 and withdraw_time is null
                order by id desc limit 2""", this::map, subject.projectId(), subject.model(), subject.promptVersion());
    }

    Optional<Calibration> find(UUID id) {
        return database.first("select * from calibration where id = $1", CalibrationRepository::calibration, id);
    }

    /** The map before it is in force again. */
    void withdraw(Sql sql, UUID id) {
        sql.update(
                "update calibration set withdraw_time = clock_timestamp() where id = $1 and withdraw_time is null", id);
    }

    /** Subjects whose map changed within the last minute, by any replica's clock that is less than that off. */
    List<Subject> recentlyChanged() {
        return database.list(
                """
                select distinct project_id, model, prompt_version from calibration
                where create_time > now() - interval '1 minute'
                   or withdraw_time > now() - interval '1 minute'""",
                row -> new Subject(row.getUUID("project_id"), row.getString("model"), row.getString("prompt_version")));
    }

    Calibration insert(Transaction transaction, Subject subject, int items, CalibrationFit fit) {
        StoredMap stored = fit.maps().all().stored();
        Calibration inserted = transaction
                .first(
                        """
                        insert into calibration (project_id, model, prompt_version, method, parameters, thresholds,
                            item_count, ece_before, ece_after, ece_debiased_before, ece_debiased_after,
                            log_loss_before, log_loss_after)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning *""",
                        CalibrationRepository::calibration,
                        subject.projectId(),
                        subject.model(),
                        subject.promptVersion(),
                        stored.method(),
                        SqlNumbers.boxed(stored.parameters()),
                        SqlNumbers.boxed(stored.thresholds()),
                        items,
                        fit.before().error(),
                        fit.after().error(),
                        fit.before().debiasedError(),
                        fit.after().debiasedError(),
                        fit.before().logLoss(),
                        fit.after().logLoss())
                .orElseThrow();
        transaction.batch(
                """
                insert into calibration_label (calibration_id, label, item_count, method, parameters, thresholds)
                values ($1, $2, $3, $4, $5, $6)""",
                fit.maps().byLabel().entrySet().stream()
                        .map(each -> labelRow(inserted.getId(), each.getKey(), each.getValue()))
                        .toList());
        return inserted;
    }

    /** Calibrations, newest first, before the given one; a null filter means all. */
    List<Calibration> list(String @Nullable [] only, @Nullable UUID before, int limit) {
        return database.list("""
                select * from calibration
                where ($1::text[] is null or project_id = any($1::text[]::uuid[])) and ($2::uuid is null or id < $2)
                order by id desc limit $3""", CalibrationRepository::calibration, only, before, limit);
    }

    private CalibrationMap map(Row row) {
        UUID id = row.getUUID("id");
        Calibrator all = calibrator(row);
        Map<String, Shrunk> byLabel = new HashMap<>();
        database.list(
                        "select * from calibration_label where calibration_id = $1",
                        each -> Map.entry(
                                each.getString("label"),
                                new Shrunk(calibrator(each), each.getInteger("item_count"), all)),
                        id)
                .forEach(each -> byLabel.put(each.getKey(), each.getValue()));
        return new CalibrationMap(id, new LabelMaps(all, byLabel), row.getOffsetDateTime("create_time"));
    }

    private static Calibrator calibrator(Row row) {
        return new StoredMap(
                        row.getString("method"),
                        SqlNumbers.unboxed(row.getArrayOfDoubles("parameters")),
                        SqlNumbers.unboxed(row.getArrayOfDoubles("thresholds")))
                .map();
    }

    private static Tuple labelRow(String calibrationId, String label, Shrunk own) {
        StoredMap stored = own.own().stored();
        return Tuple.of(
                UUID.fromString(calibrationId),
                label,
                own.items(),
                stored.method(),
                SqlNumbers.boxed(stored.parameters()),
                SqlNumbers.boxed(stored.thresholds()));
    }

    private static Calibration calibration(Row row) {
        String method = row.getString("method");
        Calibration.Builder calibration = Calibration.newBuilder()
                .setId(row.getUUID("id").toString())
                .setProjectId(row.getUUID("project_id").toString())
                .setAnnotator(Annotator.newBuilder()
                        .setModel(row.getString("model"))
                        .setPromptVersion(row.getString("prompt_version")))
                .setMethod(method)
                .setItemCount(row.getInteger("item_count"))
                .setEceBefore(row.getDouble("ece_before"))
                .setEceAfter(row.getDouble("ece_after"))
                .setLogLossBefore(row.getDouble("log_loss_before"))
                .setLogLossAfter(row.getDouble("log_loss_after"))
                .setEceDebiasedBefore(row.getDouble("ece_debiased_before"))
                .setEceDebiasedAfter(row.getDouble("ece_debiased_after"))
                .setCreateTime(Times.timestamp(row.getOffsetDateTime("create_time")));
        if (method.equals(TemperatureScaling.METHOD)) {
            calibration.setTemperature(row.getArrayOfDoubles("parameters")[0]);
        }
        @Nullable OffsetDateTime withdrawn = row.getOffsetDateTime("withdraw_time");
        if (withdrawn != null) {
            calibration.setWithdrawTime(Times.timestamp(withdrawn));
        }
        return calibration.build();
    }
}
