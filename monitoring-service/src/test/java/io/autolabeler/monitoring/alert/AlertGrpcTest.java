package io.autolabeler.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.monitoring.MonitoringStack;
import io.autolabeler.monitoring.v1.Alert;
import io.autolabeler.monitoring.v1.AlertRule;
import io.autolabeler.monitoring.v1.AlertServiceGrpc.AlertServiceBlockingStub;
import io.autolabeler.monitoring.v1.CreateAlertRuleRequest;
import io.autolabeler.monitoring.v1.GetAlertRuleRequest;
import io.autolabeler.monitoring.v1.ListAlertRulesRequest;
import io.autolabeler.monitoring.v1.ListAlertsRequest;
import io.autolabeler.monitoring.v1.UpdateAlertRuleRequest;
import io.autolabeler.platform.caller.Caller;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "monitoring"))
@QuarkusTestResource(MonitoringStack.class)
class AlertGrpcTest extends AlertCalls {
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
        var bound = boundTo(projectId);
        var stranger = boundTo(UUID.randomUUID());

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

    private AlertServiceBlockingStub boundTo(UUID project) {
        return alerts.withInterceptors(
                MetadataUtils.newAttachHeadersInterceptor(new Caller("k", Set.of(project.toString())).metadata()));
    }
}
