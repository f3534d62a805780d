package io.autolabeler.quality.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.quality.v1.AllocateSampleRequest;
import io.autolabeler.quality.v1.AllocateSampleResponse;
import io.autolabeler.quality.v1.DesignSamplingPlanRequest;
import io.autolabeler.quality.v1.EvaluateSamplingPlanRequest;
import io.autolabeler.quality.v1.InspectionLevel;
import io.autolabeler.quality.v1.InspectionSeverity;
import io.autolabeler.quality.v1.IsoPlan;
import io.autolabeler.quality.v1.LookUpIsoPlanRequest;
import io.autolabeler.quality.v1.LotOutcome.Value;
import io.autolabeler.quality.v1.OperatingCharacteristic;
import io.autolabeler.quality.v1.SamplingPlan;
import io.autolabeler.quality.v1.SamplingServiceGrpc.SamplingServiceBlockingStub;
import io.autolabeler.quality.v1.Stratum;
import io.autolabeler.quality.v1.SwitchInspectionRequest;
import io.autolabeler.quality.v1.SwitchInspectionResponse;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "quality"))
class SamplingGrpcTest {
    @Inject
    @GrpcClient("self")
    SamplingServiceBlockingStub sampling;

    @Test
    void designsByTwoRisksOfFiveAndTenPercentUnlessToldOtherwise() {
        SamplingPlan usual = sampling.designSamplingPlan(design(.01, .05).build());
        SamplingPlan tight = sampling.designSamplingPlan(
                design(.01, .05).setProducerRisk(.1).setConsumerRisk(.05).build());
        SamplingPlan small =
                sampling.designSamplingPlan(design(.01, .05).setLotSize(5).build());

        assertThat(usual.getSampleSize()).isEqualTo(132);
        assertThat(usual.getAcceptanceNumber()).isEqualTo(3);
        assertThat(usual.getAcceptGood()).isEqualTo(0.9557474941740338, within(1e-12));
        assertThat(usual.getAcceptBad()).isEqualTo(0.0992283044257829, within(1e-12));
        assertThat(tight.getSampleSize()).isEqualTo(153);
        assertThat(small.getInspectAll()).isTrue();
        assertThat(small.getSampleSize()).isEqualTo(5);
    }

    @Test
    void designsPlansThatAcceptNoWrongOne() {
        DesignSamplingPlanRequest.Builder request =
                design(0, .05).setConsumerRisk(.05).setZeroDefects(true);

        SamplingPlan plan = sampling.designSamplingPlan(request.build());

        assertThat(plan.getSampleSize()).isEqualTo(59);
        assertThat(plan.getAcceptanceNumber()).isZero();
        assertThat(plan.getAcceptGood()).isEqualTo(1);
        assertThat(plan.getAcceptBad()).isEqualTo(Math.pow(.95, 59), within(1e-14));
        assertThat(sampling.designSamplingPlan(request.setLotSize(59).build()).getInspectAll())
                .isTrue();
    }

    @Test
    void refusesDesignsByTheirField() {
        assertRefused(() -> sampling.designSamplingPlan(design(0, .05).build()), "acceptableRate must be above 0");
        assertRefused(
                () -> sampling.designSamplingPlan(design(.1, .05).build()), "rejectableRate must be above accept");
        assertRefused(
                () -> sampling.designSamplingPlan(
                        design(.01, .05).setLotSize(-1).build()),
                "lotSize must be at least 0, got -1");
        assertRefused(
                () -> sampling.designSamplingPlan(
                        design(.01, .05).setConsumerRisk(2).build()),
                "consumerRisk must be above 0 and below 1, got 2");
        assertRefused(
                () -> sampling.designSamplingPlan(
                        design(0, 1e-7).setZeroDefects(true).build()),
                "rejectableRate must be further");
    }

