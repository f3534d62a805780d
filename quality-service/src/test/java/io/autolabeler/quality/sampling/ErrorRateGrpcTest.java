package io.autolabeler.quality.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.quality.v1.ErrorRateEstimate;
import io.autolabeler.quality.v1.EstimateErrorRateRequest;
import io.autolabeler.quality.v1.SampledGroup;
import io.autolabeler.quality.v1.SampledStratum;
import io.autolabeler.quality.v1.SamplingServiceGrpc.SamplingServiceBlockingStub;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "quality"))
class ErrorRateGrpcTest {
    @Inject
    @GrpcClient("self")
    SamplingServiceBlockingStub sampling;

    @Test
    void estimatesFromStrata() {
        ErrorRateEstimate found = sampling.estimateErrorRate(EstimateErrorRateRequest.newBuilder()
                .addStrata(sampled(6000, 100, 2))
                .addStrata(sampled(0, 0, 0))
                .addStrata(sampled(4000, 50, 5))
                .build());
        ErrorRateEstimate exact = sampling.estimateErrorRate(EstimateErrorRateRequest.newBuilder()
                .addStrata(sampled(9000, 1, 0))
                .build());

        double variance = .36 * (1 - 100 / 6000.0) * .02 * .98 / 99 + .16 * (1 - 50 / 4000.0) * .1 * .9 / 49;
        assertThat(found.getErrorRate()).isEqualTo(.052, within(1e-15));
        assertThat(found.getStandardError()).isEqualTo(Math.sqrt(variance), within(1e-15));
        assertThat(found.getInterval().getUpper())
                .isEqualTo(.052 + 1.959963984540054 * Math.sqrt(variance), within(1e-14));
        assertThat(found.getExactInterval()).isFalse();
        assertThat(exact.getExactInterval()).isTrue();
        assertThat(exact.getStandardError()).isZero();
        assertThat(exact.getInterval().getUpper()).isEqualTo(.975, within(1e-14));
    }

    @Test
    void estimatesFromGroupsOfEqualChances() {
        ErrorRateEstimate found = sampling.estimateErrorRate(groups(group(.5, 15, 2), group(.02, 15, 3)));
        ErrorRateEstimate none = sampling.estimateErrorRate(groups(group(.1, 100, 0)));

        assertThat(found.getErrorRate()).isEqualTo((2 * 2 + 3 * 50) / (15 * 2 + 15 * 50.0), within(1e-15));
        assertThat(found.getStandardError()).isPositive();
        assertThat(found.getExactInterval()).isFalse();
        assertThat(none.getInterval().getUpper()).isEqualTo(1 - Math.pow(.025, .01), within(1e-14));
        assertThat(none.getExactInterval()).isTrue();
    }

    @Test
    void refusesEstimatesByTheirField() {
        EstimateErrorRateRequest.Builder both =
                groups(group(.5, 1, 0)).toBuilder().addStrata(sampled(9, 1, 0));

        assertRefused(() -> sampling.estimateErrorRate(both.build()), "groups must be empty where strata are given");
        assertRefused(() -> sampling.estimateErrorRate(groups()), "strata must be 1 to 100, got 0");
        assertRefused(
                () -> sampling.estimateErrorRate(groups(group(.5, 1, 0), group(0, 1, 0))),
                "groups[1].inclusionProbability must be above 0 and at most 1, got 0");
        assertRefused(
                () -> sampling.estimateErrorRate(groups(group(.5, 1, 2))), "groups[0].errors must be 0 to 1, got 2");
        assertRefused(
                () -> sampling.estimateErrorRate(
                        both.clearGroups().addStrata(sampled(9, 10, 0)).build()),
                "strata[1].sampled must be 1 to 9, got 10");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).hasMessageContaining("INVALID_ARGUMENT: ").hasMessageContaining(message);
    }

    private static SampledStratum sampled(int items, int sampled, int errors) {
        return SampledStratum.newBuilder()
                .setItems(items)
                .setSampled(sampled)
                .setErrors(errors)
                .build();
    }

    private static SampledGroup group(double inclusion, int sampled, int errors) {
        return SampledGroup.newBuilder()
                .setInclusionProbability(inclusion)
                .setSampled(sampled)
                .setErrors(errors)
                .build();
    }

    private static EstimateErrorRateRequest groups(SampledGroup... groups) {
        return EstimateErrorRateRequest.newBuilder()
                .addAllGroups(List.of(groups))
                .build();
    }
}
