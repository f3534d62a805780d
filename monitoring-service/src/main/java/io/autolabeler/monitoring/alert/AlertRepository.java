package io.autolabeler.monitoring.alert;

import io.autolabeler.monitoring.v1.Alert;
import io.autolabeler.monitoring.v1.AlertRule;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Times;
import io.autolabeler.platform.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alerts in PostgreSQL: one row per firing, at most one of a rule firing at a time. */
@Singleton
public class AlertRepository {
    private final Database database;

    AlertRepository(Database database) {
        this.database = database;
    }

    /** How many alerts fire now, of the projects and of rules for all projects; null: of all. */
    public int countFiring(String @Nullable [] projects) {
        return database.first("""
                        select count(*)::int from alert
                        where end_time is null
                          and ($1::text[] is null or project_id is null or project_id = any($1::text[]::uuid[]))""", row -> row.getInteger(0), (Object) projects).orElse(0);
    }

    /** Stores that the rule fires; empty if it fires already. */
    Optional<Alert> open(Transaction transaction, AlertRule rule, Breach breach) {
        return transaction.first(
                """
                insert into alert (rule_id, rule_name, metric, severity, message, value, threshold, project_id)
                values ($1, $2, $3, $4, $5, $6, $7, $8)
                on conflict (rule_id) where end_time is null do nothing returning *""",
                AlertRepository::alert,
                UUID.fromString(rule.getId()),
                rule.getName(),
                rule.getMetric(),
                rule.getSeverity().name(),
                breach.message(),
                breach.value(),
                rule.getThreshold(),
                rule.getProjectId().isEmpty() ? null : UUID.fromString(rule.getProjectId()));
    }

    /** Stores that the rule fires no more; empty if it did not. */
    Optional<Alert> resolve(Transaction transaction, UUID ruleId) {
        return transaction.first(
                "update alert set end_time = now() where rule_id = $1 and end_time is null returning *",
                AlertRepository::alert,
                ruleId);
    }

    /** Alerts without their deliveries, newest first, before the given one; null filters mean all. */
    List<Alert> list(String @Nullable [] projects, Alert.State state, @Nullable UUID before, int limit) {
        return database.list("""
                        select * from alert
                        where ($1::text[] is null or project_id = any($1::text[]::uuid[]))
                          and case $2 when 'FIRING' then end_time is null
                                when 'RESOLVED' then end_time is not null else true end
                          and ($3::uuid is null or id < $3)
                        order by id desc limit $4""", AlertRepository::alert, projects, state.name(), before, limit);
    }

    private static Alert alert(Row row) {
        OffsetDateTime end = row.getOffsetDateTime("end_time");
        UUID project = row.getUUID("project_id");
        Alert.Builder alert = Alert.newBuilder()
                .setId(row.getUUID("id").toString())
                .setRuleName(row.getString("rule_name"))
                .setMetric(row.getString("metric"))
                .setSeverity(AlertRule.Severity.valueOf(row.getString("severity")))
                .setMessage(row.getString("message"))
                .setValue(row.getDouble("value"))
                .setThreshold(row.getDouble("threshold"))
                .setState(end == null ? Alert.State.FIRING : Alert.State.RESOLVED)
                .setStartTime(Times.timestamp(row.getOffsetDateTime("start_time")));
        if (end != null) {
            alert.setEndTime(Times.timestamp(end));
        }
        return (project == null ? alert : alert.setProjectId(project.toString())).build();
    }
}
