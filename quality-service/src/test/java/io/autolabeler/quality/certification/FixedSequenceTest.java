package io.autolabeler.quality.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.certification.Certification.Certified;
import io.autolabeler.quality.certification.Certification.NotCertified;
import io.autolabeler.quality.statistics.Share;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FixedSequenceTest {
    private static final List<AcceptedSet> SETS = List.of(
            AcceptedSet.of(.99, 120, 0),
            AcceptedSet.of(.97, 210, 0),
            AcceptedSet.of(.95, 300, 1),
            AcceptedSet.of(.93, 420, 3),
            AcceptedSet.of(.90, 560, 8));

    private final FixedSequence twoPercent = new FixedSequence(Risk.DEFAULT);

    @Test
    void stopsAtTheFirstThresholdThatFails() {
        double[] expected = {.0885, .0143706, .0166132, .0310653, .2119974};
        for (int i = 0; i < expected.length; i++) {
            assertThat(SETS.get(i).pValue(.02)).isCloseTo(expected[i], within(i == 0 ? 5e-5 : 5e-8));
        }

        Certified certified = (Certified) twoPercent.certify(SETS, 1_000);

        assertThat(certified.threshold()).isEqualTo(.93);
        assertThat(certified.pValue()).isCloseTo(.0310653, within(5e-8));
        assertThat(certified.coverage()).isEqualTo(.42);
        assertThat(certified.upperBound()).isLessThan(.02);
        assertThat(certified.sentence())
                .isEqualTo(
                        "Of the labels accepted at a score of 0.93 or more, at most 2 % are wrong, with a certainty of"
                                + " 95 %: of 420 checked ones 3 were. This holds for items of the same stream, labelled by the"
                                + " same model and prompt.");
    }

    @ParameterizedTest
    @CsvSource({
        "100, 0, .0295130", "150, 0, .0197734", "200, 1, .0234985",
        "300, 2, .0208362", "500, 5, .0209103", "1000, 12, .0193702"
    })
    void boundsOneThresholdExactly(int items, int errors, double upper) {
        assertThat(new Share(errors, items).upperBound(.05)).isCloseTo(upper, within(5e-8));
        assertThat(AcceptedSet.of(0, items, errors).pValue(.02) <= .05).isEqualTo(upper <= .02);
    }

    @Test
    void knowsHowManyItemsItTakesAtLeast() {
        assertThat(Risk.DEFAULT.leastItems()).isEqualTo(149);
        assertThat(new Risk(.05, .05).leastItems()).isEqualTo(59);
    }

    @Test
    void certifiesItemsThatAreAllRight() {
        ValidationSet right = ValidationSet.of(new double[149], new boolean[149]);

        assertThat(twoPercent.certify(right).threshold()).isZero();
        assertThat(twoPercent.certify(ValidationSet.of(new double[148], new boolean[148])))
                .isEqualTo(new NotCertified(Risk.DEFAULT, 148, Optional.of(1)));
    }

    @Test
    void saysHowManyMoreItemsAreNeeded() {
        NotCertified few = (NotCertified) twoPercent.certify(ValidationSet.of(new double[0], new boolean[0]));
        NotCertified some = (NotCertified) twoPercent.certify(List.of(AcceptedSet.of(.9, 100, 1)), 200);
        NotCertified bad = (NotCertified) twoPercent.certify(List.of(AcceptedSet.of(.9, 100, 5)), 200);

        assertThat(few.moreGold()).hasValue(149);
        assertThat(few.threshold()).isInfinite();
        int accepted = (some.moreGold().orElseThrow() + 200) / 2;
        assertThat(AcceptedSet.of(.9, accepted + 1, (int) Math.ceil(accepted * .01))
                        .pValue(.02))
                .isLessThanOrEqualTo(.05);
        assertThat(bad.moreGold()).isEmpty();
        assertThat(some.sentence()).contains("No threshold", "200 checked items", "more checked items are needed");
        assertThat(bad.sentence()).contains("would not help");
    }

    @Test
    void asksForMoreItemsOnlyWhereAThresholdFails() {
        List<AcceptedSet> blocked = List.of(AcceptedSet.of(.9, 160, 2), AcceptedSet.of(.8, 1_000, 5));
        NotCertified some = (NotCertified) twoPercent.certify(blocked, 1_000);
        NotCertified tiny = (NotCertified) twoPercent.certify(List.of(AcceptedSet.of(.9, 10, 1)), 10);

        assertThat(some.moreGold().orElseThrow()).isGreaterThan(100);
        assertThat(tiny.moreGold()).hasValue(139);
        assertThat(tiny.sentence())
                .endsWith("At least 139 more checked items are needed. A promise of at most 5 % needs 59 without an"
                        + " error.");
    }

    @Test
    void acceptsNoLessForAWeakerPromiseWhereManyItemsShareAScore() {
        List<AcceptedSet> tied = List.of(AcceptedSet.of(1, 60, 1), AcceptedSet.of(.9, 500, 1));
        for (double alpha : new double[] {.02, .03, .05, .1, .3}) {
            assertThat(new FixedSequence(new Risk(alpha, .05))
                            .certify(tied, 500)
                            .threshold())
                    .isEqualTo(.9);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void acceptsNoLessForAWeakerPromiseOnCoarseScores(int seed) {
        var random = new SplittableRandom(seed);
        double[] scores = random.doubles(900)
                .map(each -> Math.ceil(10 * Math.pow(each, .1)) / 10)
                .toArray();
        boolean[] wrong = new boolean[900];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = random.nextDouble() < .04;
        }
        ValidationSet items = ValidationSet.of(scores, wrong);
        double before = Double.POSITIVE_INFINITY;
        for (double alpha = .02; alpha < .3; alpha += .005) {
            double threshold =
                    new FixedSequence(new Risk(alpha, .05)).certify(items).threshold();
            assertThat(threshold).isLessThanOrEqualTo(before);
            before = threshold;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsTheSameThresholdInAnyOrder(int seed) {
        var random = new SplittableRandom(seed);
        StreamSimulation.Draw draw = StreamSimulation.draw(20, 1_500, random);
        double threshold = twoPercent
                .certify(ValidationSet.of(draw.scores(), draw.wrong()))
                .threshold();
        for (int i = draw.scores().length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double score = draw.scores()[i];
            boolean error = draw.wrong()[i];
            draw.scores()[i] = draw.scores()[j];
            draw.wrong()[i] = draw.wrong()[j];
            draw.scores()[j] = score;
            draw.wrong()[j] = error;
        }

        assertThat(twoPercent
                        .certify(ValidationSet.of(draw.scores(), draw.wrong()))
                        .threshold())
                .isEqualTo(threshold);
    }

    @Test
    void sharesTheDoubtAmongTheParts() {
        ValidationSet large = ValidationSet.of(new double[300], new boolean[300]);
        ValidationSet small = ValidationSet.of(new double[160], new boolean[160]);

        Map<String, Certification> parts = twoPercent.certifyParts(Map.of("large", large, "small", small));

        assertThat(parts)
                .hasEntrySatisfying(
                        "large", part -> assertThat(part.threshold()).isZero())
                .hasEntrySatisfying(
                        "large", part -> assertThat(part.risk().delta()).isEqualTo(.025))
                .hasEntrySatisfying(
                        "small", part -> assertThat(part.threshold()).isInfinite());
    }

    @Test
    void isMoreCarefulWithWeightedItems() {
        boolean[] wrong = new boolean[400];
        wrong[0] = true;
        double[] even = new double[400];
        Arrays.fill(even, 3);
        double[] uneven =
                IntStream.range(0, 400).mapToDouble(i -> i < 200 ? 50 : 1).toArray();

        AcceptedSet plain = ValidationSet.of(new double[400], wrong).at(0);
        AcceptedSet weighted =
                ValidationSet.weighted(new double[400], wrong, even).at(0);
        AcceptedSet skewed =
                ValidationSet.weighted(new double[400], wrong, uneven).at(0);

        assertThat(weighted.items()).isCloseTo(400, within(1e-9));
        assertThat(weighted.risk()).isCloseTo(plain.risk(), within(1e-12));
        assertThat(weighted.pValue(.02)).isGreaterThan(plain.pValue(.02)).isLessThan(.01);
        assertThat(skewed.items()).isBetween(200.0, 210.0);
        assertThat(skewed.risk()).isGreaterThan(plain.risk());
        assertThat(skewed.pValue(.02)).isGreaterThan(weighted.pValue(.02));
    }

    @Test
    void refusesWhatBreaksTheGuarantee() {
        assertThatThrownBy(() -> new Risk(0, .05)).hasMessageContaining("above 0 and below 1");
        assertThatThrownBy(() -> ValidationSet.of(new double[] {Double.NaN}, new boolean[1]))
                .hasMessageContaining("got NaN");
        assertThatThrownBy(() -> twoPercent.certify(List.of(AcceptedSet.of(.8, 1, 0), AcceptedSet.of(.9, 1, 0)), 2))
                .hasMessage("thresholds must fall, got 0.9 after 0.8");
    }

    @Test
    void triesAtMostTwoHundredThresholds() {
        double[] many = new SplittableRandom(1).doubles(5_000).toArray();

        double[] grid = ThresholdGrid.of(many);

        assertThat(grid).hasSize(200);
        assertThat(IntStream.range(1, 200).allMatch(i -> grid[i] < grid[i - 1])).isTrue();
        assertThat(ThresholdGrid.of(new double[] {.5, .9, .5})).containsExactly(.9, .5);
    }

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void doesNotDependOnTheOrderAndCoversMoreForAWeakerPromise(int seed) {
        StreamSimulation.Draw draw = StreamSimulation.draw(12, 800, new SplittableRandom(seed));
        ValidationSet items = ValidationSet.of(draw.scores(), draw.wrong());
        ValidationSet turned = ValidationSet.of(reversed(draw.scores()), reversed(draw.wrong()));
        double before = Double.POSITIVE_INFINITY;
        for (double alpha : new double[] {.01, .02, .03, .05, .08, .2}) {
            var sequence = new FixedSequence(new Risk(alpha, .05));
            double threshold = sequence.certify(items).threshold();
            assertThat(threshold).isLessThanOrEqualTo(before);
            assertThat(sequence.certify(turned).threshold()).isEqualTo(threshold);
            before = threshold;
        }
    }

    private static double[] reversed(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[values.length - 1 - i])
                .toArray();
    }

    private static boolean[] reversed(boolean[] values) {
        boolean[] reversed = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            reversed[i] = values[values.length - 1 - i];
        }
        return reversed;
    }
}