    @Test
    void saysHowProbablyAPlanAccepts() {
        EvaluateSamplingPlanRequest.Builder request = EvaluateSamplingPlanRequest.newBuilder()
                .setSampleSize(80)
                .setAcceptanceNumber(2)
                .addAllErrorRates(List.of(.01, .05));

        OperatingCharacteristic large = sampling.evaluateSamplingPlan(request.build());
        OperatingCharacteristic small =
                sampling.evaluateSamplingPlan(request.setLotSize(799).build());

        assertThat(large.getDistribution()).isEqualTo(OperatingCharacteristic.Distribution.BINOMIAL);
        assertThat(large.getPoints(0).getErrorRate()).isEqualTo(.01);
        assertThat(large.getPoints(0).getAccept()).isEqualTo(0.9534468142640684, within(1e-14));
        assertThat(large.getPoints(1).getAccept()).isEqualTo(0.23062050491649155, within(1e-14));
        assertThat(small.getDistribution()).isEqualTo(OperatingCharacteristic.Distribution.HYPERGEOMETRIC);
        assertThat(small.getPoints(0).getAccept())
                .isEqualTo(new AcceptancePlan(799, 80, 2).passesWith(8), within(1e-14));
        assertRefused(
                () -> sampling.evaluateSamplingPlan(request.setLotSize(79).build()),
                "sampleSize must be 1 to 79, got 80");
        assertRefused(
                () -> sampling.evaluateSamplingPlan(
                        request.setLotSize(0).setAcceptanceNumber(80).build()),
                "acceptanceNumber must be 0 to 79, got 80");
        assertRefused(
                () -> sampling.evaluateSamplingPlan(
                        request.setAcceptanceNumber(2).addErrorRates(1.5).build()),
                "errorRates[2] must be in [0, 1], got 1.5");
        assertRefused(
                () -> sampling.evaluateSamplingPlan(request.clearErrorRates().build()),
                "errorRates must be 1 to 1000, got 0");
    }

    @Test
    void looksUpPlansAfterThePatternOfTheStandard() {
        IsoPlan usual = sampling.lookUpIsoPlan(iso(1000, 1.0).build());
        IsoPlan moved = sampling.lookUpIsoPlan(iso(5, 10).build());

        assertThat(usual.getCodeLetter()).isEqualTo("J");
        assertThat(usual.getPlanLetter()).isEqualTo("J");
        assertThat(usual.getSampleSize()).isEqualTo(80);
        assertThat(usual.getAcceptanceNumber()).isEqualTo(2);
        assertThat(usual.getRejectionNumber()).isEqualTo(3);
        assertThat(usual.getInspectAll()).isFalse();
        assertThat(usual.getCaution()).contains("compare it with a bought copy");
        assertThat(sampling.lookUpIsoPlan(iso(1000, 1.0)
                                .setLevel(InspectionLevel.Value.III)
                                .build())
                        .getCodeLetter())
                .isEqualTo("K");
        assertThat(moved.getCodeLetter()).isEqualTo("A");
        assertThat(moved.getPlanLetter()).isEqualTo("C");
        assertThat(moved.getSampleSize()).isEqualTo(5);
        assertThat(moved.getInspectAll()).isTrue();
        assertRefused(() -> sampling.lookUpIsoPlan(iso(1, 1.0).build()), "lotSize must be at least 2, got 1");
        assertRefused(() -> sampling.lookUpIsoPlan(iso(9, 1.1).build()), "qualityLimit must be one of [0.01, 0.015");
        assertRefused(() -> sampling.lookUpIsoPlan(iso(9, 1).setLevelValue(9).build()), "level must be I, II or III");
    }

    @Test
    void switchesBetweenItsOwnPlans() {
        SwitchInspectionResponse first = sampling.switchInspection(history(List.of()));
        SwitchInspectionResponse tightened =
                sampling.switchInspection(history(List.of(Value.REJECTED, Value.REJECTED)));
        SwitchInspectionResponse reduced = sampling.switchInspection(history(Collections.nCopies(10, Value.ACCEPTED)));
        SwitchInspectionResponse stopped = sampling.switchInspection(history(Collections.nCopies(7, Value.REJECTED)));

        assertThat(first.getSeverity()).isEqualTo(InspectionSeverity.Value.NORMAL);
        assertThat(first.getPlan().getSampleSize()).isEqualTo(132);
        assertThat(first.getNote()).isEqualTo("switching after the pattern of ISO 2859-1, own plans");
        assertThat(tightened.getSeverity()).isEqualTo(InspectionSeverity.Value.TIGHTENED);
        assertThat(tightened.getPlan().getSampleSize()).isEqualTo(153);
        assertThat(tightened.getPlan().getAcceptBad()).isEqualTo(0.049444798043, within(1e-12));
        assertThat(reduced.getSeverity()).isEqualTo(InspectionSeverity.Value.REDUCED);
        assertThat(reduced.getPlan().getSampleSize()).isEqualTo(78);
        assertThat(stopped.getSeverity()).isEqualTo(InspectionSeverity.Value.STOPPED);
        assertThat(stopped.hasPlan()).isFalse();
    }

