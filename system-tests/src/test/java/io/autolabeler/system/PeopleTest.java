package io.autolabeler.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autolabeler.common.v1.AnnotationValue;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelTarget;
import io.autolabeler.common.v1.Relation;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.common.v1.Span;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.quality.v1.DecideReviewRequest;
import io.autolabeler.quality.v1.NextReviewsRequest;
import io.autolabeler.quality.v1.NextReviewsResponse;
import io.autolabeler.quality.v1.ReviewStats;
import io.autolabeler.quality.v1.ReviewTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A team labels projects of every kind without a model: two reviewers for each item, and one who settles what they disagree on. */
@SystemTest
class PeopleTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String AGREED = "Anna moved to Basel";
    private static final String DISPUTED = "\uD83D\uDE00 Anna left";
    private static final Span ANNA = span(0, 4, "person", "Anna");
    private static final Span BASEL = span(14, 19, "place", "Basel");
    private static final Span DISPUTED_ANNA = span(2, 6, "person", "Anna");

    private final Api api;

    PeopleTest(RunningSystem system) {
        this.api = system.api();
    }

    static Stream<Arguments> kinds() {
        String anna = "{\"spans\":[{\"start\":0,\"end\":4,\"label\":\"person\",\"text\":\"Anna\"}";
        String both = anna + ",{\"start\":14,\"end\":19,\"label\":\"place\",\"text\":\"Basel\"}]";
        String disputed = "{\"spans\":[{\"start\":2,\"end\":6,\"label\":\"person\",\"text\":\"Anna\"}]";
        String lives = ",\"relations\":[{\"fromSpan\":0,\"toSpan\":1,\"label\":\"lives in\"}]}";
        return Stream.of(
                Arguments.of(TaskKind.Value.CLASSIFICATION, "person", "place"),
                Arguments.of(TaskKind.Value.SENTIMENT, "person", "place"),
                Arguments.of(TaskKind.Value.MULTI_LABEL, "[\"person\",\"place\"]", "[]"),
                Arguments.of(TaskKind.Value.ENTITIES, both + "}", disputed + "}"),
                Arguments.of(TaskKind.Value.RELATIONS, both + lives, disputed + ",\"relations\":[]}"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void labelsAProjectToItsFinalLabels(TaskKind.Value kind, String agreed, String adjudicated) {
        Project project = project(kind);
        Dataset dataset = api.dataset(project, "text\n" + AGREED + "\n" + DISPUTED + "\n");
        Run run = api.start(Run.newBuilder().setProjectId(project.getId()).setDatasetId(dataset.getId()));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(api.run(run.getId()).getState()).isEqualTo(Run.State.COMPLETED));
        assertThat(api.run(run.getId()).getCounts().getHumanReview()).isEqualTo(2);
        Api ann = api.as(Role.Value.ANNOTATOR, project.getId());
        Api ben = api.as(Role.Value.ANNOTATOR, project.getId());
        Api eve = api.as(Role.Value.ANNOTATOR, project.getId());

        Map<String, ReviewTask> tasks = tasks(ann, project, 2);
        ReviewTask clear = Objects.requireNonNull(tasks.get(AGREED));
        ReviewTask unclear = Objects.requireNonNull(tasks.get(DISPUTED));
        decide(ann, clear, answer(kind, true));
        decide(ben, clear, answer(kind, true));
        decide(ann, unclear, answer(kind, false));
        decide(ben, unclear, other(kind));
        assertThat(next(ann, project)).isEmpty();
        ReviewTask disputed = Objects.requireNonNull(tasks(eve, project, 1).get(DISPUTED));
        assertThat(disputed.getAdjudication()).isTrue();
        assertThat(disputed.getOpinionsCount()).isEqualTo(2);
        decide(eve, disputed, answer(kind, false));

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(api.annotations(run.getId()))
                        .extracting(Annotation::getFinalLabel, Annotation::getLabelSource)
                        .containsExactly(Tuple.tuple(agreed, "review"), Tuple.tuple(adjudicated, "adjudication")));
        assertThat(api.run(run.getId()).getCounts().getReviewed()).isEqualTo(2);
        var stats = api.get("/reviews/stats?projectId=" + project.getId(), ReviewStats.getDefaultInstance());
        assertThat(stats.getReviewersList()).hasSize(3);
        assertThat(stats.getReviewersList())
                .extracting(each -> each.getAgreed())
                .containsExactlyInAnyOrder(1, 1, 0);
    }

    private Project project(TaskKind.Value kind) {
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
        return api.post("/projects", project, Project.getDefaultInstance());
    }

    /** What everybody says of the first item, or the adjudicator of the second. */
    private static DecideReviewRequest.Builder answer(TaskKind.Value kind, boolean agreed) {
        AnnotationValue.Builder value = AnnotationValue.newBuilder();
        return switch (kind) {
            case MULTI_LABEL -> decision(agreed ? value.addLabels("place").addLabels("person") : value);
            case ENTITIES -> decision(spans(value, agreed));
            case RELATIONS ->
                decision(
                        agreed
                                ? spans(value, true)
                                        .addRelations(Relation.newBuilder()
                                                .setToSpan(1)
                                                .setLabel("lives in"))
                                : spans(value, false));
            default -> DecideReviewRequest.newBuilder().setLabel(agreed ? "person" : "place");
        };
    }

    private static AnnotationValue.Builder spans(AnnotationValue.Builder value, boolean agreed) {
        return agreed ? value.addSpans(ANNA).addSpans(BASEL) : value.addSpans(DISPUTED_ANNA);
    }

    /** Something else than the first one says. */
    private static DecideReviewRequest.Builder other(TaskKind.Value kind) {
        return switch (kind) {
            case MULTI_LABEL -> decision(AnnotationValue.newBuilder().addLabels("person"));
            case ENTITIES, RELATIONS -> decision(AnnotationValue.newBuilder());
            default -> DecideReviewRequest.newBuilder().setLabel("person");
        };
    }

    private static DecideReviewRequest.Builder decision(AnnotationValue.Builder value) {
        return DecideReviewRequest.newBuilder().setValue(value);
    }

    private static void decide(Api reviewer, ReviewTask task, DecideReviewRequest.Builder decision) {
        reviewer.post("/reviews/" + task.getId() + ":decide", decision, ReviewTask.getDefaultInstance());
    }

    private static Map<String, ReviewTask> tasks(Api reviewer, Project project, int count) {
        return await().atMost(LIMIT).until(() -> next(reviewer, project), found -> found.size() == count).stream()
                .collect(Collectors.toMap(ReviewTask::getText, Function.identity()));
    }

    private static List<ReviewTask> next(Api reviewer, Project project) {
        var request =
                NextReviewsRequest.newBuilder().setProjectId(project.getId()).setCount(5);
        return reviewer.post("/reviews/next", request, NextReviewsResponse.getDefaultInstance())
                .getTasksList();
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
