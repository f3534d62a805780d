package io.autolabeler.quality.labelerror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.labelerror.Contradictions.Pair;
import io.autolabeler.quality.labelerror.ReviewedSuspects.Residual;
import io.autolabeler.quality.statistics.Share;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OtherSignalsTest {
    @Test
    void joinsTheScoresOfParts() {
        assertThat(PartScores.worst(.9, .2, .5)).isEqualTo(.2);
        assertThat(PartScores.mostlyWorst(.9, .2, .5)).isCloseTo(.8 * .2 + .2 * (.8 * .5 + .2 * .9), within(1e-12));
        assertThat(PartScores.worst()).isEqualTo(1);
        assertThat(PartScores.mostlyWorst()).isEqualTo(1);
        assertThat(PartScores.number(5, 5, 2)).isEqualTo(1);
        assertThat(PartScores.number(7, 5, 2)).isCloseTo(Math.exp(-1), within(1e-12));
        assertThatThrownBy(() -> PartScores.number(1, 1, 0)).hasMessage("spread must be above 0, got 0.0");
    }

    @Test
    void asksEachOfSeveralLabelsByItself() {
        GivenLabels[] questions = PartScores.questions(
                new boolean[][] {{true, false}, {false, false}}, new double[][] {{.9, .4}, {.3, .1}});

        assertThat(questions).hasSize(2);
        assertThat(LabelScore.SELF_CONFIDENCE.of(questions[0])).containsExactly(.9, .7);
        assertThat(LabelScore.SELF_CONFIDENCE.of(questions[1])).containsExactly(.6, .9);
        assertThat(PartScores.questions(new boolean[0][], new double[0][])).isEmpty();
    }

    @Test
    void findsNearDuplicatesWithDifferentLabels() {
        double[][] vectors = {{1, 0}, {1, .1}, {1, 0}, {0, 1}, {0, 0}, {2, 0}};
        int[] labels = {0, 1, 0, 1, 1, GivenLabels.NONE};

        List<Pair> pairs = Contradictions.byCosine(vectors, labels, done -> {});

        assertThat(pairs).extracting(Pair::first).containsExactly(0, 1);
        assertThat(pairs).extracting(Pair::second).containsExactly(1, 2);
        assertThat(pairs.getFirst().likeness()).isCloseTo(1 / Math.sqrt(1.01), within(1e-12));
    }

    @Test
    void findsNearlyTheSameTokensWithDifferentLabels() {
        List<Set<String>> tokens =
                List.of(Set.of("a", "b", "c", "d"), Set.of("a", "b", "c", "d", "e"), Set.of("a"), Set.of(), Set.of());

        assertThat(Contradictions.byOverlap(tokens, new int[] {0, 1, 1, 0, 1}, done -> {}))
                .containsExactly(new Pair(0, 1, .8));
    }

    @Test
    void mergesListsByTheBestPlace() {
        assertThat(Contradictions.merged(List.of(List.of(4, 7, 1), List.of(7, 9))))
                .containsExactly(7, 4, 9, 1);
    }

    @Test
    void measuresWhatReviewsFound() {
        boolean[] wrong = new boolean[60];
        Arrays.fill(wrong, 0, 8, true);
        var reviewed = new ReviewedSuspects(wrong);

        assertThat(reviewed.precisionAt(10)).hasValue(new Share(8, 10));
        assertThat(reviewed.precisionAt(999)).hasValue(new Share(8, 60));
        assertThat(reviewed.precisionAt(0)).isEmpty();
        assertThat(reviewed.finished()).isTrue();
        wrong[20] = wrong[30] = wrong[40] = true;
        assertThat(new ReviewedSuspects(wrong).finished()).isFalse();
        assertThat(new ReviewedSuspects(new boolean[49]).finished()).isFalse();
    }

    @Test
    void estimatesWhatIsLeft() {
        Residual blind = ReviewedSuspects.residual(7, Optional.empty(), 1_000);
        Residual audited = ReviewedSuspects.residual(7, Optional.of(new Share(2, 100)), 1_000);

        assertThat(blind).isEqualTo(new Residual(7, 7, 1_007, false));
        assertThat(audited.likely()).isCloseTo(27, within(1e-9));
        assertThat(audited.least()).isBetween(7.0, 27.0);
        assertThat(audited.most()).isBetween(70.0, 80.0);
        assertThat(audited.verified()).isTrue();
    }
}
