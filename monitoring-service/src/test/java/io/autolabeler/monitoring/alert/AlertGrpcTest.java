package io.autolabeler.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.learning.v1.Head;
import io.autolabeler.learning.v1.HeadTrained;
import io.autolabeler.monitoring.KafkaTopics;
import io.autolabeler.monitoring.MonitoringStack;
import io.autolabeler.monitoring.MonitoringStack.Received;
import io.autolabeler.monitoring.MonitoringStack.Webhooks;
import io.autolabeler.monitoring.v1.Alert;
import io.autolabeler.monitoring.v1.AlertChanged;
import io.autolabeler.monitoring.v1.AlertRule;
import io.autolabeler.monitoring.v1.AlertServiceGrpc.AlertServiceBlockingStub;
import io.autolabeler.monitoring.v1.CreateAlertRuleRequest;
import io.autolabeler.monitoring.v1.DeleteAlertRuleRequest;
import io.autolabeler.monitoring.v1.Delivery;
import io.autolabeler.monitoring.v1.GetAlertRuleRequest;
import io.autolabeler.monitoring.v1.ListAlertRulesRequest;
import io.autolabeler.monitoring.v1.ListAlertsRequest;
import io.autolabeler.monitoring.v1.UpdateAlertRuleRequest;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "monitoring"))
@QuarkusTestResource(MonitoringStack.class)
class AlertGrpcTest {
    @Inject
    @GrpcClient("self")
    AlertServiceBlockingStub alerts;

    @Inject
    KafkaTopics topics;

    @SuppressWarnings("NullAway.Init") // Set by the test resource.
    @MonitoringStack.Receiver
    Webhooks webhooks;

    private final UUID projectId = UUID.randomUUID();

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

    @Test
    void firesOnceAndEndsWhenTheRuleIsDisabled() {
        AlertRule rule = create(quiet("once").setWebhook("moved"));
        await().until(() -> named(rule.getName(), Alert.State.FIRING), found -> found.size() == 1);

        AlertRule disabled = alerts.updateAlertRule(UpdateAlertRuleRequest.newBuilder()
                .setAlertRule(rule.toBuilder().setDisabled(true))
                .build());

        assertThat(disabled.getDisabled()).isTrue();
        assertThat(named(rule.getName(), Alert.State.UNSPECIFIED))
                .singleElement()
                .extracting(Alert::getState)
                .isEqualTo(Alert.State.RESOLVED);
        delete(rule);
        assertThat(named(rule.getName(), Alert.State.RESOLVED)).hasSize(1);
    }

    @Test
    void readsTheFileAgainWhenItChangesAndKeepsTheRulesWhenItIsBroken() {
        String more = MonitoringStack.RULES
                + MonitoringStack.RULES
                        .substring(MonitoringStack.RULES.indexOf("  - "))
                        .replace("heads are bad", "heads are poor");
        webhooks.writeRules(more);
        await().untilAsserted(
                        () -> assertThat(rules()).extracting(AlertRule::getName).contains("heads are poor"));

        webhooks.writeRules(MonitoringStack.RULES.replace("severity", "importance"));
        AlertRule meanwhile = create(quiet("meanwhile").setWebhook("inside"));
        await().until(() -> named(meanwhile.getName(), Alert.State.FIRING), found -> found.size() == 1);
        delete(meanwhile);
        assertThat(rules()).extracting(AlertRule::getName).contains("heads are poor", "heads are bad");

        webhooks.writeRules(MonitoringStack.RULES);
        await().untilAsserted(
                        () -> assertThat(rules()).extracting(AlertRule::getName).doesNotContain("heads are poor"));
    }

    @Test
    void createsOneRulePerIdempotencyKeyAndName() {
        var request = CreateAlertRuleRequest.newBuilder()
                .setAlertRule(quiet("idempotent").setDisabled(true))
                .setIdempotencyKey(UUID.randomUUID().toString())
                .build();

        AlertRule made = alerts.createAlertRule(request);

        assertThat(alerts.createAlertRule(request)).isEqualTo(made);
        assertThat(alerts.getAlertRule(GetAlertRuleRequest.newBuilder()
                        .setAlertRuleId(made.getId())
                        .build()))
                .isEqualTo(made);
        assertThatThrownBy(() -> create(made.toBuilder())).hasMessageContaining("ALREADY_EXISTS");
        delete(made);
        assertThatThrownBy(() -> delete(made)).hasMessageContaining("NOT_FOUND");
    }

    @Test
    void leavesRulesOfTheConfigurationToTheConfiguration() {
        AlertRule configured = rule("heads are bad");

        assertThat(configured.getFromConfiguration()).isTrue();
        assertThatThrownBy(() -> delete(configured))
                .hasMessageContaining("FAILED_PRECONDITION")
                .hasMessageContaining("comes from the configuration");
        assertThatThrownBy(() -> alerts.updateAlertRule(UpdateAlertRuleRequest.newBuilder()
                        .setAlertRule(configured.toBuilder().setThreshold(.5))
                        .build()))
                .hasMessageContaining("comes from the configuration");
    }

