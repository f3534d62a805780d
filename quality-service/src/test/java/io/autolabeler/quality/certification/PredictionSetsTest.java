package io.autolabeler.quality.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.certification.PredictionSets.Route;
import io.autolabeler.quality.certification.PredictionSets.Score;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PredictionSetsTest {
    private static final double[][] P = {
        {.7, .2, .1},
        {.5, .4, .1},
        {.1, .8, .1},
        {.2, .2, .6},
        {.9, .05, .05},
        {.3, .5, .2},
        {.25, .35, .4},
        {.6, .3, .1},
        {.05, .15, .8}
    };
    private static final int[] Y = {0, 1, 1, 2, 0, 0, 2, 0, 2};
    private static final double[] ITEM = {.5, .3, .2};

    @Test
    void listsLabelsThatAreProbableEnough() {
        PredictionSets tenth = PredictionSets.fit(Score.LAC, P, Y, .1);
        PredictionSets fifth = PredictionSets.fit(Score.LAC, P, Y, .2);

        assertThat(tenth.limit().orElseThrow()).isCloseTo(.7, within(1e-12));
        assertThat(tenth.list(ITEM)).containsExactly(0, 1);
        assertThat(fifth.limit().orElseThrow()).isCloseTo(.6, within(1e-12));
        assertThat(fifth.list(ITEM)).containsExactly(0);
        assertThat(fifth.list(new double[] {.34, .33, .33})).isEmpty();
    }

    @Test
    void listsLabelsDownToAMass() {
        PredictionSets fifth = PredictionSets.fit(Score.APS, P, Y, .2);

        assertThat(fifth.limit().orElseThrow()).isCloseTo(.9, within(1e-12));
        assertThat(fifth.list(ITEM)).containsExactly(0, 1);
        assertThat(fifth.list(new double[] {.95, .03, .02})).containsExactly(0);
        assertThat(PredictionSets.fit(Score.RAPS, P, Y, .2).limit().orElseThrow())
                .isCloseTo(.9, within(1e-12));
    }

    @Test
    void listsAllLabelsOnTooFewItems() {
        assertThat(PredictionSets.fit(Score.LAC, P, Y, .05).list(ITEM)).containsExactly(0, 1, 2);
    }

    @Test
    void givesALabelALimitOfItsOwnIfItHasEnoughItems() {
        PredictionSets byLabel = PredictionSets.fitByLabel(Score.LAC, P, Y, .3);

        // label 0 has the scores .1 .3 .4 .7, the fourth of which counts; the others share the seventh of all nine
        assertThat(byLabel.limits()[0]).isCloseTo(.7, within(1e-12));
        assertThat(byLabel.limits()[1]).isCloseTo(.6, within(1e-12));
        assertThat(byLabel.limit()).isEmpty();
    }

    @Test
    void sendsShortListsToReviewersAndOthersToExperts() {
        assertThat(IntStream.range(0, 5).mapToObj(PredictionSets::route))
                .containsExactly(Route.EXPERT, Route.CANDIDATE, Route.REVIEW, Route.REVIEW, Route.EXPERT);
    }

    @Test
    void refusesRowsOfAnotherLength() {
        PredictionSets sets = PredictionSets.fit(Score.LAC, P, Y, .2);

        assertThatThrownBy(() -> sets.list(new double[2])).hasMessage("probabilities must be 3, got 2");
        assertThatThrownBy(() -> PredictionSets.fit(Score.LAC, P, Y, 1)).hasMessageContaining("miss must be above 0");
        assertThatThrownBy(() -> PredictionSets.fit(Score.LAC, P, new int[1], .1))
                .hasMessageContaining("as many");
    }

    @ParameterizedTest
    @EnumSource(Score.class)
    void holdsTheTrueLabelAsOftenAsPromised(Score score) {
        double covered = IntStream.range(0, 150)
                .mapToDouble(seed -> coverage(score, seed))
                .average()
                .orElseThrow();

        assertThat(covered).isBetween(.896, .91);
    }

    private static double coverage(Score score, int seed) {
        var random = new SplittableRandom(seed);
        double[][] rows = new double[1_500][];
        int[] truth = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double[] raw = random.doubles(8).map(u -> -Math.log(u)).toArray();
            double sum = DoubleStream.of(raw).sum();
            rows[i] = DoubleStream.of(raw).map(each -> each / sum).toArray();
            double draw = random.nextDouble();
            while (truth[i] < 7 && (draw -= rows[i][truth[i]]) > 0) {
                truth[i]++;
            }
        }
        PredictionSets sets = PredictionSets.fit(score, Arrays.copyOf(rows, 500), Arrays.copyOf(truth, 500), .1);
        return IntStream.range(500, rows.length)
                        .filter(i -> IntStream.of(sets.list(rows[i])).anyMatch(k -> k == truth[i]))
                        .count()
                / 1_000.0;
    }

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void listsNoLessForASmallerMiss(int seed) {
        double[] row = new SplittableRandom(seed).doubles(3).toArray();
        double sum = row[0] + row[1] + row[2];
        double[] shares = DoubleStream.of(row).map(each -> each / sum).toArray();
        for (Score score : Score.values()) {
            int strict = PredictionSets.fit(score, P, Y, .15).list(shares).length;
            assertThat(PredictionSets.fit(score, P, Y, .45).list(shares)).hasSizeLessThanOrEqualTo(strict);
        }
    }
}
