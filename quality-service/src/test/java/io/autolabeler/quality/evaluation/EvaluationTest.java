package io.autolabeler.quality.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.statistics.McNemar;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    @Test
    void averagesOverLabelsAndDecisions() {
        // gold a: 3 right, 1 as b; gold b: 1 right, 1 without label; c was given once to a gold a
        Confusion confusion = Confusion.of(3, new int[] {0, 0, 0, 0, 1, 1, 0}, new int[] {0, 0, 0, 1, 1, -1, 2});

        F1Scores scores = F1Scores.of(confusion);

        assertThat(scores.items()).isEqualTo(7);
        assertThat(scores.accuracy()).isEqualTo(4 / 7., within(1e-15));
        assertThat(scores.macroF1()).isEqualTo((0.75 + 0.5 + 0) / 3, within(1e-15));
        assertThat(scores.microF1()).isEqualTo(8 / 13., within(1e-15));
        assertThat(scores.weightedF1()).isEqualTo((0.75 * 5 + 0.5 * 2) / 7, within(1e-15));
        assertThat(F1Scores.byLabel(confusion)[1].precision()).isEqualTo(0.5);
    }

    @Test
    void givesIntervalsThatShrinkWithTheItems() {
        Evaluation few = Evaluation.of(random(200), 7, done -> {});
        Evaluation many = Evaluation.of(random(20_000), 7, done -> {});

        assertThat(few.accuracy().interval().contains(few.accuracy().value())).isTrue();
        assertThat(many.accuracy().interval().width()).isEqualTo(4 * Math.sqrt(.8 * .2 / 20_000), within(.002));
        assertThat(few.accuracy().interval().width())
                .isGreaterThan(5 * many.accuracy().interval().width());
        assertThat(Evaluation.of(random(200), 7, done -> {})).isEqualTo(few);
    }

    @Test
    void comparesTwoSystemsOnTheSameItems() {
        int[] gold = {0, 0, 1, 1, 0, 1};
        int[] first = {0, 0, 1, 1, 1, -1};
        int[] second = {0, 1, 1, 0, 0, 0};

        Comparison comparison = Comparison.of(2, gold, new int[][] {first, second}, 7, done -> {});

        assertThat(comparison.mcNemar()).isEqualTo(new McNemar(2, 1));
        assertThat(comparison.accuracy().difference()).isEqualTo(1 / 6., within(1e-15));
        assertThat(comparison.accuracy().pValue()).isGreaterThan(0.3);
    }

    private static Confusion random(int items) {
        SplittableRandom random = new SplittableRandom(items);
        int[] gold = new int[items];
        int[] labels = new int[items];
        for (int i = 0; i < items; i++) {
            gold[i] = random.nextInt(4);
            labels[i] = random.nextDouble() < .8 ? gold[i] : (gold[i] + 1 + random.nextInt(3)) % 4;
        }
        return Confusion.of(4, gold, labels);
    }
}
