package io.autolabeler.quality.sampling;

import static io.autolabeler.platform.errors.NumberFields.probability;
import static io.autolabeler.platform.errors.NumberFields.share;
import static io.autolabeler.platform.errors.NumberFields.whole;

import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.sampling.Inspection.Severity;
import io.autolabeler.quality.v1.AllocateSampleRequest;
import io.autolabeler.quality.v1.AllocateSampleResponse;
import io.autolabeler.quality.v1.Bounds;
import io.autolabeler.quality.v1.DesignSamplingPlanRequest;
import io.autolabeler.quality.v1.ErrorRateEstimate;
import io.autolabeler.quality.v1.EstimateErrorRateRequest;
import io.autolabeler.quality.v1.EvaluateSamplingPlanRequest;
import io.autolabeler.quality.v1.InspectionLevel;
import io.autolabeler.quality.v1.InspectionSeverity;
import io.autolabeler.quality.v1.IsoPlan;
import io.autolabeler.quality.v1.LookUpIsoPlanRequest;
import io.autolabeler.quality.v1.LotOutcome;
import io.autolabeler.quality.v1.OperatingCharacteristic;
import io.autolabeler.quality.v1.SampledGroup;
import io.autolabeler.quality.v1.SampledStratum;
import io.autolabeler.quality.v1.SamplingPlan;
import io.autolabeler.quality.v1.SamplingService;
import io.autolabeler.quality.v1.Stratum;
import io.autolabeler.quality.v1.SwitchInspectionRequest;
import io.autolabeler.quality.v1.SwitchInspectionResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sampling plans, and estimates from samples, over gRPC. */
@GrpcService
class SamplingGrpc implements SamplingService {
    private static final double PRODUCER = 0.05;
    private static final double CONSUMER = 0.1;
    private static final int MOST_OUTCOMES = 10_000;
    private static final int MOST_RATES = 1_000;
    private static final int LARGEST_SAMPLE = 1_000_000;
    private static final int MOST_STRATA = 100;
    private static final int MOST_GROUPS = 10_000;
    private static final String SWITCHING = "switching after the pattern of ISO 2859-1, own plans";
    private static final String CAUTION =
            "This plan is from the pattern of ISO 2859-1 for normal inspection, not from its"
                    + " tables: compare it with a bought copy of the standard before you claim conformance.";

    @Override
    public Uni<SamplingPlan> designSamplingPlan(DesignSamplingPlanRequest request) {
        return Uni.createFrom().item(() -> {
            int lot = whole("lotSize", request.getLotSize(), 0, Integer.MAX_VALUE);
            double acceptable = request.getAcceptableRate();
            if (!request.getZeroDefects() || acceptable != 0) {
                probability("acceptableRate", acceptable);
            }
            double producer = probability("producerRisk", request.getProducerRisk(), PRODUCER);
            double rejectable = rejectable(request.getRejectableRate(), acceptable);
            double consumer = probability("consumerRisk", request.getConsumerRisk(), CONSUMER);
            Optional<AcceptancePlan> plan = request.getZeroDefects()
                    ? AcceptancePlan.withoutDefects(lot, rejectable, consumer)
                    : AcceptancePlan.design(lot, new AcceptancePlan.Risks(acceptable, producer, rejectable, consumer));
            return plan(plan, lot, acceptable, rejectable);
        });
    }

    @Override
    public Uni<OperatingCharacteristic> evaluateSamplingPlan(EvaluateSamplingPlanRequest request) {
        return Uni.createFrom().item(() -> {
            AcceptancePlan plan = given(request);
            whole("errorRates", request.getErrorRatesCount(), 1, MOST_RATES);
            OperatingCharacteristic.Builder found = OperatingCharacteristic.newBuilder()
                    .setDistribution(
                            plan.isBinomial()
                                    ? OperatingCharacteristic.Distribution.BINOMIAL
                                    : OperatingCharacteristic.Distribution.HYPERGEOMETRIC);
            for (int i = 0; i < request.getErrorRatesCount(); i++) {
                double rate = share("errorRates[" + i + "]", request.getErrorRates(i));
                found.addPoints(OperatingCharacteristic.Point.newBuilder()
                        .setErrorRate(rate)
                        .setAccept(plan.passes(rate)));
            }
            return found.build();
        });
    }

