package io.autolabeler.monitoring.alert;

import io.autolabeler.monitoring.alert.RuleChecks.BrokenRule;
import io.autolabeler.monitoring.v1.Alert;
import io.autolabeler.monitoring.v1.AlertRule;
import io.autolabeler.monitoring.v1.AlertService;
import io.autolabeler.monitoring.v1.CreateAlertRuleRequest;
import io.autolabeler.monitoring.v1.DeleteAlertRuleRequest;
import io.autolabeler.monitoring.v1.DeleteAlertRuleResponse;
import io.autolabeler.monitoring.v1.GetAlertRuleRequest;
import io.autolabeler.monitoring.v1.ListAlertRulesRequest;
import io.autolabeler.monitoring.v1.ListAlertRulesResponse;
import io.autolabeler.monitoring.v1.ListAlertsRequest;
import io.autolabeler.monitoring.v1.ListAlertsResponse;
import io.autolabeler.monitoring.v1.UpdateAlertRuleRequest;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alert rules and alerts over gRPC. A key bound to projects sees and makes rules for those projects only. */
@GrpcService
class AlertGrpc implements AlertService {
    private final Database database;
    private final AlertRuleRepository rules;
    private final AlertRepository alerts;
    private final DeliveryRepository deliveries;
    private final RaiseAlert raise;
    private final WebhooksConfig webhooks;

    AlertGrpc(
            Database database,
            AlertRuleRepository rules,
            AlertRepository alerts,
            DeliveryRepository deliveries,
            RaiseAlert raise,
            WebhooksConfig webhooks) {
        this.database = database;
        this.rules = rules;
        this.alerts = alerts;
        this.deliveries = deliveries;
        this.raise = raise;
        this.webhooks = webhooks;
    }

    @Override
    public Uni<AlertRule> createAlertRule(CreateAlertRuleRequest request) {
        return Uni.createFrom().item(() -> {
            AlertRule rule = checked(request.getAlertRule());
            @Nullable String key = request.getIdempotencyKey().isEmpty() ? null : request.getIdempotencyKey();
            Optional<AlertRule> before = Optional.ofNullable(key).flatMap(rules::findByIdempotencyKey);
            return before.orElseGet(() -> rules.insert(database, rule, key).orElseThrow(() -> nameTaken(rule)));
        });
    }

    @Override
    public Uni<AlertRule> getAlertRule(GetAlertRuleRequest request) {
        return Uni.createFrom().item(() -> {
            UUID id = Paging.id("alertRuleId", request.getAlertRuleId());
            AlertRule rule = rules.find(id).orElseThrow(() -> missing(request.getAlertRuleId()));
            requireCaller(rule);
            return rule;
        });
    }

    @Override
    public Uni<AlertRule> updateAlertRule(UpdateAlertRuleRequest request) {
        return Uni.createFrom().item(() -> {
            AlertRule after = checked(request.getAlertRule());
            UUID id = Paging.id("alertRule.id", after.getId());
            database.withTransaction(transaction -> {
                AlertRule before = requireEditable(transaction, id);
                if (!rules.update(transaction, after)) {
                    throw nameTaken(after);
                }
                if (after.getDisabled() || !after.getProjectId().equals(before.getProjectId())) {
                    raise.end(transaction, before);
                }
            });
            return rules.find(id).orElseThrow(() -> missing(after.getId()));
        });
    }

    @Override
    public Uni<DeleteAlertRuleResponse> deleteAlertRule(DeleteAlertRuleRequest request) {
        return Uni.createFrom().item(() -> {
            UUID id = Paging.id("alertRuleId", request.getAlertRuleId());
            database.withTransaction(transaction -> {
                raise.end(transaction, requireEditable(transaction, id));
                rules.delete(transaction, id);
            });
            return DeleteAlertRuleResponse.getDefaultInstance();
        });
    }

    @Override
    public Uni<ListAlertRulesResponse> listAlertRules(ListAlertRulesRequest request) {
        return Uni.createFrom().item(() -> {
            Paging paging = Paging.of(request.getPageSize(), request.getPageToken());
            var page = paging.page(
                    rules.list(Caller.current().projectFilter(), paging.after(), paging.limit()), AlertRule::getName);
            return ListAlertRulesResponse.newBuilder()
                    .addAllAlertRules(page.rows())
                    .setNextPageToken(page.nextPageToken())
                    .build();
        });
    }

    @Override
    public Uni<ListAlertsResponse> listAlerts(ListAlertsRequest request) {
        return Uni.createFrom().item(() -> {
            Paging paging = Paging.of(request.getPageSize(), request.getPageToken());
            if (request.getState() == Alert.State.UNRECOGNIZED) {
                throw ServiceException.invalid("state", "must be FIRING or RESOLVED", request.getStateValue());
            }
            var page = paging.page(
                    alerts.list(Caller.current().projectFilter(), request.getState(), paging.afterId(), paging.limit()),
                    Alert::getId);
            var delivered = deliveries.of(page.rows());
            return ListAlertsResponse.newBuilder()
                    .addAllAlerts(page.rows().stream()
                            .map(each -> each.toBuilder()
                                    .addAllDeliveries(delivered.getOrDefault(each.getId(), List.of()))
                                    .build())
                            .toList())
                    .setNextPageToken(page.nextPageToken())
                    .build();
        });
    }

    private AlertRule checked(AlertRule rule) {
        if (!rule.getProjectId().isEmpty()) {
            Paging.id("alertRule.projectId", rule.getProjectId());
        }
        requireCaller(rule);
        try {
            RuleChecks.check(rule, webhooks.byName().keySet());
        } catch (BrokenRule e) {
            throw ServiceException.invalid("alertRule." + e.field(), "alertRule." + e.getMessage());
        }
        return rule;
    }

    private AlertRule requireEditable(Transaction transaction, UUID id) {
        AlertRule rule = rules.lock(transaction, id).orElseThrow(() -> missing(id.toString()));
        requireCaller(rule);
        if (rule.getFromConfiguration()) {
            throw ServiceException.failedPrecondition(
                    "alert rule " + rule.getName() + " comes from the configuration; change it there");
        }
        return rule;
    }

    private static void requireCaller(AlertRule rule) {
        if (rule.getProjectId().isEmpty()) {
            Caller.current().requireAllProjects("use alert rules for all projects");
        } else {
            Caller.current().requireProject(rule.getProjectId());
        }
    }

    private static ServiceException nameTaken(AlertRule rule) {
        return ServiceException.alreadyExists("an alert rule named " + rule.getName() + " exists already");
    }

    private static ServiceException missing(String id) {
        return ServiceException.notFound("alert rule", id);
    }
}
