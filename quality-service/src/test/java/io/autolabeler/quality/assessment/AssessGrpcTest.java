package io.autolabeler.quality.assessment;

import static io.autolabeler.quality.Annotations.ANNOTATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.common.v1.Route;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.quality.Annotations;
import io.autolabeler.quality.v1.AssessRequest;
import io.autolabeler.quality.v1.AssessResponse;
import io.autolabeler.quality.v1.AssessServiceGrpc.AssessServiceBlockingStub;
import io.autolabeler.quality.v1.AssessedItem;
import io.autolabeler.quality.v1.Assessment;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "quality"))
class AssessGrpcTest {
    @Inject
    @GrpcClient("self")
    AssessServiceBlockingStub assess;

    @Test
    void routesByRawConfidenceAndSaysThatItIsUncalibrated() {
        AssessResponse response = assess.assess(request()
                .addItems(item("a", .95, .05))
                .addItems(item("b", .9, .1))
                .addItems(item("c", .6, .4))
                .addItems(item("d", .4, .3, .3))
                .build());

        assertThat(response.getAssessmentsList())
                .extracting(Assessment::getItemId)
                .containsExactly("a", "b", "c", "d");
        assertThat(response.getAssessmentsList())
                .extracting(Assessment::getRoute)
                .containsExactly(
                        Route.Value.AUTO_ACCEPT,
                        Route.Value.AUTO_ACCEPT,
                        Route.Value.HUMAN_REVIEW,
                        Route.Value.EXPERT_REVIEW);
        assertThat(response.getAssessmentsList()).allMatch(Assessment::getUncalibrated);
        assertThat(response.getAssessments(0).getConfidence()).isEqualTo(.95);
        assertThat(response.getCalibrationId()).isEmpty();
    }

    @Test
    void mendsDistributionsAndSendsThoseWithoutConfidenceToAPerson() {
        AssessResponse response = assess.assess(request()
                .addItems(item("unnormalised", 3, 1))
                .addItems(item("nan", .99, Double.NaN))
                .addItems(item("nothing"))
                .build());

        assertThat(response.getAssessments(0).getConfidence()).isCloseTo(.75, within(1e-12));
        assertThat(response.getAssessments(1).getRoute()).isEqualTo(Route.Value.HUMAN_REVIEW);
        assertThat(response.getAssessments(2).getRoute()).isEqualTo(Route.Value.HUMAN_REVIEW);
        assertThat(response.getAssessments(2).getConfidence()).isZero();
    }

    @Test
    void acceptsEverythingWhenRoutingIsOff() {
        AssessResponse response = assess.assess(
                request().clearRouting().addItems(item("a", .4, .3, .3)).build());

        assertThat(response.getAssessments(0).getRoute()).isEqualTo(Route.Value.AUTO_ACCEPT);
    }

    @Test
    void refusesWhatBreaksARule() {
        assertThatThrownBy(() -> assess.assess(request().build()))
                .hasMessageContaining("items must be 1 to 256, got 0");
        assertThatThrownBy(() -> assess.assess(
                        request().setProjectId("x").addItems(item("a", 1)).build()))
                .hasMessageContaining("projectId must be an id");
        assertThatThrownBy(() -> assess.assess(
                        request().clearAnnotator().addItems(item("a", 1)).build()))
                .hasMessageContaining("annotator.model must be set");
        assertThatThrownBy(() -> assess.assess(request()
                        .setRouting(
                                Routing.newBuilder().setAutoAcceptThreshold(.5).setHumanReviewThreshold(.8))
                        .addItems(item("a", 1))
                        .build()))
                .hasMessageContaining("human-review threshold must be above 0 and at most");
        assertThatThrownBy(() -> assess.withInterceptors(Annotations.as("k", UUID.randomUUID()))
                        .assess(request().addItems(item("a", 1)).build()))
                .hasMessageContaining("PERMISSION_DENIED");
    }

    private static AssessRequest.Builder request() {
        return AssessRequest.newBuilder()
                .setProjectId(UUID.randomUUID().toString())
                .setAnnotator(ANNOTATOR)
                .setRouting(Routing.newBuilder().setEnabled(true));
    }

    private static AssessedItem item(String id, double... scores) {
        return AssessedItem.newBuilder()
                .setItemId(id)
                .setLabel("label-0")
                .addAllScores(Arrays.stream(scores).boxed().toList())
                .build();
    }
}