    @Override
    public Uni<IsoPlan> lookUpIsoPlan(LookUpIsoPlanRequest request) {
        return Uni.createFrom().item(() -> {
            int lot = whole("lotSize", request.getLotSize(), 2, Integer.MAX_VALUE);
            double limit = request.getQualityLimit();
            if (Arrays.binarySearch(Iso2859.limits(), limit) < 0) {
                throw ServiceException.invalid(
                        "qualityLimit", "must be one of " + Arrays.toString(Iso2859.limits()) + " percent", limit);
            }
            char letter = Iso2859.codeLetter(lot, level(request.getLevel()));
            AcceptancePlan plan = Iso2859.plan(letter, limit);
            return IsoPlan.newBuilder()
                    .setCodeLetter(String.valueOf(letter))
                    .setPlanLetter(String.valueOf(Iso2859.letterOf(plan)))
                    .setSampleSize(Math.min(plan.sample(), lot))
                    .setAcceptanceNumber(plan.accept())
                    .setRejectionNumber(plan.accept() + 1)
                    .setInspectAll(plan.sample() >= lot)
                    .setCaution(CAUTION)
                    .build();
        });
    }

    @Override
    public Uni<SwitchInspectionResponse> switchInspection(SwitchInspectionRequest request) {
        return Uni.createFrom().item(() -> {
            int lot = whole("lotSize", request.getLotSize(), 0, Integer.MAX_VALUE);
            double acceptable = probability("acceptableRate", request.getAcceptableRate());
            double rejectable = rejectable(request.getRejectableRate(), acceptable);
            Inspection inspection = after(request.getOutcomesList());
            SwitchInspectionResponse.Builder response = SwitchInspectionResponse.newBuilder()
                    .setSeverity(InspectionSeverity.Value.valueOf(
                            inspection.severity().name()))
                    .setNote(SWITCHING);
            if (inspection.severity() != Severity.STOPPED) {
                response.setPlan(plan(inspection.plan(lot, acceptable, rejectable), lot, acceptable, rejectable));
            }
            return response.build();
        });
    }

    @Override
    public Uni<AllocateSampleResponse> allocateSample(AllocateSampleRequest request) {
        return Uni.createFrom().item(() -> {
            whole("strata", request.getStrataCount(), 1, MOST_STRATA);
            NeymanAllocation allocation = allocation(request);
            AllocateSampleResponse.Builder response =
                    AllocateSampleResponse.newBuilder().setStandardError(allocation.standardError());
            for (int h = 0; h < request.getStrataCount(); h++) {
                response.addStrata(request.getStrata(h).toBuilder()
                        .setSampleSize(allocation.sizes()[h]));
            }
            return response.build();
        });
    }

    @Override
    public Uni<ErrorRateEstimate> estimateErrorRate(EstimateErrorRateRequest request) {
        return Uni.createFrom().item(() -> {
            if (request.getStrataCount() > 0 && request.getGroupsCount() > 0) {
                throw ServiceException.invalid("groups", "groups must be empty where strata are given");
            }
            if (request.getGroupsCount() > 0) {
                List<ErrorRate.Group> groups = groups(request.getGroupsList());
                return estimate(ErrorRate.grouped(groups), ErrorRate.groupedError(groups), !ErrorRate.isMixed(groups));
            }
            List<ErrorRate.Stratum> strata = strata(request.getStrataList());
            return estimate(ErrorRate.stratified(strata), ErrorRate.standardError(strata), !ErrorRate.isNormal(strata));
        });
    }

    private static ErrorRateEstimate estimate(
            io.autolabeler.quality.statistics.Estimate found, double standardError, boolean exact) {
        return ErrorRateEstimate.newBuilder()
                .setErrorRate(found.value())
                .setStandardError(standardError)
                .setInterval(Bounds.newBuilder()
                        .setLower(found.interval().lower())
                        .setUpper(found.interval().upper()))
                .setExactInterval(exact)
                .build();
    }

    /** Empty strata weigh nothing and are left out. */
    private static List<ErrorRate.Stratum> strata(List<SampledStratum> given) {
        whole("strata", given.size(), 1, MOST_STRATA);
        List<ErrorRate.Stratum> strata = new ArrayList<>();
        for (int h = 0; h < given.size(); h++) {
            SampledStratum each = given.get(h);
            String field = "strata[" + h + "]";
            whole(field + ".items", each.getItems(), 0, Integer.MAX_VALUE);
            whole(field + ".sampled", each.getSampled(), Math.min(1, each.getItems()), each.getItems());
            whole(field + ".errors", each.getErrors(), 0, each.getSampled());
            if (each.getItems() > 0) {
                strata.add(new ErrorRate.Stratum(each.getItems(), each.getSampled(), each.getErrors()));
            }
        }
        if (strata.isEmpty()) {
            throw ServiceException.invalid("strata", "strata must have at least 1 item in all, got 0");
        }
        return strata;
    }

