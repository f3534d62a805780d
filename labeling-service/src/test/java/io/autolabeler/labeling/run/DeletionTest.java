package io.autolabeler.labeling.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.devstack.testing.KafkaTopics;
import io.autolabeler.labeling.v1.DeleteProjectRequest;
import io.autolabeler.labeling.v1.GetProjectRequest;
import io.autolabeler.labeling.v1.PauseRunRequest;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.TextsDeleted;
import io.autolabeler.platform.database.Database;
import io.autolabeler.retrieval.v1.Example;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // Injected.
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
class DeletionTest extends RunCalls {
    private final KafkaTopics topics = KafkaTopics.configured();

    @Inject
    Database database;

    @Test
    void namesTheDatasetOfEveryExampleSoThatItsDeletionFindsThem() {
        Run run = completed(start(10));

        assertThat(peers.examples(run.getProjectId()))
                .hasSize(2)
                .extracting(Example::getDatasetId)
                .containsOnly(run.getExamplesDatasetId());
    }

    @Test
    void keepsAProjectWhileARunOfItIsOpen() {
        peers.retrievalAway = true;
        Run run = start(10);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(find(run).getState()).isEqualTo(Run.State.RUNNING));

        assertRefused(run);
        runs.pauseRun(PauseRunRequest.newBuilder().setRunId(run.getId()).build());
        assertRefused(run);
    }

    @Test
    void deletesAProjectAndTellsTheOthersWhichRunsWentWithIt() {
        Run run = completed(start(10));

        delete(run.getProjectId());

        assertThatThrownBy(() -> projects.getProject(GetProjectRequest.newBuilder()
                        .setProjectId(run.getProjectId())
                        .build()))
                .hasMessageContaining("NOT_FOUND");
        assertThat(database.list(
                        "select id from item where dataset_id = $1",
                        row -> row.getUUID(0),
                        UUID.fromString(run.getDatasetId())))
                .isEmpty();
        await().untilAsserted(() -> assertThat(
                        topics.read("labeling.deletions.v1", run.getProjectId(), TextsDeleted.parser()))
                .contains(TextsDeleted.newBuilder()
                        .setProjectId(run.getProjectId())
                        .addRunIds(run.getId())
                        .build()));
    }

    private void assertRefused(Run run) {
        assertThatThrownBy(() -> delete(run.getProjectId()))
                .hasMessageContaining("FAILED_PRECONDITION: run " + run.getId() + " of the project is open; cancel it");
    }

    private void delete(String projectId) {
        projects.deleteProject(
                DeleteProjectRequest.newBuilder().setProjectId(projectId).build());
    }
}
