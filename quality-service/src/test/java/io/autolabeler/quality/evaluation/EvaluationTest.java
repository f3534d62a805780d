package io.autolabeler.quality.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.statistics.Bootstrap;
import io.autolabeler.quality.statistics.McNemar;
import io.autolabeler.quality.statistics.PairedBootstrap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "10, 2, .038574218750, .022460937500",
        "25, 10, .016673847800, .011330984184",
        "0, 5, .0625, .03125",
        "3, 3, 1, 1",
        "0, 0, 1, 1"
    })
    void tellsChanceFromDifference(int onlyFirst, int onlySecond, double exact, double midP) {
        McNemar test = new McNemar(onlyFirst, onlySecond);

        assertThat(test.exact()).isEqualTo(exact, within(1e-11));
        assertThat(test.midP()).isEqualTo(midP, within(1e-11));
    }

    @Test
    void resamplesItemsOfBothSystemsTogether() {
        // Differences 1, 1, 0, 1, -1, 0 of six items, as three kinds.
        PairedBootstrap difference = PairedBootstrap.of(
                new int[] {3, 2, 1}, kinds -> (kinds[0] - kinds[2]) / 6.0, new Bootstrap(200_000, 7), done -> {});

        assertThat(difference.difference()).isEqualTo(1 / 3., within(1e-15));
        assertThat(difference.interval().lower()).isEqualTo(-1 / 3., within(1e-12));
        assertThat(difference.interval().upper()).isEqualTo(5 / 6., within(1e-12));
        assertThat(difference.pValue()).isEqualTo(2 * .204089506173, within(.01));
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
