package io.autolabeler.monitoring.alert;

import io.autolabeler.monitoring.metric.MetricRepository;
import io.autolabeler.monitoring.metric.MetricRepository.Selection;
import io.autolabeler.monitoring.v1.AlertRule;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.errors.TransientFaults;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Holds every rule against its window, again and again; a rule without data does not fire. */
@ApplicationScoped
class EvaluateAlerts {
    private static final Logger LOG = Logger.getLogger(EvaluateAlerts.class);

    private final Database database;
    private final AlertRuleRepository rules;
    private final MetricRepository points;
    private final LoadRules configuration;
    private final RaiseAlert raise;

    EvaluateAlerts(
            Database database,
            AlertRuleRepository rules,
            MetricRepository points,
            LoadRules configuration,
            RaiseAlert raise) {
        this.database = database;
        this.rules = rules;
        this.points = points;
        this.configuration = configuration;
        this.raise = raise;
    }

    @Scheduled(
            every = "${autolabeler.alerts.evaluate-every:60s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void evaluateAll() {
        TransientFaults.leaveForLater(
                () -> {
                    configuration.reload();
                    rules.enabled().forEach(this::evaluate);
                },
                fault -> LOG.warnf("alert rules are evaluated later: %s", fault));
    }

    private void evaluate(AlertRule rule) {
        Duration window = Duration.ofMinutes(rule.getWindowMinutes());
        Instant now = Instant.now();
        OptionalDouble measured = Breach.measured(
                rule,
                value(rule, now.minus(window), now),
                value(rule, now.minus(window.multipliedBy(2)), now.minus(window)));
        boolean holds = measured.isPresent() && Breach.holds(rule, measured.getAsDouble());
        database.withTransaction(transaction -> {
            boolean unchanged = rules.lock(transaction, UUID.fromString(rule.getId()))
                    .filter(rule::equals)
                    .isPresent();
            if (!unchanged) {
                return;
            }
            if (holds) {
                raise.start(transaction, rule, Breach.of(rule, measured.getAsDouble()));
            } else {
                raise.end(transaction, rule);
            }
        });
    }

    private OptionalDouble value(AlertRule rule, Instant start, Instant end) {
        String @Nullable [] projects = rule.getProjectId().isEmpty() ? null : new String[] {rule.getProjectId()};
        return AlertMetric.value(
                rule.getMetric(),
                points.totals(Selection.window(AlertMetric.sources(rule.getMetric()), projects, start, end)));
    }
}
