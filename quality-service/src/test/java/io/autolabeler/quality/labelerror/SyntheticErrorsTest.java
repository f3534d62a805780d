package io.autolabeler.quality.labelerror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autolabeler.quality.labelerror.LabelErrors.Found;
import io.autolabeler.quality.labelerror.LabelErrors.Settings;
import io.autolabeler.quality.labelerror.LabelErrors.Suspect;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticErrorsTest {
    private static final int CLASSES = 5;
    private static final int ITEMS = 1_500;

    /** Clouds of points, one to a class, and labels some of which were changed. */
    private record Spoilt(double[][] points, int[] labels, BitSet changed) {
        LabelErrors errors(LabelFilter filter, long seed) {
            var features = new OutOfSample.Features(points, CLASSES);
            int[] groups = IntStream.range(0, labels.length).toArray();
            OutOfSample model = OutOfSample.of(features, labels, groups, seed, done -> {});
            return LabelErrors.find(model.given(), Settings.DEFAULT.with(filter), seed);
        }

        double averagePrecision(List<Suspect> ranked) {
            double found = 0;
            double sum = 0;
            for (int place = 0; place < ranked.size(); place++) {
                if (changed.get(ranked.get(place).item())) {
                    found++;
                    sum += found / (place + 1);
                }
            }
            return sum / changed.cardinality();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsLabelsThatWereChanged(long seed) {
        Spoilt spoilt = spoilt(seed, false);

        Found found = (Found) spoilt.errors(LabelFilter.CONFIDENT_LEARNING, seed);

        double hits = found.flagged().stream()
                .filter(suspect -> spoilt.changed.get(suspect.item()))
                .count();
        assertThat(spoilt.averagePrecision(found.suspects())).isGreaterThanOrEqualTo(.95);
        assertThat(hits / found.flagged().size()).isGreaterThanOrEqualTo(.9);
        assertThat(hits / spoilt.changed.cardinality()).isGreaterThanOrEqualTo(.7);
        assertThat(found.joint().totalNoise()).isBetween(.07, .13);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void namesThePairThatWasConfused(long seed) {
        Found found = (Found) spoilt(seed, true).errors(LabelFilter.PRUNE_BY_NOISE_RATE, seed);

        assertThat(found.joint().confused().getFirst().given()).isEqualTo(3);
        assertThat(found.joint().confused().getFirst().probable()).isEqualTo(2);
    }

    @Test
    void makesTheSameFoldsOfTheSameSeed() {
        Spoilt spoilt = spoilt(4, false);

        Found once = (Found) spoilt.errors(LabelFilter.BOTH, 9);
        Found again = (Found) spoilt.errors(LabelFilter.BOTH, 9);

        assertThat(again.suspects()).isEqualTo(once.suspects());
        assertThat(again.flagged()).isEqualTo(once.flagged());
    }

    @Test
    void keepsNearDuplicatesTogetherAndClassesSpread() {
        int[] labels = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, GivenLabels.NONE};
        int[] groups = {0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 9, 10};
        double[][] points = new double[labels.length][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[] {labels[i], 1};
        }
        List<Double> told = new ArrayList<>();

        OutOfSample model = OutOfSample.of(new OutOfSample.Features(points, 3), labels, groups, 1, told::add);

        assertThat(model.folds()[0]).isEqualTo(model.folds()[1]).isEqualTo(model.folds()[2]);
        assertThat(model.folds()[10]).isEqualTo(model.folds()[11]);
        assertThat(IntStream.range(6, 12).map(i -> model.folds()[i]).distinct()).hasSize(5);
        assertThat(model.leftOut().stream()).containsExactly(2);
        assertThat(model.labels()[12]).isEqualTo(GivenLabels.NONE);
        assertThat(model.folds()[13]).isEqualTo(GivenLabels.NONE);
        assertThat(model.probabilities()[13]).hasSize(3);
        assertThat(model.given().size()).isEqualTo(12);
        assertThat(told).isSorted().last().isEqualTo(1.0);
        assertThatThrownBy(() -> new OutOfSample.Features(points, 1)).hasMessage("classes must be at least 2, got 1");
    }

    /** A tenth of the labels, or a third of class 2's, is changed: to any other, or to 3. */
    private static Spoilt spoilt(long seed, boolean pairwise) {
        var random = new SplittableRandom(seed);
        double[][] points = new double[ITEMS][8];
        int[] labels = new int[ITEMS];
        BitSet changed = new BitSet();
        for (int i = 0; i < ITEMS; i++) {
            labels[i] = i % CLASSES;
            for (int d = 0; d < 8; d++) {
                points[i][d] = random.nextGaussian() + (d == labels[i] ? 5 : 0);
            }
            if (pairwise ? labels[i] == 2 && random.nextDouble() < .3 : random.nextDouble() < .1) {
                labels[i] = pairwise ? 3 : (labels[i] + 1 + random.nextInt(CLASSES - 1)) % CLASSES;
                changed.set(i);
            }
        }
        return new Spoilt(points, labels, changed);
    }
}
