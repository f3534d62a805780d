package io.autolabeler.labeling.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autolabeler.common.v1.AnnotationValue;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelTarget;
import io.autolabeler.common.v1.Relation;
import io.autolabeler.common.v1.Route;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.common.v1.Span;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.devstack.testing.KafkaTopics;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.labeling.v1.CreateProjectRequest;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.ExportFormat;
import io.autolabeler.labeling.v1.LabelRequest;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.ReadExportRequest;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.StartRunRequest;
import io.autolabeler.quality.v1.ReviewDecided;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
class PeopleRunTest extends RunCalls {
    private static final String CSV = "text\nAnna lives in Basel\n\"\"\nBen left\n";

    private final KafkaTopics topics = KafkaTopics.configured();

    @ParameterizedTest
    @EnumSource(
            value = TaskKind.Value.class,
            names = {"CLASSIFICATION", "MULTI_LABEL", "ENTITIES", "RELATIONS", "SENTIMENT"})
    void leavesEveryItemOfEveryKindToPeople(TaskKind.Value kind) {
        peers.retrievalAway = true;
        Run run = completed(people(kind));

        assertThat(run.getCounts().getDone()).isEqualTo(3);
        assertThat(run.getCounts().getHumanReview()).isEqualTo(2);
        assertThat(run.getCounts().getFailed()).isEqualTo(1);
        assertThat(run.getCost().getActual()).isZero();
        assertThat(run.getCost().getUnpriced()).isFalse();
        assertThat(run.getAnnotator().getPromptVersion()).startsWith("people:");
        assertThat(run.getRouting().getReviewersPerItem()).isEqualTo(2);
        assertThat(annotations(run).getFirst()).satisfies(each -> {
            assertThat(each.getLabel()).isEmpty();
            assertThat(each.getRoute()).isEqualTo(Route.Value.HUMAN_REVIEW);
            assertThat(each.hasConfidence()).isFalse();
            assertThat(each.getFinalLabel()).isEmpty();
        });
        AnnotationsStored told = topics.read("labeling.annotations.v1", run.getId(), AnnotationsStored.parser())
                .getFirst();
        assertThat(told.getKind()).isEqualTo(kind);
        assertThat(told.getRouting().getReviewersPerItem()).isEqualTo(2);
        assertThat(told.getItems(0).getText()).isEqualTo("Anna lives in Basel");
    }

    @Test
    void keepsAReviewedSetOfLabelsAsAJsonArray() {
        Run run = completed(people(TaskKind.Value.MULTI_LABEL));
        String item = annotations(run).getFirst().getItemId();

        review(
                run,
                item,
                1,
                decided(
                        TaskKind.Value.MULTI_LABEL,
                        AnnotationValue.newBuilder().addLabels("it's").addLabels("b")));

        assertFinal(run, "[\"it's\",\"b\"]", "review");
        assertThat(find(run).getCounts().getReviewed()).isEqualTo(1);
    }

    @Test
    void keepsAnAdjudicatedValueAsJsonInAnswersAndExports() {
        Run run = completed(people(TaskKind.Value.RELATIONS));
        String item = annotations(run).getFirst().getItemId();
        AnnotationValue.Builder value = AnnotationValue.newBuilder()
                .addSpans(span(0, 4, "person", "Anna"))
                .addSpans(span(14, 19, "place", "Basel"))
                .addRelations(Relation.newBuilder().setToSpan(1).setLabel("lives in"));
        String json = "{\"spans\":[{\"start\":0,\"end\":4,\"label\":\"person\",\"text\":\"Anna\"},"
                + "{\"start\":14,\"end\":19,\"label\":\"place\",\"text\":\"Basel\"}],"
                + "\"relations\":[{\"fromSpan\":0,\"toSpan\":1,\"label\":\"lives in\"}]}";

        review(run, item, 1, decided(TaskKind.Value.RELATIONS, value).setLabelSource("adjudication"));

        assertFinal(run, json, "adjudication");
        String exported = runs.readExport(ReadExportRequest.newBuilder()
                        .setRunId(run.getId())
                        .setFormat(ExportFormat.Value.JSONL)
                        .build())
                .getData()
                .toStringUtf8();
        assertThat(exported.lines().findFirst().orElseThrow())
                .contains("\"final_label\":\"" + json.replace("\"", "\\\"") + "\",\"label_source\":\"adjudication\"");
    }

