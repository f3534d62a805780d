package io.autolabeler.quality.certification;

import static io.autolabeler.quality.Annotations.ANNOTATOR;
import static io.autolabeler.quality.Annotations.assessedItem;
import static io.autolabeler.quality.Annotations.event;
import static io.autolabeler.quality.Annotations.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.autolabeler.common.v1.Route;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.devstack.testing.KafkaTopics;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.platform.database.Database;
import io.autolabeler.quality.Annotations;
import io.autolabeler.quality.v1.AssessRequest;
import io.autolabeler.quality.v1.AssessServiceGrpc.AssessServiceBlockingStub;
import io.autolabeler.quality.v1.Assessment;
import io.autolabeler.quality.v1.Certificate;
import io.autolabeler.quality.v1.CertificateServiceGrpc.CertificateServiceBlockingStub;
import io.autolabeler.quality.v1.DecideReviewRequest;
import io.autolabeler.quality.v1.ListCertificatesRequest;
import io.autolabeler.quality.v1.NextReviewsRequest;
import io.autolabeler.quality.v1.ReviewServiceGrpc.ReviewServiceBlockingStub;
import io.autolabeler.quality.v1.ReviewTask;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "quality"))
class CertificateGrpcTest {
    private static final double RISK = .05;

    @Inject
    @GrpcClient("self")
    CertificateServiceBlockingStub certificates;

    @Inject
    @GrpcClient("self")
    AssessServiceBlockingStub assess;

    @Inject
    @GrpcClient("self")
    ReviewServiceBlockingStub reviews;

    @Inject
    Database database;

    private final KafkaTopics topics = KafkaTopics.configured();
    private final UUID projectId = UUID.randomUUID();

    @Test
    void acceptsNothingUntilAPromiseCanBeKeptAndNothingOnceAuditsBreakIt() {
        assertThat(route(.99)).isEqualTo(Route.Value.HUMAN_REVIEW);

        storeGold(300);

        Certificate promise = await().until(this::newest, each -> each.getState() == Certificate.State.IN_FORCE);
        assertThat(promise.getAnnotator()).isEqualTo(ANNOTATOR);
        assertThat(promise.getMaxRisk()).isEqualTo(RISK);
        assertThat(promise.getThreshold()).isEqualTo(.97);
        assertThat(promise.getChecked()).isEqualTo(300);
        assertThat(promise.getAccepted()).isEqualTo(150);
        assertThat(promise.getErrors()).isZero();
        assertThat(promise.getGuarantee()).contains("at most 5 % are wrong, with a certainty of 95 %");
        await().untilAsserted(() -> assertThat(route(.97)).isEqualTo(Route.Value.AUTO_ACCEPT));
        assertThat(route(.6)).isEqualTo(Route.Value.HUMAN_REVIEW);

        openAudits(6).forEach(task -> decide(task, "ham"));

        Certificate broken = await().until(this::newest, each -> each.getState() == Certificate.State.SUSPENDED);
        assertThat(broken.getId()).isEqualTo(promise.getId());
        assertThat(broken.getAudited()).isGreaterThanOrEqualTo(4).isEqualTo(broken.getAuditErrors());
        assertThat(broken.getGuarantee()).startsWith("Suspended: ");
        await().untilAsserted(() -> assertThat(route(.99)).isEqualTo(Route.Value.HUMAN_REVIEW));
    }

    @Test
    void saysHowManyLabelsAreMissing() {
        assertThat(route(.99)).isEqualTo(Route.Value.HUMAN_REVIEW);

        storeGold(80);

        Certificate refused = await().until(this::newest, each -> each.getState() == Certificate.State.REFUSED);
        assertThat(refused.hasThreshold()).isFalse();
        assertThat(refused.getMoreLabelsNeeded()).isBetween(20, 60);
        assertThat(refused.getGuarantee()).contains("more checked items are needed");
    }

    @Test
    void listsOnlyTheNewestOfEachModelWhereThoseInUseAreAsked() {
        certificate("embedded", "1", null);
        certificate("small", "1", null);
        certificate("embedded", "2", .9);
        ListCertificatesRequest.Builder all =
                ListCertificatesRequest.newBuilder().setProjectId(projectId.toString());

        var inUse = certificates.listCertificates(
                all.clone().setInUse(true).setPageSize(1).build());
        var rest = certificates.listCertificates(all.clone()
                .setInUse(true)
                .setPageToken(inUse.getNextPageToken())
                .build());

        assertThat(certificates.listCertificates(all.build()).getCertificatesCount())
                .isEqualTo(3);
        assertThat(inUse.getCertificatesList()).singleElement().satisfies(each -> {
            assertThat(each.getAnnotator().getModel()).isEqualTo("embedded");
            assertThat(each.getState()).isEqualTo(Certificate.State.IN_FORCE);
        });
        assertThat(rest.getCertificatesList()).singleElement().satisfies(each -> {
            assertThat(each.getAnnotator().getModel()).isEqualTo("small");
            assertThat(each.getState()).isEqualTo(Certificate.State.REFUSED);
        });
    }