    private static List<ErrorRate.Group> groups(List<SampledGroup> given) {
        whole("groups", given.size(), 1, MOST_GROUPS);
        List<ErrorRate.Group> groups = new ArrayList<>();
        for (int g = 0; g < given.size(); g++) {
            SampledGroup each = given.get(g);
            String field = "groups[" + g + "]";
            double inclusion = each.getInclusionProbability();
            if (!(inclusion > 0 && inclusion <= 1)) {
                throw ServiceException.invalid(
                        field + ".inclusionProbability", "must be above 0 and at most 1", inclusion);
            }
            whole(field + ".sampled", each.getSampled(), 1, Integer.MAX_VALUE);
            whole(field + ".errors", each.getErrors(), 0, each.getSampled());
            groups.add(new ErrorRate.Group(inclusion, each.getSampled(), each.getErrors()));
        }
        return groups;
    }

    private static NeymanAllocation allocation(AllocateSampleRequest request) {
        int[] items = new int[request.getStrataCount()];
        double[] rates = new double[items.length];
        for (int h = 0; h < items.length; h++) {
            Stratum each = request.getStrata(h);
            items[h] = whole("strata[" + h + "].items", each.getItems(), 0, Integer.MAX_VALUE);
            rates[h] = share("strata[" + h + "].errorRate", each.getErrorRate());
        }
        if (Arrays.stream(items).allMatch(each -> each == 0)) {
            throw ServiceException.invalid("strata", "strata must have at least 1 item in all, got 0");
        }
        try {
            return NeymanAllocation.of(items, rates, request.getSampleSize());
        } catch (IllegalArgumentException refused) {
            throw ServiceException.invalid("sampleSize", String.valueOf(refused.getMessage()));
        }
    }

    private static Inspection after(List<LotOutcome.Value> outcomes) {
        whole("outcomes", outcomes.size(), 0, MOST_OUTCOMES);
        Inspection inspection = Inspection.start();
        for (int i = 0; i < outcomes.size(); i++) {
            LotOutcome.Value outcome = outcomes.get(i);
            String field = "outcomes[" + i + "]";
            if (outcome == LotOutcome.Value.UNSPECIFIED || outcome == LotOutcome.Value.UNRECOGNIZED) {
                throw ServiceException.invalid(field, "must be ACCEPTED, REJECTED or RESTARTED", outcome);
            }
            if (outcome == LotOutcome.Value.RESTARTED) {
                inspection = inspection.restart();
            } else if (inspection.severity() == Severity.STOPPED) {
                throw ServiceException.invalid(field, "must be RESTARTED, since inspection is stopped there", outcome);
            } else {
                inspection = inspection.after(outcome == LotOutcome.Value.ACCEPTED);
            }
        }
        return inspection;
    }

    private static AcceptancePlan given(EvaluateSamplingPlanRequest request) {
        int lot = whole("lotSize", request.getLotSize(), 0, Integer.MAX_VALUE);
        int most = lot == 0 ? LARGEST_SAMPLE : Math.min(lot, LARGEST_SAMPLE);
        int sample = whole("sampleSize", request.getSampleSize(), 1, most);
        return new AcceptancePlan(lot, sample, whole("acceptanceNumber", request.getAcceptanceNumber(), 0, sample - 1));
    }

    private static Iso2859.Level level(InspectionLevel.Value level) {
        return switch (level) {
            case I -> Iso2859.Level.I;
            case UNSPECIFIED, II -> Iso2859.Level.II;
            case III -> Iso2859.Level.III;
            case UNRECOGNIZED -> throw ServiceException.invalid("level", "must be I, II or III", level);
        };
    }

    /** Looking at all of the lot where it is too small for a sample. */
    private static SamplingPlan plan(Optional<AcceptancePlan> plan, int lot, double acceptable, double rejectable) {
        if (plan.isEmpty() && lot == 0) {
            throw ServiceException.invalid(
                    "rejectableRate",
                    "must be further from acceptableRate for a sample to tell them apart",
                    rejectable);
        }
        return plan.map(each -> SamplingPlan.newBuilder()
                        .setSampleSize(each.sample())
                        .setAcceptanceNumber(each.accept())
                        .setAcceptGood(each.passes(acceptable))
                        .setAcceptBad(each.passes(rejectable)))
                .orElseGet(() -> SamplingPlan.newBuilder()
                        .setSampleSize(lot)
                        .setInspectAll(true)
                        .setAcceptGood(1))
                .build();
    }

    private static double rejectable(double rate, double acceptable) {
        probability("rejectableRate", rate);
        if (rate <= acceptable) {
            throw ServiceException.invalid("rejectableRate", "must be above acceptableRate " + acceptable, rate);
        }
        return rate;
    }
}
