package io.autolabeler.quality.labelerror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.labelerror.ConfidentJoint.Confused;
import io.autolabeler.quality.labelerror.GivenLabels.Source;
import io.autolabeler.quality.labelerror.LabelErrors.Found;
import io.autolabeler.quality.labelerror.LabelErrors.Nothing;
import io.autolabeler.quality.labelerror.LabelErrors.Ranking;
import io.autolabeler.quality.labelerror.LabelErrors.Settings;
import io.autolabeler.quality.labelerror.LabelErrors.Suspect;
import io.autolabeler.quality.labelerror.LabelErrors.Uninformative;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked example is a run of cleanlab. */
class ConfidentLearningTest {
    private static final int[] Y = {0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 0, 1};
    private static final double[][] P = {
        {.9, .05, .05}, {.8, .15, .05}, {.2, .7, .1}, {.1, .8, .1}, {.05, .9, .05}, {.6, .3, .1},
        {.1, .2, .7}, {.05, .05, .9}, {.3, .4, .3}, {.1, .1, .8}, {.7, .2, .1}, {.15, .75, .1}
    };
    private static final GivenLabels LABELS = GivenLabels.of(Y, P, Source.OUT_OF_SAMPLE);
    private static final ConfidentJoint JOINT = ConfidentJoint.of(LABELS);

    @Test
    void countsConfidentItems() {
        assertThat(JOINT.thresholds()).containsExactly(new double[] {.65, .6875, .675}, Offset.offset(1e-12));
        assertThat(JOINT.raw()).isDeepEqualTo(new int[][] {{3, 1, 0}, {0, 3, 0}, {0, 0, 3}});
        assertThat(JOINT.calibrated()).isDeepEqualTo(new int[][] {{3, 1, 0}, {0, 4, 0}, {0, 0, 4}});
        assertThat(JOINT.shares()[0]).containsExactly(new double[] {.25, .0833333, 0}, Offset.offset(5e-8));
        assertThat(JOINT.estimatedIssues(LABELS)).isEqualTo(1);
        assertThat(JOINT.noiseRate(0)).isEqualTo(.25);
        assertThat(JOINT.totalNoise()).isCloseTo(1 / 12.0, within(1e-12));
        assertThat(JOINT.confused()).containsExactly(new Confused(0, 1, 1));
        assertThat(JOINT.guesses()[5]).isEqualTo(GivenLabels.NONE);
    }

    @Test
    void scoresTheGivenLabels() {
        assertScores(LabelScore.SELF_CONFIDENCE.of(LABELS), .9, .8, .2, .8, .9, .3, .7, .9, .3, .8, .7, .75);
        assertScores(
                LabelScore.NORMALISED_MARGIN.of(LABELS), .925, .825, .25, .85, .925, .35, .75, .925, .45, .85, .75, .8);
        assertScores(
                LabelScore.CONFIDENCE_WEIGHTED_ENTROPY.of(LABELS),
                .84153459,
                .75869063,
                .42110278,
                .75154099,
                .84153459,
                .48263383,
                .68503362,
                .84153459,
                .44175942,
                .75154099,
                .68503362,
                .71595017);
        assertScores(
                LabelScore.SELF_CONFIDENCE.adjusted(LABELS, JOINT),
                .89285714,
                .79761905,
                .22619048,
                .76190476,
                .85714286,
                .28571429,
                .67857143,
                .86904762,
                .29761905,
                .77380952,
                .70238095,
                .71428571);
    }

    @ParameterizedTest
    @CsvSource({
        "PRUNE_BY_NOISE_RATE, 2",
        "PRUNE_BY_CLASS, 2",
        "BOTH, 2",
        "CONFIDENT_LEARNING, 2",
        "PREDICTED_NEQ_GIVEN, 2 5 8"
    })
    void flagsLabels(LabelFilter filter, String expected) {
        assertThat(filter.flagged(LABELS, JOINT, 1).stream().boxed())
                .containsExactlyElementsOf(
                        Arrays.stream(expected.split(" ")).map(Integer::valueOf).toList());
    }

    @Test
    void sparesSmallClassesWhenPruning() {
        for (LabelFilter filter : LabelFilter.values()) {
            boolean prunes = filter != LabelFilter.CONFIDENT_LEARNING && filter != LabelFilter.PREDICTED_NEQ_GIVEN;
            assertThat(filter.flagged(LABELS, JOINT, LabelFilter.LEAST_IN_CLASS).isEmpty())
                    .isEqualTo(prunes);
        }
    }

