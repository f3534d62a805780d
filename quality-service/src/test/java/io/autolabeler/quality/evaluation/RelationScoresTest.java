package io.autolabeler.quality.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.evaluation.F1Scores.Label;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelationScoresTest {
    private static final Span P1 = new Span("d", 0, 5, "PER");
    private static final Span P2 = new Span("d", 10, 15, "PER");
    private static final Span O1 = new Span("d", 20, 25, "ORG");
    private static final Span L1 = new Span("d", 30, 35, "LOC");
    private static final Span L2 = new Span("d", 40, 45, "LOC");

    @Test
    void countsRelationsThatAreTheSame() {
        RelationScores scores = RelationScores.of(
                List.of(new Relation("works", P1, O1), new Relation("born", P1, L1)),
                List.of(new Relation("works", P1, O1), new Relation("born", P1, L2), new Relation("works", P2, O1)),
                Set.of());

        assertThat(scores.strict().micro()).isEqualTo(new Label(2, 3, 1));
        assertThat(scores.strict().micro().precision()).isCloseTo(.3333333, within(1e-7));
        assertThat(scores.strict().micro().recall()).isEqualTo(.5);
        assertThat(scores.strict().micro().f1()).isCloseTo(.4, within(1e-15));
        assertThat(scores.strict().byLabel()).containsEntry("works", new Label(1, 2, 1));
        assertThat(scores.turned() + scores.mistyped()).isZero();
    }

    @Test
    void readsArgumentsByLabelsBoundsOrOverlap() {
        Span person = new Span("d", 0, 5, "ORG");
        Span longer = new Span("d", 0, 7, "PER");
        List<Relation> gold = List.of(new Relation("works", P1, O1));

        RelationScores mislabelled = RelationScores.of(gold, List.of(new Relation("works", person, O1)), Set.of());
        RelationScores overlapping = RelationScores.of(gold, List.of(new Relation("works", longer, O1)), Set.of());

        assertThat(mislabelled.strict().micro().f1()).isZero();
        assertThat(mislabelled.boundaries().micro().f1()).isEqualTo(1);
        assertThat(mislabelled.relaxed().micro().f1()).isEqualTo(1);
        assertThat(overlapping.boundaries().micro().f1()).isZero();
        assertThat(overlapping.relaxed().micro().f1()).isEqualTo(1);
    }

    @Test
    void tellsWrongDirectionFromWrongType() {
        List<Relation> gold = List.of(new Relation("works", P1, O1), new Relation("married", P1, P2));
        List<Relation> given =
                List.of(new Relation("works", O1, P1), new Relation("owns", P1, O1), new Relation("married", P2, P1));

        RelationScores directed = RelationScores.of(gold, given, Set.of());
        RelationScores scores = RelationScores.of(gold, given, Set.of("married"));

        assertThat(directed.turned()).isEqualTo(2);
        assertThat(scores.turned()).isEqualTo(1);
        assertThat(scores.mistyped()).isEqualTo(1);
        assertThat(scores.strict().micro().right()).isEqualTo(1);
    }

    @Test
    void usesEachGoldRelationOnce() {
        Span longer = new Span("d", 0, 7, "PER");

        RelationScores scores = RelationScores.of(
                List.of(new Relation("works", P1, O1)),
                List.of(
                        new Relation("works", longer, O1),
                        new Relation("works", P1, O1),
                        new Relation("works", P1, O1)),
                Set.of());

        assertThat(scores.relaxed().micro()).isEqualTo(new Label(1, 2, 1));
    }

    @Test
    void isBoundedByTheSpansThatWereFound() {
        List<Relation> gold = List.of(new Relation("works", P1, O1), new Relation("born", P1, L1));

        assertThat(RelationScores.reachable(gold, List.of(P1, O1, L2))).isEqualTo(.5);
        assertThat(RelationScores.reachable(List.of(), List.of())).isEqualTo(1);
    }

    @Test
    void refusesSpansOfDifferentDocuments() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Relation("works", P1, new Span("e", 0, 1, "ORG")));
    }
}
