package io.autolabeler.monitoring.alert;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.autolabeler.monitoring.v1.Alert;
import io.autolabeler.monitoring.v1.AlertChanged;
import io.autolabeler.monitoring.v1.AlertRule;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.events.Outbox;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** An alert that starts or ends: its row, its event and its deliveries, all in one transaction. */
@Singleton
class RaiseAlert {
    private static final Logger LOG = Logger.getLogger(RaiseAlert.class);
    private static final JsonFormat.Printer JSON =
            JsonFormat.printer().alwaysPrintFieldsWithNoPresence().omittingInsignificantWhitespace();

    private final AlertRepository alerts;
    private final DeliveryRepository deliveries;
    private final WebhooksConfig webhooks;
    private final Outbox outbox;

    RaiseAlert(AlertRepository alerts, DeliveryRepository deliveries, WebhooksConfig webhooks, Outbox outbox) {
        this.alerts = alerts;
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.outbox = outbox;
    }

    /** Raises an alert unless the rule fires already. */
    void start(Transaction transaction, AlertRule rule, Breach breach) {
        alerts.open(transaction, rule, breach).ifPresent(alert -> tell(transaction, rule, alert));
    }

    /** Ends the rule's alert if it fires. */
    void end(Transaction transaction, AlertRule rule) {
        alerts.resolve(transaction, UUID.fromString(rule.getId())).ifPresent(alert -> tell(transaction, rule, alert));
    }

    private void tell(Transaction transaction, AlertRule rule, Alert alert) {
        AlertChanged event = AlertChanged.newBuilder().setAlert(alert).build();
        outbox.append(transaction, "monitoring.alerts.v1", rule.getId(), event);
        deliveries.add(transaction, alert, json(event), receivers(rule));
        transaction.afterCommit(() -> LOG.warnf(
                "alert %s is %s: value %s, threshold %s",
                alert.getRuleName(), alert.getState(), alert.getValue(), alert.getThreshold()));
    }

    private Collection<String> receivers(AlertRule rule) {
        return rule.getWebhook().isEmpty() ? webhooks.byName().keySet() : List.of(rule.getWebhook());
    }

    private static String json(AlertChanged event) {
        try {
            return JSON.print(event);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an alert holds no Any and is always printable", e);
        }
    }
}
