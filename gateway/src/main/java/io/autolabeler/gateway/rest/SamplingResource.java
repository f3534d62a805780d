package io.autolabeler.gateway.rest;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.client.QualityClient;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.quality.v1.AllocateSampleRequest;
import io.autolabeler.quality.v1.AllocateSampleResponse;
import io.autolabeler.quality.v1.DesignSamplingPlanRequest;
import io.autolabeler.quality.v1.ErrorRateEstimate;
import io.autolabeler.quality.v1.EstimateErrorRateRequest;
import io.autolabeler.quality.v1.EvaluateSamplingPlanRequest;
import io.autolabeler.quality.v1.IsoPlan;
import io.autolabeler.quality.v1.LookUpIsoPlanRequest;
import io.autolabeler.quality.v1.OperatingCharacteristic;
import io.autolabeler.quality.v1.SamplingPlan;
import io.autolabeler.quality.v1.SamplingServiceGrpc;
import io.autolabeler.quality.v1.SwitchInspectionRequest;
import io.autolabeler.quality.v1.SwitchInspectionResponse;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sampling plans, and estimates from samples; nothing is stored. */
@Path(Answers.BASE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "quality")
public class SamplingResource {
    private final QualityClient quality;
    private final SignedIn signedIn;

    SamplingResource(QualityClient quality, SignedIn signedIn) {
        this.quality = quality;
        this.signedIn = signedIn;
    }

    @POST
    @Path("/sampling-plans")
    @Requires(Role.Value.VIEWER)
    @Operation(summary = "Design the smallest sample that tells a good lot from a bad one")
    public SamplingPlan samplingPlan(DesignSamplingPlanRequest request) {
        return quality.repeatable(signedIn.caller(), SamplingServiceGrpc.getDesignSamplingPlanMethod(), request);
    }

    @POST
    @Path("/sampling-plans:evaluate")
    @Requires(Role.Value.VIEWER)
    @Operation(summary = "Say how probably a plan accepts lots of given error rates")
    public OperatingCharacteristic evaluate(EvaluateSamplingPlanRequest request) {
        return quality.repeatable(signedIn.caller(), SamplingServiceGrpc.getEvaluateSamplingPlanMethod(), request);
    }

    @POST
    @Path("/sampling-plans:iso")
    @Requires(Role.Value.VIEWER)
    @Operation(summary = "Look up a plan of normal inspection after the pattern of ISO 2859-1")
    public IsoPlan iso(LookUpIsoPlanRequest request) {
        return quality.repeatable(signedIn.caller(), SamplingServiceGrpc.getLookUpIsoPlanMethod(), request);
    }

    @POST
    @Path("/sampling-plans:switch")
    @Requires(Role.Value.VIEWER)
    @Operation(summary = "Say how severely the next lot is looked at after what became of those before")
    public SwitchInspectionResponse switchInspection(SwitchInspectionRequest request) {
        return quality.repeatable(signedIn.caller(), SamplingServiceGrpc.getSwitchInspectionMethod(), request);
    }

    @POST
    @Path("/sampling-plans:allocate")
    @Requires(Role.Value.VIEWER)
    @Operation(summary = "Spread a sample over strata so that the error rate is estimated best")
    public AllocateSampleResponse allocate(AllocateSampleRequest request) {
        return quality.repeatable(signedIn.caller(), SamplingServiceGrpc.getAllocateSampleMethod(), request);
    }

    @POST
    @Path("/sampling-plans:estimate")
    @Requires(Role.Value.VIEWER)
    @Operation(summary = "Estimate the error rate of all items from a sample by strata or by chances")
    public ErrorRateEstimate estimate(EstimateErrorRateRequest request) {
        return quality.repeatable(signedIn.caller(), SamplingServiceGrpc.getEstimateErrorRateMethod(), request);
    }
}
