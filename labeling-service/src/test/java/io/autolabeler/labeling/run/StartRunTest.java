package io.autolabeler.labeling.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autolabeler.common.v1.Routing;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.ListAnnotationsRequest;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.StartRunRequest;
import io.autolabeler.platform.database.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
class StartRunTest extends RunCalls {
    @Inject
    Database database;

    @Test
    void refusesARunWhoseProjectIsBeingDeleted() {
        Dataset dataset = dataset("text\nwin a prize\n");
        examples(dataset.getProjectId());

        CompletableFuture<Run> starting = database.inTransaction(transaction -> {
            transaction.update("delete from project where id = $1", UUID.fromString(dataset.getProjectId()));
            CompletableFuture<Run> started =
                    CompletableFuture.supplyAsync(() -> runs.startRun(StartRunRequest.newBuilder()
                            .setRun(Run.newBuilder()
                                    .setProjectId(dataset.getProjectId())
                                    .setDatasetId(dataset.getId()))
                            .build()));
            await().atMost(SOON).until(this::somebodyWaits);
            return started;
        });

        assertThatThrownBy(starting::join)
                .hasMessageContaining("FAILED_PRECONDITION")
                .hasMessageContaining("the project or a dataset of the run is being deleted");
    }

    @Test
    void cutsTextsOfAnnotationsWhereThatIsAsked() {
        Run run = completed(start(dataset("text\nwin \uD83D\uDE00\uD83D\uDE00 now\nsee\n"), Run.newBuilder()));

        assertThat(runs.listAnnotations(ListAnnotationsRequest.newBuilder()
                                .setRunId(run.getId())
                                .setTextLimit(5)
                                .build())
                        .getAnnotationsList())
                .extracting(Annotation::getText)
                .containsExactly("win \uD83D\uDE00", "see");
        assertThat(annotations(run).getFirst().getText()).isEqualTo("win \uD83D\uDE00\uD83D\uDE00 now");
    }

    @Test
    void auditsAPromiseByTheProjectsItemsOfTheWeek() {
        Routing.Builder promise = Routing.newBuilder().setEnabled(true).setMaxRisk(.02);
        Dataset dataset = dataset("text\n" + "win a prize\n".repeat(40));

        Run first = start(dataset, Run.newBuilder().setRouting(promise));
        Run second = start(dataset, Run.newBuilder().setRouting(promise));
        database.update(
                "update run set create_time = now() - interval '8 days' where id = $1", UUID.fromString(first.getId()));
        Run later = start(dataset, Run.newBuilder().setItemLimit(10).setRouting(promise));

        assertThat(first.getRouting().getAuditShare()).isEqualTo(.5);
        assertThat(second.getRouting().getAuditShare()).isEqualTo(.25);
        assertThat(later.getRouting().getAuditShare()).isEqualTo(.4);
    }

    private boolean somebodyWaits() {
        return database.first("""
                        select exists (select from pg_stat_activity
                            where wait_event_type = 'Lock' and query like 'select id from project%for key share')""", row -> row.getBoolean(0)).orElseThrow();
    }
}
