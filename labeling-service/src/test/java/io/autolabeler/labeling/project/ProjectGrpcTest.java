package io.autolabeler.labeling.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.FieldMask;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelTarget;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.labeling.v1.CreateProjectRequest;
import io.autolabeler.labeling.v1.GetProjectRequest;
import io.autolabeler.labeling.v1.ListProjectsRequest;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.ProjectServiceGrpc.ProjectServiceBlockingStub;
import io.autolabeler.labeling.v1.UpdateProjectRequest;
import io.autolabeler.platform.caller.Caller;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // Injected.
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
class ProjectGrpcTest {
    @GrpcClient("self")
    ProjectServiceBlockingStub projects;

    @Test
    void givesBackWhatWasCreatedWithDefaults() {
        Project made = projects.createProject(create("spam or ham " + UUID.randomUUID()));

        Project read = projects.getProject(
                GetProjectRequest.newBuilder().setProjectId(made.getId()).build());

        assertThat(read).isEqualTo(made);
        assertThat(read.getModel()).isEqualTo("embedded");
        assertThat(read.getRouting().getAutoAcceptThreshold()).isEqualTo(0.9);
        assertThat(read.getSchemaVersion()).isEqualTo(1);
    }

    @Test
    void createsOneProjectPerIdempotencyKey() {
        CreateProjectRequest request = create("idempotent " + UUID.randomUUID()).toBuilder()
                .setIdempotencyKey(UUID.randomUUID().toString())
                .build();

        assertThat(projects.createProject(request)).isEqualTo(projects.createProject(request));
    }

    @Test
    void refusesATakenName() {
        CreateProjectRequest request = create("taken " + UUID.randomUUID());
        projects.createProject(request);

        assertThatThrownBy(() -> projects.createProject(request))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("ALREADY_EXISTS")
                .hasMessageContaining("exists already");
    }

    @Test
    void namesTheFieldThatBreaksARule() {
        var oneLabel = CreateProjectRequest.newBuilder()
                .setProject(Project.newBuilder()
                        .setName("one label")
                        .setKind(TaskKind.Value.CLASSIFICATION)
                        .addLabels(label("only")))
                .build();

        assertThatThrownBy(() -> projects.createProject(oneLabel))
                .hasMessageContaining("INVALID_ARGUMENT: labels must be 2 to 500, got 1");
    }

    @Test
    void letsPeopleLabelEveryKindAndNothingElseTheStructuredOnes() {
        for (var kind : List.of(TaskKind.Value.MULTI_LABEL, TaskKind.Value.ENTITIES, TaskKind.Value.RELATIONS)) {
            Project.Builder project = Project.newBuilder()
                    .setName(kind + " " + UUID.randomUUID())
                    .setKind(kind)
                    .addLabels(label("person"))
                    .addLabels(label("place"));
            if (kind == TaskKind.Value.RELATIONS) {
                project.addLabels(label("lives in").toBuilder().setTarget(LabelTarget.Value.RELATION));
            }

            assertRefused(project, "kind " + kind + " needs model people, got embedded");
            Project made = projects.createProject(CreateProjectRequest.newBuilder()
                    .setProject(project.setModel("people"))
                    .build());

            assertThat(made.getLabelsList()).isEqualTo(project.getLabelsList());
            assertThat(made.getRouting().getReviewersPerItem()).isEqualTo(1);
        }
    }

    @Test
    void refusesLabelsWhoseTargetTheKindHasNot() {
        Label relation = label("lives in").toBuilder()
                .setTarget(LabelTarget.Value.RELATION)
                .build();
        Project.Builder people = Project.newBuilder().setName("targets").setModel("people");

        assertRefused(
                people.setKind(TaskKind.Value.ENTITIES)
                        .addLabels(label("person"))
                        .addLabels(relation),
                "labels[1].target must fit kind ENTITIES, got RELATION");
        assertRefused(
                people.setKind(TaskKind.Value.RELATIONS)
                        .clearLabels()
                        .addLabels(label("a"))
                        .addLabels(label("b")),
                "labels must be of both targets");
    }

    @Test
    void refusesReviewersBeyondFiveAndSharesBeyondOne() {
        Project.Builder project = create("reviewers").getProject().toBuilder();

        assertRefused(
                project.clone().setRouting(Routing.newBuilder().setReviewersPerItem(6)),
                "routing.reviewersPerItem must be 1 to 5, got 6");
        assertRefused(
                project.clone().setRouting(Routing.newBuilder().setHideSuggestionShare(1.5)),
                "routing.hideSuggestionShare must be 0 to 1, got 1.5");
        assertRefused(
                project.clone().setRouting(Routing.newBuilder().setAuditShare(-.1)),
                "routing.auditShare must be 0 to 1, got -0.1");
        assertRefused(
                project.clone().setRouting(Routing.newBuilder().setMaxRisk(.4)),
                "routing.maxRisk must be 0, or above 0 and below 0.4, got 0.4");
    }

    private void assertRefused(Project.Builder project, String message) {
        var request = CreateProjectRequest.newBuilder().setProject(project).build();
        assertThatThrownBy(() -> projects.createProject(request))
                .hasMessageContaining("INVALID_ARGUMENT")
                .hasMessageContaining(message);
    }

    @Test
    void makesANewSchemaVersionWhenLabelsChange() {
        Project made = projects.createProject(create("versions " + UUID.randomUUID()));

        Project changed = projects.updateProject(UpdateProjectRequest.newBuilder()
                .setProject(Project.newBuilder()
                        .setId(made.getId())
                        .addLabels(label("a"))
                        .addLabels(label("b"))
                        .addLabels(label("c")))
                .setUpdateMask(FieldMask.newBuilder().addPaths("labels"))
                .build());

        assertThat(changed.getSchemaVersion()).isEqualTo(2);
        assertThat(changed.getLabelsCount()).isEqualTo(3);
    }

    @Test
    void hidesProjectsFromAKeyOfAnother() {
        Project made = projects.createProject(create("hidden " + UUID.randomUUID()));
        var stranger = projects.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(
                new Caller("k", Set.of(UUID.randomUUID().toString())).metadata()));

        assertThatThrownBy(() -> stranger.getProject(GetProjectRequest.newBuilder()
                        .setProjectId(made.getId())
                        .build()))
                .hasMessageContaining("PERMISSION_DENIED");
        assertThat(stranger.listProjects(ListProjectsRequest.getDefaultInstance())
                        .getProjectsList())
                .isEmpty();
    }

    @Test
    void refusesANegativePageSize() {
        assertThatThrownBy(() -> projects.listProjects(
                        ListProjectsRequest.newBuilder().setPageSize(-1).build()))
                .hasMessageContaining("pageSize must be 1 to 500, got -1");
    }

    private static CreateProjectRequest create(String name) {
        return CreateProjectRequest.newBuilder()
                .setProject(Project.newBuilder()
                        .setName(name)
                        .setKind(TaskKind.Value.CLASSIFICATION)
                        .addLabels(label("spam"))
                        .addLabels(label("ham")))
                .build();
    }

    private static Label label(String name) {
        return Label.newBuilder().setName(name).build();
    }
}
