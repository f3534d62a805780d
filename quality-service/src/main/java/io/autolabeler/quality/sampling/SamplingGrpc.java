package io.autolabeler.quality.sampling;

import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.sampling.AcceptancePlan.Risks;
import io.autolabeler.quality.v1.AllocateSampleRequest;
import io.autolabeler.quality.v1.AllocateSampleResponse;
import io.autolabeler.quality.v1.DesignSamplingPlanRequest;
import io.autolabeler.quality.v1.SamplingPlan;
import io.autolabeler.quality.v1.SamplingService;
import io.autolabeler.quality.v1.Stratum;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Sampling plans over gRPC. */
@GrpcService
class SamplingGrpc implements SamplingService {
    private static final int MOST_STRATA = 100;
    private static final double PRODUCER = 0.05;
    private static final double CONSUMER = 0.1;

    @Override
    public Uni<SamplingPlan> designSamplingPlan(DesignSamplingPlanRequest request) {
        return Uni.createFrom().item(() -> {
            if (request.getLotSize() < 0) {
                throw ServiceException.invalid("lotSize", "must be at least 0", request.getLotSize());
            }
            Risks risks = new Risks(
                    probability("acceptableRate", request.getAcceptableRate()),
                    standard("producerRisk", request.getProducerRisk(), PRODUCER),
                    rejectable(request),
                    standard("consumerRisk", request.getConsumerRisk(), CONSUMER));
            Optional<AcceptancePlan> plan = AcceptancePlan.design(request.getLotSize(), risks);
            if (plan.isEmpty() && request.getLotSize() == 0) {
                throw ServiceException.invalid(
                        "rejectableRate",
                        "must be further from acceptableRate for a sample to tell them apart",
                        request.getRejectableRate());
            }
            return plan.map(each -> plan(each, risks))
                    .orElseGet(() -> SamplingPlan.newBuilder()
                            .setSampleSize(request.getLotSize())
                            .setInspectAll(true)
                            .setAcceptGood(1)
                            .build());
        });
    }

    @Override
    public Uni<AllocateSampleResponse> allocateSample(AllocateSampleRequest request) {
        return Uni.createFrom().item(() -> {
            int count = request.getStrataCount();
            if (count < 1 || count > MOST_STRATA) {
                throw ServiceException.invalid("strata", "must be 1 to " + MOST_STRATA, count);
            }
            NeymanAllocation allocation = allocation(request);
            AllocateSampleResponse.Builder response =
                    AllocateSampleResponse.newBuilder().setStandardError(allocation.standardError());
            for (int h = 0; h < count; h++) {
                response.addStrata(request.getStrata(h).toBuilder()
                        .setSampleSize(allocation.sizes()[h]));
            }
            return response.build();
        });
    }

    private static NeymanAllocation allocation(AllocateSampleRequest request) {
        try {
            return NeymanAllocation.of(
                    request.getStrataList().stream().mapToInt(Stratum::getItems).toArray(),
                    request.getStrataList().stream()
                            .mapToDouble(Stratum::getErrorRate)
                            .toArray(),
                    request.getSampleSize());
        } catch (IllegalArgumentException refused) {
            throw ServiceException.invalid("sampleSize", String.valueOf(refused.getMessage()));
        }
    }

    private static SamplingPlan plan(AcceptancePlan plan, Risks risks) {
        return SamplingPlan.newBuilder()
                .setSampleSize(plan.sample())
                .setAcceptanceNumber(plan.accept())
                .setAcceptGood(plan.passes(risks.acceptable()))
                .setAcceptBad(plan.passes(risks.rejectable()))
                .build();
    }

    private static double rejectable(DesignSamplingPlanRequest request) {
        double rate = probability("rejectableRate", request.getRejectableRate());
        if (rate <= request.getAcceptableRate()) {
            throw ServiceException.invalid(
                    "rejectableRate", "must be above acceptableRate " + request.getAcceptableRate(), rate);
        }
        return rate;
    }

    private static double standard(String field, double value, double standard) {
        return value == 0 ? standard : probability(field, value);
    }

    private static double probability(String field, double value) {
        if (!(value > 0 && value < 1)) {
            throw ServiceException.invalid(field, "must be above 0 and below 1", value);
        }
        return value;
    }
}
