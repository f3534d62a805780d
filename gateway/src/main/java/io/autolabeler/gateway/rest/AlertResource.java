package io.autolabeler.gateway.rest;

import com.google.protobuf.util.FieldMaskUtil;
import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.client.MonitoringClient;
import io.autolabeler.gateway.json.Asks;
import io.autolabeler.gateway.json.Parameters;
import io.autolabeler.gateway.json.Patch;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.monitoring.v1.AlertRule;
import io.autolabeler.monitoring.v1.AlertServiceGrpc;
import io.autolabeler.monitoring.v1.CreateAlertRuleRequest;
import io.autolabeler.monitoring.v1.DeleteAlertRuleRequest;
import io.autolabeler.monitoring.v1.GetAlertRuleRequest;
import io.autolabeler.monitoring.v1.ListAlertRulesRequest;
import io.autolabeler.monitoring.v1.ListAlertRulesResponse;
import io.autolabeler.monitoring.v1.ListAlertsRequest;
import io.autolabeler.monitoring.v1.ListAlertsResponse;
import io.autolabeler.monitoring.v1.UpdateAlertRuleRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Alert rules and what they raised. */
@Path(Answers.BASE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "alerts")
public class AlertResource {
    private final MonitoringClient monitoring;
    private final SignedIn signedIn;
    private final Parameters parameters;
    private final IdempotencyKey idempotencyKey;

    AlertResource(
            MonitoringClient monitoring, SignedIn signedIn, Parameters parameters, IdempotencyKey idempotencyKey) {
        this.monitoring = monitoring;
        this.signedIn = signedIn;
        this.parameters = parameters;
        this.idempotencyKey = idempotencyKey;
    }

    @POST
    @Path("/alert-rules")
    @Requires(Role.Value.ADMIN)
    @Operation(summary = "Create an alert rule")
    @APIResponse(responseCode = "201", description = "Created")
    public RestResponse<AlertRule> create(
            AlertRule rule, @HeaderParam(IdempotencyKey.HEADER) @DefaultValue("") String key) {
        CreateAlertRuleRequest request = CreateAlertRuleRequest.newBuilder()
                .setAlertRule(rule)
                .setIdempotencyKey(idempotencyKey.of(key))
                .build();
        AlertRule made = monitoring.repeatable(signedIn.caller(), AlertServiceGrpc.getCreateAlertRuleMethod(), request);
        return Answers.created("/alert-rules", made.getId(), made);
    }

    @GET
    @Path("/alert-rules")
    @Requires(Role.Value.VIEWER)
    @Asks(ListAlertRulesRequest.class)
    @Operation(summary = "List alert rules")
    public ListAlertRulesResponse list() {
        return monitoring.repeatable(
                signedIn.caller(),
                AlertServiceGrpc.getListAlertRulesMethod(),
                parameters.as(ListAlertRulesRequest.class));
    }

    @GET
    @Path("/alert-rules/{alertRuleId}")
    @Requires(Role.Value.VIEWER)
    @Asks(GetAlertRuleRequest.class)
    @Operation(summary = "Get an alert rule")
    public AlertRule get() {
        return monitoring.repeatable(
                signedIn.caller(), AlertServiceGrpc.getGetAlertRuleMethod(), parameters.as(GetAlertRuleRequest.class));
    }

    @PATCH
    @Path("/alert-rules/{alertRuleId}")
    @Consumes(Patch.MEDIA_TYPE)
    @Requires(Role.Value.ADMIN)
    @Operation(summary = "Change an alert rule")
    public AlertRule update(@PathParam("alertRuleId") String id, Patch<AlertRule> patch) {
        AlertRule.Builder merged = monitoring
                .repeatable(
                        signedIn.caller(),
                        AlertServiceGrpc.getGetAlertRuleMethod(),
                        GetAlertRuleRequest.newBuilder().setAlertRuleId(id).build())
                .toBuilder();
        FieldMaskUtil.merge(patch.mask(), patch.changes(), merged);
        return monitoring.repeatable(
                signedIn.caller(),
                AlertServiceGrpc.getUpdateAlertRuleMethod(),
                UpdateAlertRuleRequest.newBuilder()
                        .setAlertRule(merged.setId(id))
                        .build());
    }

    @DELETE
    @Path("/alert-rules/{alertRuleId}")
    @Requires(Role.Value.ADMIN)
    @Asks(DeleteAlertRuleRequest.class)
    @Operation(summary = "Delete an alert rule")
    public void delete() {
        monitoring.once(
                signedIn.caller(),
                AlertServiceGrpc.getDeleteAlertRuleMethod(),
                parameters.as(DeleteAlertRuleRequest.class));
    }

    @GET
    @Path("/alerts")
    @Requires(Role.Value.VIEWER)
    @Asks(ListAlertsRequest.class)
    @Operation(summary = "List alerts, newest first")
    public ListAlertsResponse alerts() {
        return monitoring.repeatable(
                signedIn.caller(), AlertServiceGrpc.getListAlertsMethod(), parameters.as(ListAlertsRequest.class));
    }
}