    @Test
    void refusesWhatBreaksARule() {
        assertThatThrownBy(() -> create(quiet("x").setName(" "))).hasMessageContaining("alertRule.name must be");
        assertThatThrownBy(() -> create(quiet("x").setMetric("mood")))
                .hasMessageContaining("INVALID_ARGUMENT: alertRule.metric must be one of [items");
        assertThatThrownBy(() -> create(quiet("x").clearCondition()))
                .hasMessageContaining("condition must be LESS_THAN");
        assertThatThrownBy(() -> create(quiet("x").setThreshold(Double.NaN)))
                .hasMessageContaining("threshold must be a number");
        assertThatThrownBy(() -> create(quiet("x").setWindowMinutes(44_641)))
                .hasMessageContaining("windowMinutes must be 1 to 44640, got 44641");
        assertThatThrownBy(() -> create(quiet("x").clearSeverity())).hasMessageContaining("severity must be INFO");
        assertThatThrownBy(() -> create(quiet("x").setWebhook("nobody")))
                .hasMessageContaining("webhook must be a configured webhook, one of [inside, moved, ops], got nobody");
        assertThatThrownBy(() -> create(quiet("x").setProjectId("p")))
                .hasMessageContaining("alertRule.projectId must be an id");
        assertThatThrownBy(() -> alerts.listAlerts(
                        ListAlertsRequest.newBuilder().setPageSize(-1).build()))
                .hasMessageContaining("pageSize must be 1 to 500, got -1");
        assertThatThrownBy(() -> alerts.listAlerts(
                        ListAlertsRequest.newBuilder().setStateValue(7).build()))
                .hasMessageContaining("state must be FIRING or RESOLVED");
        assertThatThrownBy(() -> alerts.getAlertRule(GetAlertRuleRequest.newBuilder()
                        .setAlertRuleId(UUID.randomUUID().toString())
                        .build()))
                .hasMessageContaining("NOT_FOUND");
    }

    @Test
    void bindsAKeyToTheRulesOfItsProjects() {
        AlertRule own = create(quiet("own").setProjectId(projectId.toString()).setDisabled(true));
        var bound = alerts.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(boundTo(projectId)));
        var stranger = alerts.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(boundTo(UUID.randomUUID())));

        assertThat(bound.listAlertRules(ListAlertRulesRequest.getDefaultInstance())
                        .getAlertRulesList())
                .containsExactly(own);
        assertThat(stranger.listAlertRules(ListAlertRulesRequest.getDefaultInstance())
                        .getAlertRulesList())
                .isEmpty();
        assertThat(stranger.listAlerts(ListAlertsRequest.getDefaultInstance()).getAlertsList())
                .isEmpty();
        assertThatThrownBy(() -> stranger.getAlertRule(GetAlertRuleRequest.newBuilder()
                        .setAlertRuleId(own.getId())
                        .build()))
                .hasMessageContaining("PERMISSION_DENIED");
        assertThatThrownBy(() -> bound.createAlertRule(CreateAlertRuleRequest.newBuilder()
                        .setAlertRule(quiet("for all").clearProjectId())
                        .build()))
                .hasMessageContaining("PERMISSION_DENIED");
        delete(own);
    }

    /** A rule that fires at once: nothing was labeled in its project. */
    private AlertRule.Builder quiet(String name) {
        return AlertRule.newBuilder()
                .setName(name + " " + UUID.randomUUID())
                .setMetric("items")
                .setCondition(AlertRule.Condition.LESS_THAN)
                .setThreshold(1)
                .setWindowMinutes(5)
                .setSeverity(AlertRule.Severity.INFO)
                .setMessage("rule " + name)
                .setProjectId(projectId.toString());
    }

    private void trained(double accuracy) {
        topics.send(
                "learning.heads.v1",
                projectId.toString(),
                UUID.randomUUID(),
                HeadTrained.newBuilder()
                        .setHead(Head.newBuilder()
                                .setProjectId(projectId.toString())
                                .setVersion(1)
                                .setAccuracy(accuracy))
                        .build());
    }

    private AlertRule create(AlertRule.Builder rule) {
        return alerts.createAlertRule(
                CreateAlertRuleRequest.newBuilder().setAlertRule(rule).build());
    }

    private void delete(AlertRule rule) {
        alerts.deleteAlertRule(
                DeleteAlertRuleRequest.newBuilder().setAlertRuleId(rule.getId()).build());
    }

    private AlertRule rule(String name) {
        return rules().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<AlertRule> rules() {
        return alerts.listAlertRules(
                        ListAlertRulesRequest.newBuilder().setPageSize(500).build())
                .getAlertRulesList();
    }

    private List<Alert> named(String name, Alert.State state) {
        return alerts
                .listAlerts(ListAlertsRequest.newBuilder()
                        .setState(state)
                        .setPageSize(500)
                        .build())
                .getAlertsList()
                .stream()
                .filter(each -> each.getRuleName().equals(name))
                .toList();
    }

    private List<Delivery> deliveries(AlertRule rule) {
        return named(rule.getName(), Alert.State.FIRING).stream()
                .flatMap(each -> each.getDeliveriesList().stream())
                .toList();
    }

    private static Metadata boundTo(UUID projectId) {
        Metadata metadata = new Metadata();
        metadata.put(Metadata.Key.of("autolabeler-caller-key", Metadata.ASCII_STRING_MARSHALLER), "k");
        metadata.put(
                Metadata.Key.of("autolabeler-caller-projects", Metadata.ASCII_STRING_MARSHALLER), projectId.toString());
        return metadata;
    }
}