    @Test
    void takesAReviewedValueBack() {
        Run run = completed(people(TaskKind.Value.ENTITIES));
        String item = annotations(run).getFirst().getItemId();
        review(run, item, 1, decided(TaskKind.Value.ENTITIES, AnnotationValue.newBuilder()));
        assertFinal(run, "{\"spans\":[]}", "review");

        review(
                run,
                item,
                2,
                ReviewDecided.newBuilder().setKind(TaskKind.Value.ENTITIES).setWithdrawn(true));

        assertFinal(run, "", "");
        assertThat(find(run).getCounts().getReviewed()).isZero();
    }

    @Test
    void refusesWhatPeopleOrTheKindCannotDo() {
        Dataset dataset = dataset(TaskKind.Value.ENTITIES);

        assertThatThrownBy(() -> start(dataset, Run.newBuilder().setModel("embedded")))
                .hasMessageContaining("kind ENTITIES needs model people, got embedded");
        assertThatThrownBy(() -> start(dataset, Run.newBuilder()))
                .hasMessageContaining("examplesDatasetId must be empty for kind ENTITIES");
        assertThatThrownBy(() -> runs.label(LabelRequest.newBuilder()
                        .setProjectId(dataset.getProjectId())
                        .addTexts("Anna")
                        .build()))
                .hasMessageContaining("FAILED_PRECONDITION")
                .hasMessageContaining("people label in the review queue");
    }

    private void assertFinal(Run run, String label, String source) {
        await().atMost(SOON).untilAsserted(() -> {
            Annotation first = annotations(run).getFirst();
            assertThat(first.getFinalLabel()).isEqualTo(label);
            assertThat(first.getLabelSource()).isEqualTo(source);
        });
    }

    private static ReviewDecided.Builder decided(TaskKind.Value kind, AnnotationValue.Builder value) {
        return ReviewDecided.newBuilder().setKind(kind).setValue(value);
    }

    private void review(Run run, String item, int revision, ReviewDecided.Builder review) {
        var event = review.setRunId(run.getId())
                .setItemId(item)
                .setRevision(revision)
                .build();
        topics.send("quality.reviews.v1", item, UUID.randomUUID(), event);
    }

    private Run people(TaskKind.Value kind) {
        Dataset dataset = dataset(kind);
        return runs.startRun(StartRunRequest.newBuilder()
                .setRun(Run.newBuilder().setProjectId(dataset.getProjectId()).setDatasetId(dataset.getId()))
                .build());
    }

    private Dataset dataset(TaskKind.Value kind) {
        Project.Builder project = Project.newBuilder()
                .setName("people " + UUID.randomUUID())
                .setKind(kind)
                .setModel("people")
                .setRouting(Routing.newBuilder().setReviewersPerItem(2))
                .addLabels(Label.newBuilder().setName("person"))
                .addLabels(Label.newBuilder().setName("place"));
        if (kind == TaskKind.Value.RELATIONS) {
            project.addLabels(Label.newBuilder().setName("lives in").setTarget(LabelTarget.Value.RELATION));
        }
        String id = projects.createProject(
                        CreateProjectRequest.newBuilder().setProject(project).build())
                .getId();
        return imported(Dataset.newBuilder().setProjectId(id).setTextColumn("text"), CSV);
    }

    private static Span span(int start, int end, String label, String text) {
        return Span.newBuilder()
                .setStart(start)
                .setEnd(end)
                .setLabel(label)
                .setText(text)
                .build();
    }
}
