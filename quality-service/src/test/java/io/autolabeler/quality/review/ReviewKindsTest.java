package io.autolabeler.quality.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autolabeler.common.v1.AnnotationValue;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelTarget;
import io.autolabeler.common.v1.Relation;
import io.autolabeler.common.v1.Route;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.common.v1.Span;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.quality.Annotations;
import io.autolabeler.quality.v1.ReviewDecided;
import io.autolabeler.quality.v1.ReviewTask;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "quality"))
class ReviewKindsTest extends ReviewCalls {
    private static final Span ANNA = span(2, 6, "person", "Anna");
    private static final Span BASEL = span(16, 21, "place", "Basel");

    @Test
    void takesASetOfLabelsInAnyOrderAsOneAnswer() {
        ReviewTask task = opened(TaskKind.Value.MULTI_LABEL, 1);
        AnnotationValue answer = labels("place", "person");

        ReviewTask decided = decide("ann", task, answer);

        assertThat(decided.getDecidedValue()).isEqualTo(labels("person", "place"));
        assertThat(decided.getDecidedLabel()).isEmpty();
        assertThat(decide("ann", task, labels("person", "place"))).isEqualTo(decided);
        ReviewDecided told = events(task, 1).getFirst();
        assertThat(told.getKind()).isEqualTo(TaskKind.Value.MULTI_LABEL);
        assertThat(told.getValue()).isEqualTo(labels("person", "place"));
        assertThat(told.getLabel()).isEmpty();
        assertThat(observations()).isZero();
    }

    @Test
    void takesNoneAsAnAnswer() {
        ReviewTask task = opened(TaskKind.Value.ENTITIES, 1);

        ReviewTask decided = decide("ann", task, AnnotationValue.getDefaultInstance());

        assertThat(decided.getState()).isEqualTo(ReviewTask.State.DECIDED);
        assertThat(decided.hasDecidedValue()).isTrue();
        assertThat(events(task, 1).getFirst().hasValue()).isTrue();
    }

    @Test
    void comparesSpansAndRelationsWhateverTheirOrder() {
        ReviewTask task = opened(TaskKind.Value.RELATIONS, 2);
        var inOrder =
                AnnotationValue.newBuilder().addSpans(ANNA).addSpans(BASEL).addRelations(relation(0, 1));
        var turned = AnnotationValue.newBuilder().addSpans(BASEL).addSpans(ANNA).addRelations(relation(1, 0));

        decide("ann", task, inOrder.build());
        ReviewTask decided = decide("ben", task, turned.build());

        assertThat(decided.getState()).isEqualTo(ReviewTask.State.DECIDED);
        assertThat(decided.getDecidedValue()).isEqualTo(inOrder.build());
    }

    @Test
    void showsAnAdjudicatorTheDifferingValues() {
        ReviewTask task = opened(TaskKind.Value.ENTITIES, 2);
        AnnotationValue one = AnnotationValue.newBuilder().addSpans(ANNA).build();
        AnnotationValue both = one.toBuilder().addSpans(BASEL).build();

        decide("ann", task, one);
        decide("ben", task, both);

        ReviewTask adjudication = next("eve", 1).getFirst();
        assertThat(adjudication.getOpinionsList())
                .extracting(each -> each.getValue())
                .containsExactlyInAnyOrder(one, both);
        assertThat(decide("eve", task, both).getDecidedValue()).isEqualTo(both);
        assertThat(events(task, 1).getFirst().getLabelSource()).isEqualTo("adjudication");
    }

    @Test
    void refusesWhatIsNotInTheTextOrTheSchema() {
        ReviewTask entities = opened(TaskKind.Value.ENTITIES, 1);

        assertRefused(
                entities, spans(span(0, 99, "person", "x")), "value.spans[0] must lie in the text's 22 code points");
        assertRefused(entities, spans(span(3, 3, "person", "")), "value.spans[0] must lie in");
        assertRefused(
                entities, spans(span(2, 6, "person", "Anne")), "value.spans[0].text must be what stands in the text");
        assertRefused(entities, spans(span(2, 6, "animal", "Anna")), "value.spans[0].label must be a label");
        assertRefused(entities, spans(ANNA, ANNA), "value.spans[1] must be there once");
        assertRefused(entities, labels("person"), "value.labels must be empty for kind ENTITIES");
        assertThatThrownBy(() -> decide("ann", entities, "person"))
                .hasMessageContaining("label must be empty for kind");
    }

    @Test
    void refusesRelationsThatJoinNothing() {
        ReviewTask task = opened(TaskKind.Value.RELATIONS, 1);
        AnnotationValue spans = spans(ANNA, BASEL);

        assertRefused(task, related(spans, relation(0, 2)), "value.relations[0].toSpan must be the index");
        assertRefused(task, related(spans, relation(1, 1)), "value.relations[0] must join two different spans");
        assertRefused(
                task,
                related(spans, relation(0, 1).toBuilder().setLabel("person").build()),
                "value.relations[0].label must be a label of the task's schema for relations");
        assertRefused(task, spans(span(2, 6, "lives in", "Anna")), "value.spans[0].label must be a label");
    }

    private void assertRefused(ReviewTask task, AnnotationValue value, String message) {
        assertThatThrownBy(() -> decide("ann", task, value))
                .hasMessageContaining("INVALID_ARGUMENT")
                .hasMessageContaining(message);
    }

    /** A task without suggestion; its text has a code point of two UTF-16 units before the first name. */
    private ReviewTask opened(TaskKind.Value kind, int reviewers) {
        var event = Annotations.event(projectId)
                .setKind(kind)
                .clearLabels()
                .setRouting(Routing.newBuilder().setReviewersPerItem(reviewers))
                .addLabels(Label.newBuilder().setName("person"))
                .addLabels(Label.newBuilder().setName("place"));
        if (kind == TaskKind.Value.RELATIONS) {
            event.addLabels(Label.newBuilder().setName("lives in").setTarget(LabelTarget.Value.RELATION));
        }
        open(event.addItems(AnnotatedItem.newBuilder()
                .setItemId(UUID.randomUUID().toString())
                .setText("\uD83D\uDE00 Anna lives in Basel.")
                .setRoute(Route.Value.HUMAN_REVIEW)));
        return list(ReviewTask.State.OPEN).getFirst();
    }

    private static AnnotationValue labels(String... labels) {
        return AnnotationValue.newBuilder().addAllLabels(List.of(labels)).build();
    }

    private static AnnotationValue spans(Span... spans) {
        return AnnotationValue.newBuilder().addAllSpans(List.of(spans)).build();
    }

    private static AnnotationValue related(AnnotationValue spans, Relation relation) {
        return spans.toBuilder().addRelations(relation).build();
    }

    private static Span span(int start, int end, String label, String text) {
        return Span.newBuilder()
                .setStart(start)
                .setEnd(end)
                .setLabel(label)
                .setText(text)
                .build();
    }

    private static Relation relation(int from, int to) {
        return Relation.newBuilder()
                .setFromSpan(from)
                .setToSpan(to)
                .setLabel("lives in")
                .build();
    }
}
