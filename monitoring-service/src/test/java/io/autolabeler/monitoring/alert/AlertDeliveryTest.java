package io.autolabeler.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.monitoring.MonitoringStack;
import io.autolabeler.monitoring.MonitoringStack.Received;
import io.autolabeler.monitoring.v1.Alert;
import io.autolabeler.monitoring.v1.AlertChanged;
import io.autolabeler.monitoring.v1.AlertRule;
import io.autolabeler.monitoring.v1.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "monitoring"))
@QuarkusTestResource(MonitoringStack.class)
class AlertDeliveryTest extends AlertCalls {
    @Test
    void deliversAnAlertOfAFileToAReceiverThatFailsFirst() {
        trained(.1);

        await().until(() -> webhooks.received("/ops", "heads are bad"), found -> found.size() == 2);
        List<Received> attempts = webhooks.received("/ops", "heads are bad");
        assertThat(attempts.getFirst().headers().get("idempotency-key"))
                .isEqualTo(attempts.getLast().headers().get("idempotency-key"));
        assertThat(attempts.getLast().headers())
                .containsEntry(
                        "x-autolabeler-signature",
                        "sha256="
                                + WebhookClient.signature(
                                        MonitoringStack.SECRET,
                                        attempts.getLast().body()));
        assertThat(attempts.getLast().body())
                .contains("\"state\":\"FIRING\"")
                .contains("heads reach only 0.1 within 1h")
                .contains("\"severity\":\"CRITICAL\"");
        Alert firing = await().until(
                        () -> named("heads are bad", Alert.State.FIRING),
                        found -> found.size() == 1
                                && found.getFirst().getDeliveries(0).getState() == Delivery.State.DELIVERED)
                .getFirst();
        assertThat(firing.getDeliveries(0).getAttempts()).isEqualTo(2);
        assertThat(firing.getDeliveries(0).getWebhook()).isEqualTo("ops");

        trained(.9);

        await().until(() -> webhooks.received("/ops", "RESOLVED"), found -> found.size() == 2);
        assertThat(named("heads are bad", Alert.State.FIRING)).isEmpty();
        Alert resolved = named("heads are bad", Alert.State.RESOLVED).getFirst();
        assertThat(resolved.getId()).isEqualTo(firing.getId());
        assertThat(resolved.hasEndTime()).isTrue();
        String ruleId = rule("heads are bad").getId();
        await().untilAsserted(() -> assertThat(topics.read("monitoring.alerts.v1", ruleId, AlertChanged.parser()))
                .extracting(each -> each.getAlert().getState())
                .containsExactly(Alert.State.FIRING, Alert.State.RESOLVED));
    }

    @Test
    void givesADeliveryUpAfterItsLastAttemptAndFollowsNoRedirect() {
        AlertRule moved = create(quiet("moved").setWebhook("moved"));
        AlertRule inside = create(quiet("inside").setWebhook("inside"));

        Delivery given = await().until(
                        () -> deliveries(moved),
                        found -> found.size() == 1 && found.getFirst().getState() == Delivery.State.FAILED)
                .getFirst();
        assertThat(given.getAttempts()).isEqualTo(4);
        assertThat(given.getLastError()).isEqualTo("HTTP status 302");
        assertThat(webhooks.received("/moved", moved.getName())).hasSize(4);
        assertThat(webhooks.received("/stolen", "")).isEmpty();
        Delivery refused = await().until(
                        () -> deliveries(inside),
                        found -> found.size() == 1 && found.getFirst().getState() == Delivery.State.FAILED)
                .getFirst();
        assertThat(refused.getLastError()).isEqualTo("the host is in a private network; set allow-private to allow it");
        delete(moved);
        delete(inside);
    }
}
