package io.autolabeler.monitoring.alert;

import io.autolabeler.monitoring.v1.AlertRule;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Sql;
import io.autolabeler.platform.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alert rules in PostgreSQL: those made over the API, and a copy of those in the configuration. */
@Singleton
class AlertRuleRepository {
    private final Database database;

    AlertRuleRepository(Database database) {
        this.database = database;
    }

    Optional<AlertRule> find(UUID id) {
        return database.first("select * from alert_rule where id = $1", AlertRuleRepository::rule, id);
    }

    /** The rule, locked until the transaction ends. */
    Optional<AlertRule> lock(Transaction transaction, UUID id) {
        return transaction.first("select * from alert_rule where id = $1 for update", AlertRuleRepository::rule, id);
    }

    Optional<AlertRule> findByIdempotencyKey(String key) {
        return database.first("select * from alert_rule where idempotency_key = $1", AlertRuleRepository::rule, key);
    }

    /** Rules by name, after the given one; null filters mean all. */
    List<AlertRule> list(String @Nullable [] projects, @Nullable String after, int limit) {
        return database.list("""
                        select * from alert_rule
                        where ($1::text[] is null or project_id = any($1::text[]::uuid[])) and ($2::text is null or name > $2)
                        order by name limit $3""", AlertRuleRepository::rule, projects, after, limit);
    }

    /** Rules that are evaluated. */
    List<AlertRule> enabled() {
        return database.list("select * from alert_rule where not disabled order by name", AlertRuleRepository::rule);
    }

    List<AlertRule> fromConfiguration(Transaction transaction) {
        return transaction.list(
                "select * from alert_rule where from_configuration order by name for update",
                AlertRuleRepository::rule);
    }

    /** Stores a new rule; empty if its name is taken. */
    Optional<AlertRule> insert(Sql sql, AlertRule rule, @Nullable String idempotencyKey) {
        return sql.first(
                """
                insert into alert_rule (name, metric, condition, threshold, window_minutes, severity, message, webhook,
                    disabled, from_configuration, project_id, idempotency_key)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, false, $10, $11) on conflict do nothing returning *""",
                AlertRuleRepository::rule,
                rule.getName(),
                rule.getMetric(),
                rule.getCondition().name(),
                rule.getThreshold(),
                rule.getWindowMinutes(),
                rule.getSeverity().name(),
                rule.getMessage(),
                rule.getWebhook(),
                rule.getDisabled(),
                project(rule),
                idempotencyKey);
    }

    /** Stores a rule of the configuration under its name; a rule of that name made over the API becomes it. */
    void putConfigured(Transaction transaction, AlertRule rule) {
        transaction.update(
                """
                insert into alert_rule (name, metric, condition, threshold, window_minutes, severity, message, webhook,
                    disabled, from_configuration)
                values ($1, $2, $3, $4, $5, $6, $7, $8, false, true)
                on conflict (name) do update set metric = excluded.metric, condition = excluded.condition,
                    threshold = excluded.threshold, window_minutes = excluded.window_minutes,
                    severity = excluded.severity, message = excluded.message, webhook = excluded.webhook,
                    disabled = false, from_configuration = true, project_id = null""",
                rule.getName(),
                rule.getMetric(),
                rule.getCondition().name(),
                rule.getThreshold(),
                rule.getWindowMinutes(),
                rule.getSeverity().name(),
                rule.getMessage(),
                rule.getWebhook());
    }

    /** Replaces the rule's fields; false if the name is taken. */
    boolean update(Sql sql, AlertRule rule) {
        return sql.update(
                        """
                        update alert_rule set name = $2, metric = $3, condition = $4, threshold = $5,
                            window_minutes = $6, severity = $7, message = $8, webhook = $9, disabled = $10,
                            project_id = $11
                        where id = $1 and not exists (select from alert_rule where name = $2 and id <> $1)""",
                        UUID.fromString(rule.getId()),
                        rule.getName(),
                        rule.getMetric(),
                        rule.getCondition().name(),
                        rule.getThreshold(),
                        rule.getWindowMinutes(),
                        rule.getSeverity().name(),
                        rule.getMessage(),
                        rule.getWebhook(),
                        rule.getDisabled(),
                        project(rule))
                == 1;
    }

    void delete(Sql sql, UUID id) {
        sql.update("delete from alert_rule where id = $1", id);
    }

    private static @Nullable UUID project(AlertRule rule) {
        return rule.getProjectId().isEmpty() ? null : UUID.fromString(rule.getProjectId());
    }

    private static AlertRule rule(Row row) {
        AlertRule.Builder rule = AlertRule.newBuilder()
                .setId(row.getUUID("id").toString())
                .setName(row.getString("name"))
                .setMetric(row.getString("metric"))
                .setCondition(AlertRule.Condition.valueOf(row.getString("condition")))
                .setThreshold(row.getDouble("threshold"))
                .setWindowMinutes(row.getInteger("window_minutes"))
                .setSeverity(AlertRule.Severity.valueOf(row.getString("severity")))
                .setMessage(row.getString("message"))
                .setWebhook(row.getString("webhook"))
                .setDisabled(row.getBoolean("disabled"))
                .setFromConfiguration(row.getBoolean("from_configuration"));
        UUID project = row.getUUID("project_id");
        return (project == null ? rule : rule.setProjectId(project.toString())).build();
    }
}
