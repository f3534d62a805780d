package io.autolabeler.monitoring.alert;

import io.autolabeler.devstack.testing.KafkaTopics;
import io.autolabeler.learning.v1.Head;
import io.autolabeler.learning.v1.HeadTrained;
import io.autolabeler.monitoring.MonitoringStack;
import io.autolabeler.monitoring.MonitoringStack.Webhooks;
import io.autolabeler.monitoring.v1.Alert;
import io.autolabeler.monitoring.v1.AlertRule;
import io.autolabeler.monitoring.v1.AlertServiceGrpc.AlertServiceBlockingStub;
import io.autolabeler.monitoring.v1.CreateAlertRuleRequest;
import io.autolabeler.monitoring.v1.DeleteAlertRuleRequest;
import io.autolabeler.monitoring.v1.Delivery;
import io.autolabeler.monitoring.v1.ListAlertRulesRequest;
import io.autolabeler.monitoring.v1.ListAlertsRequest;
import io.quarkus.grpc.GrpcClient;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Rules of a fresh project and the alerts that come of them. */
abstract class AlertCalls {
    @Inject
    @GrpcClient("self")
    AlertServiceBlockingStub alerts;

    final KafkaTopics topics = KafkaTopics.configured();

    @SuppressWarnings("NullAway.Init") // Set by the test resource.
    @MonitoringStack.Receiver
    Webhooks webhooks;

    final UUID projectId = UUID.randomUUID();

    /** A rule that fires at once: nothing was labeled in its project. */
    AlertRule.Builder quiet(String name) {
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

    void trained(double accuracy) {
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

    AlertRule create(AlertRule.Builder rule) {
        return alerts.createAlertRule(
                CreateAlertRuleRequest.newBuilder().setAlertRule(rule).build());
    }

    void delete(AlertRule rule) {
        alerts.deleteAlertRule(
                DeleteAlertRuleRequest.newBuilder().setAlertRuleId(rule.getId()).build());
    }

    AlertRule rule(String name) {
        return rules().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<AlertRule> rules() {
        return alerts.listAlertRules(
                        ListAlertRulesRequest.newBuilder().setPageSize(500).build())
                .getAlertRulesList();
    }

    List<Alert> named(String name, Alert.State state) {
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

    List<Delivery> deliveries(AlertRule rule) {
        return named(rule.getName(), Alert.State.FIRING).stream()
                .flatMap(each -> each.getDeliveriesList().stream())
                .toList();
    }
}