    @Test
    void goesOnAfterAStopOnlyOnceAPersonRestartedIt() {
        List<Value> stopped = Collections.nCopies(7, Value.REJECTED);

        assertThat(sampling.switchInspection(history(stopped, Value.RESTARTED)).getSeverity())
                .isEqualTo(InspectionSeverity.Value.TIGHTENED);
        assertRefused(
                () -> sampling.switchInspection(history(stopped, Value.ACCEPTED)),
                "outcomes[7] must be RESTARTED, since inspection is stopped there, got ACCEPTED");
        assertRefused(
                () -> sampling.switchInspection(history(List.of(Value.UNSPECIFIED))),
                "outcomes[0] must be ACCEPTED, REJECTED or RESTARTED");
        assertRefused(
                () -> sampling.switchInspection(SwitchInspectionRequest.newBuilder()
                        .setAcceptableRate(.05)
                        .setRejectableRate(.01)
                        .build()),
                "rejectableRate must be above acceptableRate 0.05");
    }

    @Test
    void allocatesToStrataAndNoneToEmptyOnes() {
        AllocateSampleResponse found = sampling.allocateSample(
                allocate(200, stratum(6000, .02), stratum(0, .5), stratum(3000, .1), stratum(1000, .3)));

        assertThat(found.getStrataList().stream().map(Stratum::getSampleSize)).containsExactly(76, 0, 82, 42);
        assertThat(found.getStandardError()).isEqualTo(0.015350784770, within(1e-12));
        assertRefused(() -> sampling.allocateSample(allocate(2)), "strata must be 1 to 100, got 0");
        assertRefused(
                () -> sampling.allocateSample(allocate(2, stratum(9, .1), stratum(-1, .1))),
                "strata[1].items must be at least 0, got -1");
        assertRefused(
                () -> sampling.allocateSample(allocate(2, stratum(9, 1.1))),
                "strata[0].errorRate must be in [0, 1], got 1.1");
        assertRefused(() -> sampling.allocateSample(allocate(1, stratum(9, .1))), "sample must be at least 2");
        assertRefused(() -> sampling.allocateSample(allocate(0, stratum(0, .1))), "strata must have at least 1 item");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).hasMessageContaining("INVALID_ARGUMENT: ").hasMessageContaining(message);
    }

    private static DesignSamplingPlanRequest.Builder design(double acceptable, double rejectable) {
        return DesignSamplingPlanRequest.newBuilder()
                .setAcceptableRate(acceptable)
                .setRejectableRate(rejectable);
    }

    private static LookUpIsoPlanRequest.Builder iso(int lot, double limit) {
        return LookUpIsoPlanRequest.newBuilder().setLotSize(lot).setQualityLimit(limit);
    }

    private static SwitchInspectionRequest history(List<Value> outcomes, Value... more) {
        return SwitchInspectionRequest.newBuilder()
                .setAcceptableRate(.01)
                .setRejectableRate(.05)
                .addAllOutcomes(outcomes)
                .addAllOutcomes(List.of(more))
                .build();
    }

    private static AllocateSampleRequest allocate(int sample, Stratum... strata) {
        return AllocateSampleRequest.newBuilder()
                .setSampleSize(sample)
                .addAllStrata(List.of(strata))
                .build();
    }

    private static Stratum stratum(int items, double rate) {
        return Stratum.newBuilder().setItems(items).setErrorRate(rate).build();
    }
}