    private void certificate(String model, String promptVersion, @Nullable Double threshold) {
        database.update("""
                insert into certificate (project_id, model, prompt_version, max_risk, miss, threshold, accepted, errors, checked)
                values ($1, $2, $3, 0.05, 0.05, $4, $5, 0, 100)""", projectId, model, promptVersion, threshold, threshold == null ? 0 : 100);
    }

    @Test
    void mixesAuditsIntoTheQueueWithoutAMark() {
        List<ReviewTask> tasks = openAudits(3);

        assertThat(tasks).hasSize(3).allSatisfy(task -> {
            assertThat(task.getRoute()).isEqualTo(Route.Value.HUMAN_REVIEW);
            assertThat(task.toString().toLowerCase(java.util.Locale.ROOT)).doesNotContain("audit");
        });
    }

    @Test
    void drawsAboutTheShareOfAllItemsForAnAudit() {
        Routing.Builder routing = Routing.newBuilder().setEnabled(true).setAuditShare(.25);
        List<Assessment> all = IntStream.range(0, 8)
                .mapToObj(i -> assessed(routing, 256))
                .flatMap(List::stream)
                .toList();

        assertThat(all.stream().filter(Assessment::getAudit).count() / 2048.0).isCloseTo(.25, within(.05));
        assertThat(assessed(Routing.newBuilder().setEnabled(true), 256)).noneMatch(Assessment::getAudit);
        assertThat(assessed(routing.clone().setEnabled(false), 256)).noneMatch(Assessment::getAudit);
    }

    @Test
    void showsTheLikelyLabelsFirst() {
        storeGold(120);

        await().untilAsserted(() -> {
            ReviewTask task = openAudits(1).getFirst();
            assertThat(task.getShortListList()).containsExactly("spam");
        });
    }

    @Test
    void refusesWhatBreaksARule() {
        assertThatThrownBy(() -> assessed(Routing.newBuilder().setMaxRisk(.4), 1))
                .hasMessageContaining("routing.maxRisk must be 0, or above 0 and below 0.4, got 0.4");
        assertThatThrownBy(() -> assessed(Routing.newBuilder().setAuditShare(2), 1))
                .hasMessageContaining("routing.auditShare must be 0 to 1, got 2.0");
        assertThatThrownBy(() -> certificates
                        .withInterceptors(Annotations.as("k", UUID.randomUUID()))
                        .listCertificates(ListCertificatesRequest.newBuilder()
                                .setProjectId(projectId.toString())
                                .build()))
                .hasMessageContaining("PERMISSION_DENIED");
    }

    /** Of a model that is right whenever it is sure, and in half of the other items. */
    private void storeGold(int items) {
        AnnotationsStored.Builder event = event(projectId);
        for (int i = 0; i < items; i++) {
            boolean sure = i % 2 == 0;
            event.addItems(item(sure ? .97 : .6).setGoldLabel(sure || i % 4 == 1 ? "spam" : "ham"));
        }
        topics.send("labeling.annotations.v1", event.getRunId(), UUID.randomUUID(), event.build());
    }

    /** Accepted items that were drawn for an audit, as tasks. */
    private List<ReviewTask> openAudits(int items) {
        AnnotationsStored.Builder event = event(projectId);
        for (int i = 0; i < items; i++) {
            event.addItems(item(.98).setText("win a prize").setAudit(true));
        }
        topics.send("labeling.annotations.v1", event.getRunId(), UUID.randomUUID(), event.build());
        return await().until(
                        () -> as(event.getRunId())
                                .nextReviews(NextReviewsRequest.newBuilder()
                                        .setProjectId(projectId.toString())
                                        .setCount(20)
                                        .build())
                                .getTasksList(),
                        tasks -> tasks.size() >= items);
    }

    private void decide(ReviewTask task, String label) {
        as(task.getRunId())
                .decideReview(DecideReviewRequest.newBuilder()
                        .setTaskId(task.getId())
                        .setLabel(label)
                        .build());
    }

    private ReviewServiceBlockingStub as(String reviewer) {
        return reviews.withInterceptors(Annotations.as(reviewer));
    }

    private Certificate newest() {
        return certificates
                .listCertificates(ListCertificatesRequest.newBuilder()
                        .setProjectId(projectId.toString())
                        .build())
                .getCertificatesList()
                .stream()
                .findFirst()
                .orElse(Certificate.getDefaultInstance());
    }

    private Route.Value route(double confidence) {
        return assess.assess(request(Routing.newBuilder().setEnabled(true).setMaxRisk(RISK))
                        .addItems(assessedItem("a", confidence))
                        .build())
                .getAssessments(0)
                .getRoute();
    }

    private List<Assessment> assessed(Routing.Builder routing, int items) {
        AssessRequest.Builder request = request(routing);
        for (int i = 0; i < items; i++) {
            request.addItems(assessedItem(UUID.randomUUID().toString(), .9));
        }
        return assess.assess(request.build()).getAssessmentsList();
    }

    private AssessRequest.Builder request(Routing.Builder routing) {
        return AssessRequest.newBuilder()
                .setProjectId(projectId.toString())
                .setAnnotator(ANNOTATOR)
                .setRouting(routing);
    }
}