    @Test
    void ranksOnlyWhereThereAreFewLabels() {
        Ranking ranking = (Ranking) LabelErrors.find(LABELS, Settings.DEFAULT, 1);
        Found found = (Found) LabelErrors.find(
                LABELS, new Settings(LabelFilter.PRUNE_BY_NOISE_RATE, 1, 1, LabelScore.SELF_CONFIDENCE, false), 1);

        assertThat(ranking.suspects()).hasSize(12).startsWith(new Suspect(2, 0, 1, .2), new Suspect(5, 1, 0, .3));
        assertThat(found.flagged()).containsExactly(new Suspect(2, 0, 1, .2));
        assertThat(found.estimatedIssues()).isEqualTo(1);
    }

    @Test
    void leavesOutWhatCannotBeJudged() {
        GivenLabels labels = GivenLabels.of(
                new int[] {0, GivenLabels.NONE, 1, 1},
                new double[][] {{Double.NaN, 1}, {.5, .5}, {1, 3}, {0, 0}},
                Source.OUT_OF_SAMPLE);

        assertThat(labels.size()).isEqualTo(1);
        assertThat(labels.unreadable()).isEqualTo(2);
        assertThat(labels.item(0)).isEqualTo(2);
        assertThat(labels.probability(0, 1)).isEqualTo(.75);
    }

    @Test
    void refusesAModelThatHasSeenTheLabels() {
        assertThatThrownBy(() -> GivenLabels.of(Y, P, Source.IN_SAMPLE))
                .hasMessageContaining("probabilities must be out of sample");
        assertThatThrownBy(() -> GivenLabels.of(new int[] {3}, new double[][] {{.5, .5}}, Source.OUT_OF_SAMPLE))
                .hasMessageContaining("labels must be below 2");
    }

    @Test
    void saysSoWhenTheModelKnowsNothing() {
        var random = new SplittableRandom(1);
        int[] y = random.ints(400, 0, 3).toArray();
        double[][] even = new double[400][];
        double[][] noise = new double[400][];
        for (int i = 0; i < 400; i++) {
            even[i] = new double[] {1, 1, 1};
            noise[i] = random.doubles(3).toArray();
        }

        assertThat(find(y, even)).isEqualTo(new Uninformative(.5));
        assertThat(find(y, noise)).isInstanceOf(Uninformative.class);
    }

    @Test
    void findsAModelInformativeHoweverUnequalTheClassesAre() {
        int[] y = new int[400];
        double[][] knowing = new double[400][];
        double[][] prior = new double[400][];
        for (int i = 0; i < 400; i++) {
            y[i] = i % 20 == 0 ? 1 : 0;
            knowing[i] = y[i] == 1 ? new double[] {.1, .9} : new double[] {.9, .1};
            prior[i] = new double[] {.95, .05};
        }

        assertThat(find(y, knowing)).isInstanceOf(Found.class);
        assertThat(find(y, prior)).isEqualTo(new Uninformative(.5));
    }

    @Test
    void hasNothingToSayOfOneClassOrNoLabels() {
        assertThat(find(new int[100], new double[100][1])).isEqualTo(new Nothing());
        assertThat(find(new int[0], new double[0][])).isEqualTo(new Nothing());
    }

    @Test
    void bearsAClassThatNobodyWasGiven() {
        int[] y = new int[60];
        double[][] rows = new double[60][];
        for (int i = 0; i < 60; i++) {
            y[i] = i % 2;
            rows[i] = i % 2 == 0 ? new double[] {.8, .1, .1} : new double[] {.1, .8, .1};
        }

        Found found = (Found) find(y, rows);

        assertThat(found.joint().thresholds()[2]).isEqualTo(2);
        assertThat(found.flagged()).isEmpty();
        assertThat(found.joint().noiseRate(2)).isZero();
    }

    @Test
    void averagesSeveralModels() {
        assertScores(LabelScore.mean(new double[][] {{.2, 1}, {.6, 0}}, new double[] {3, 1}), .3, .75);
    }

    private static LabelErrors find(int[] labels, double[][] probabilities) {
        return LabelErrors.find(GivenLabels.of(labels, probabilities, Source.OUT_OF_SAMPLE), Settings.DEFAULT, 7);
    }

    private static void assertScores(double[] scores, double... expected) {
        assertThat(scores).containsExactly(expected, Offset.offset(5e-9));
    }
}
