package io.autolabeler.gateway.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.autolabeler.common.v1.Annotator;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.Route;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.DatasetServiceGrpc;
import io.autolabeler.labeling.v1.Item;
import io.autolabeler.labeling.v1.ListAnnotationsResponse;
import io.autolabeler.labeling.v1.ListItemsResponse;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.ProjectServiceGrpc;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.RunServiceGrpc;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows that a run is evaluated by. */
@QuarkusTest
class EvaluateRunTest extends JudgeCalls {
    @BeforeEach
    void playServices() {
        services.answer(
                DatasetServiceGrpc.getGetDatasetMethod(),
                request -> Dataset.newBuilder()
                        .setId(ID)
                        .addAllColumns(List.of("text", "label", "source"))
                        .build());
        services.answer(
                DatasetServiceGrpc.getListItemsMethod(),
                request -> request.getPageToken().isEmpty()
                        ? ListItemsResponse.newBuilder()
                                .addItems(item(0, "a", "y", "web"))
                                .addItems(item(1, "b", "x", "mail"))
                                .setNextPageToken("more")
                                .build()
                        : ListItemsResponse.newBuilder()
                                .addItems(item(2, "c", "", "shop"))
                                .build());
    }

    @Test
    void slicesByColumnsOfTheDatasetAndByResults() {
        play(TaskKind.Value.CLASSIFICATION, "embedded", labeled(0, "y", "y"), labeled(2, "y", ""));

        evaluate("&sliceColumns=source&sliceColumns=input_label&sliceColumns=route")
                .statusCode(202);

        assertThat(rows())
                .containsExactly(
                        "{\"id\":\"0\",\"label\":\"x\",\"gold\":\"y\",\"cost_usd\":0.0,\"truth_source\":\"review\","
                                + "\"route\":\"AUTO_ACCEPT\",\"source\":\"web\",\"input_label\":\"y\"}",
                        "{\"id\":\"2\",\"label\":\"x\",\"gold\":\"y\",\"cost_usd\":0.0,\"truth_source\":\"review\","
                                + "\"inclusion\":0.05,\"route\":\"AUTO_ACCEPT\",\"source\":\"shop\",\"input_label\":\"\"}");
        evaluate("&sliceColumns=label")
                .statusCode(400)
                .body("errors[0].field", equalTo("sliceColumns"))
                .body("detail", containsString("(text, input_label, source) or route, model, label_source, got label"));
    }

    @Test
    void saysHowProbablyAnItemCameToBeJudged() {
        Annotation routed = labeled(0, "y", "").toBuilder()
                .setRoute(Route.Value.HUMAN_REVIEW)
                .build();
        Annotation gold =
                labeled(1, "x", "x").toBuilder().setLabelSource("gold").build();
        play(TaskKind.Value.CLASSIFICATION, "embedded", routed, gold, labeled(2, "x", ""));

        evaluate("").statusCode(202);

        assertThat(rows().get(0)).endsWith("\"truth_source\":\"review\",\"inclusion\":1.0}");
        assertThat(rows().get(1)).endsWith("\"truth_source\":\"gold\"}");
        assertThat(rows().get(2)).endsWith("\"truth_source\":\"review\",\"inclusion\":0.05}");
    }

    @Test
    void judgesPeopleByGold() {
        Annotation decided = labeled(0, "y", "x").toBuilder().clearLabel().build();
        Annotation open = labeled(1, "x", "x").toBuilder()
                .clearLabel()
                .setLabelSource("gold")
                .build();
        Annotation withoutGold = labeled(2, "x", "").toBuilder().clearLabel().build();
        play(TaskKind.Value.CLASSIFICATION, "people", decided, open, withoutGold);

        evaluate("").statusCode(202);

        assertThat(rows())
                .containsExactly(
                        "{\"id\":\"0\",\"label\":\"y\",\"gold\":\"x\",\"cost_usd\":0.0,\"truth_source\":\"gold\"}");
        play(TaskKind.Value.CLASSIFICATION, "people", withoutGold);
        evaluate("").statusCode(409).body("detail", containsString("people labeled this run without a model"));
    }

    @Test
    void judgesSpansOfPeopleByGold() {
        Annotation decided =
                labeled(0, "{\"spans\":[]}", "[]").toBuilder().clearLabel().build();
        play(TaskKind.Value.ENTITIES, "people", decided);

        evaluate("").statusCode(202);

        assertThat(rows().getFirst()).contains("\"label\":\"{\\\"spans\\\":[]}\",\"gold\":\"[]\"");
    }

    private void play(TaskKind.Value kind, String model, Annotation... items) {
        services.answer(
                RunServiceGrpc.getGetRunMethod(),
                request -> Run.newBuilder()
                        .setId(ID)
                        .setProjectId(ID)
                        .setDatasetId(ID)
                        .setAnnotator(Annotator.newBuilder().setModel(model))
                        .setRouting(Routing.newBuilder().setEnabled(true).setAuditShare(0.05))
                        .build());
        services.answer(
                ProjectServiceGrpc.getGetProjectMethod(),
                request -> Project.newBuilder()
                        .setKind(kind)
                        .addLabels(Label.newBuilder().setName("x"))
                        .addLabels(Label.newBuilder().setName("y"))
                        .build());
        services.answer(
                RunServiceGrpc.getListAnnotationsMethod(),
                request -> ListAnnotationsResponse.newBuilder()
                        .addAllAnnotations(List.of(items))
                        .build());
    }

    /** Labeled x by the model, accepted, and reviewed. */
    private static Annotation labeled(int ordinal, String reviewed, String gold) {
        return Annotation.newBuilder()
                .setItemId(Integer.toString(ordinal))
                .setOrdinal(ordinal)
                .setLabel("x")
                .setRoute(Route.Value.AUTO_ACCEPT)
                .setGoldLabel(gold)
                .setFinalLabel(reviewed)
                .setLabelSource("review")
                .build();
    }

    private static Item item(int ordinal, String... values) {
        return Item.newBuilder()
                .setOrdinal(ordinal)
                .addAllValues(List.of(values))
                .build();
    }

    private static ValidatableResponse evaluate(String query) {
        return judge("/evaluations?runId=" + ID + query);
    }

    private List<String> rows() {
        return sent().lines().toList();
    }
}
