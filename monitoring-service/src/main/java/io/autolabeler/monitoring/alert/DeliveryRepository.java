package io.autolabeler.monitoring.alert;

import io.autolabeler.monitoring.v1.Alert;
import io.autolabeler.monitoring.v1.Delivery;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Deliveries of alerts in PostgreSQL. */
@Singleton
class DeliveryRepository {
    /** A delivery that a worker was killed in is tried again after this long: longer than one attempt takes. */
    private static final int CLAIM_SECONDS = 60;

    private final Database database;

    DeliveryRepository(Database database) {
        this.database = database;
    }

    /** A delivery to be attempted now; {@code attempt} counts from 1. */
    record Due(UUID id, String webhook, String body, int attempt) {}

    void add(Transaction transaction, Alert alert, String body, Collection<String> webhooks) {
        transaction.batch(
                "insert into alert_delivery (alert_id, webhook, body) values ($1, $2, $3)",
                webhooks.stream()
                        .sorted()
                        .map(webhook -> Tuple.of(UUID.fromString(alert.getId()), webhook, body))
                        .toList());
    }

    /** Takes deliveries that are due; of an alert and webhook, the earlier one first and alone. */
    List<Due> claim(int limit) {
        return database.list(
                """
                update alert_delivery d
                set attempts = d.attempts + 1, next_attempt_time = now() + make_interval(secs => $2)
                from (select o.id from alert_delivery o
                      where o.state = 'PENDING' and o.next_attempt_time <= now()
                        and not exists (select from alert_delivery e
                            where e.alert_id = o.alert_id and e.webhook = o.webhook and e.id < o.id
                              and e.state = 'PENDING')
                      order by o.next_attempt_time limit $1 for update skip locked) due
                where d.id = due.id returning d.id, d.webhook, d.body, d.attempts""",
                row -> new Due(
                        row.getUUID("id"), row.getString("webhook"), row.getString("body"), row.getInteger("attempts")),
                limit,
                (double) CLAIM_SECONDS);
    }

    void delivered(UUID id) {
        database.update("update alert_delivery set state = 'DELIVERED', last_error = '' where id = $1", id);
    }

    void postpone(UUID id, String error, Duration pause) {
        database.update("""
                update alert_delivery set last_error = $2, next_attempt_time = now() + make_interval(secs => $3)
                where id = $1""", id, error, pause.toMillis() / 1e3);
    }

    void giveUp(UUID id, String error) {
        database.update("update alert_delivery set state = 'FAILED', last_error = $2 where id = $1", id, error);
    }

    /** The deliveries of each alert, oldest first. */
    Map<String, List<Delivery>> of(List<Alert> alerts) {
        Map<String, List<Delivery>> deliveries = new LinkedHashMap<>();
        database.list(
                        "select * from alert_delivery where alert_id = any($1::uuid[]) order by id",
                        row -> Map.entry(
                                row.getUUID("alert_id").toString(),
                                Delivery.newBuilder()
                                        .setWebhook(row.getString("webhook"))
                                        .setState(Delivery.State.valueOf(row.getString("state")))
                                        .setAttempts(row.getInteger("attempts"))
                                        .setLastError(row.getString("last_error"))
                                        .build()),
                        (Object) alerts.stream()
                                .map(each -> UUID.fromString(each.getId()))
                                .toArray(UUID[]::new))
                .forEach(each -> deliveries
                        .computeIfAbsent(each.getKey(), id -> new java.util.ArrayList<>())
                        .add(each.getValue()));
        return deliveries;
    }
}
