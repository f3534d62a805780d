package io.autolabeler.quality.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TopLabelMapTest {
    @Test
    void scalesTheLogitByATemperature() {
        TopTemperature map = TopTemperature.fit(Vectors.TOP, Vectors.CORRECT);

        assertThat(map.temperature()).isCloseTo(4.006756674, within(1e-6));
        assertThat(OutcomeScores.logLoss(Vectors.OUTCOMES)).isCloseTo(.8845828204, within(1e-9));
        assertThat(OutcomeScores.logLoss(after(map))).isCloseTo(.6515283531, within(1e-9));
        assertThat(map.confidence(.9)).isCloseTo(.6337596195, within(1e-8));
    }

    @Test
    void lowersRatherThanRaisesAnOverconfidentNumber() {
        TopTemperature map = TopTemperature.fit(Vectors.TOP, Vectors.CORRECT);

        // the naive power of the confidence goes the wrong way
        assertThat(Math.pow(.9, 1 / map.temperature())).isCloseTo(.97405, within(1e-5));
        assertThat(Math.pow(.6, 1 / map.temperature())).isCloseTo(.88030, within(1e-5));
        assertThat(map.confidence(.9)).isLessThan(.9);
    }

    @Test
    void fitsPlattsCurveOverTheLogit() {
        var map = (PlattScaling) PlattScaling.fit(Vectors.TOP, Vectors.CORRECT, PlattScaling.Input.LOGIT);

        assertThat(map.a()).isCloseTo(-.2761535973, within(1e-8));
        assertThat(map.b()).isCloseTo(.1938714317, within(1e-8));
        assertThat(map.confidence(.9)).isCloseTo(.6017830496, within(1e-8));
        assertThat(plattLoss(map)).isCloseTo(6.6326756276, within(1e-8));
        // scikit-learn's _SigmoidCalibration
        assertThat(map.a()).isCloseTo(-.2761528032, within(1e-5));
    }

    @Test
    void fitsPlattsCurveOverTheNumberItself() {
        var map = (PlattScaling) PlattScaling.fit(Vectors.TOP, Vectors.CORRECT, PlattScaling.Input.RAW);

        assertThat(map.a()).isCloseTo(-2.9091207778, within(1e-8));
        assertThat(map.b()).isCloseTo(2.0664493555, within(1e-8));
        assertThat(map.confidence(.9)).isCloseTo(.6345436760, within(1e-8));
        assertThat(plattLoss(map)).isCloseTo(6.6148548409, within(1e-8));
        // scikit-learn's _SigmoidCalibration
        assertThat(map.a()).isCloseTo(-2.9091193537, within(1e-5));
    }

    @Test
    void bendsBothEndsByBetaCalibration() {
        var map = (BetaCalibration) BetaCalibration.fit(Vectors.TOP, Vectors.CORRECT);

        assertThat(map.alpha()).isCloseTo(3.3261163210, within(1e-8));
        assertThat(map.beta()).isCloseTo(.0196250551, within(1e-8));
        assertThat(map.gamma()).isCloseTo(.9929511890, within(1e-8));
        assertThat(map.separated()).isFalse();
        assertThat(OutcomeScores.logLoss(after(map)) * 10).isCloseTo(6.4084509032, within(1e-8));
        assertThat(map.confidence(.9)).isCloseTo(.6654546883, within(1e-8));
    }

    @Test
    void dropsASlopeOfTheBetaCurveThatWouldFall() {
        double[] confidence = {.55, .6, .65, .7, .9, .95, .97, .99};
        boolean[] correct = {false, false, true, true, true, true, false, true};

        var map = (BetaCalibration) BetaCalibration.fit(confidence, correct);

        assertThat(Math.min(map.alpha(), map.beta())).isZero();
        assertThat(Math.max(map.alpha(), map.beta())).isPositive();
    }

    @Test
    void flagsABetaCurveOfSeparatedOutcomes() {
        var map = (BetaCalibration)
                BetaCalibration.fit(new double[] {.5, .6, .8, .9}, new boolean[] {false, false, true, true});

        assertThat(map.separated()).isTrue();
        assertThat(map.confidence(.9)).isGreaterThan(.99).isLessThan(1);
        assertThat(map.confidence(.5)).isLessThan(.01).isPositive();
    }

    @Test
    void poolsNeighboursThatFall() {
        var map = (IsotonicMap) IsotonicMap.fit(Vectors.TOP, Vectors.CORRECT);

        assertThat(map.thresholds()).containsExactly(.6, .7, .85, .9, .97, .99);
        assertThat(map.values()).containsExactly(0, .5, .5, .75, .75, 1);
        assertThat(map.raw(.5)).isZero();
        assertThat(map.raw(1)).isOne();
        double[] asked = {.5, .65, .88, .98, 1};
        double[] expected = {.0454545455, .25, .65, .875, .9545454545};
        for (int i = 0; i < asked.length; i++) {
            assertThat(map.confidence(asked[i])).isCloseTo(expected[i], within(1e-10));
        }
    }

    @Test
    void takesTheMereRateWhereConfidenceMisleads() {
        double[] confidence = {.6, .7, .8, .9};
        boolean[] falling = {true, true, false, false};

        assertThat(PlattScaling.fit(confidence, falling, PlattScaling.Input.LOGIT))
                .isEqualTo(new ConstantMap(.5, ConstantMap.Reason.MISLEADING));
        assertThat(BetaCalibration.fit(confidence, falling))
                .isEqualTo(new ConstantMap(.5, ConstantMap.Reason.MISLEADING));
    }

    @Test
    void refusesARisingSign() {
        assertThatThrownBy(() -> new PlattScaling(1, 0, PlattScaling.Input.RAW))
                .hasMessage("a must be at most 0, and a and b finite, got 1.0 and 0.0");
    }

    @Test
    void givesTheOthersWhatIsLeft() {
        double[] mapped = new ConstantMap(.6, ConstantMap.Reason.ONE_OUTCOME).apply(new double[] {.1, .8, .1}, 1);

        assertThat(mapped[1]).isCloseTo(.6, within(1e-12));
        assertThat(mapped[0]).isCloseTo(.2, within(1e-12));
        assertThat(mapped[2]).isCloseTo(.2, within(1e-12));
    }

    @Test
    void doesNotLetAnotherLabelOvertake() {
        double[] mapped = new ConstantMap(.1, ConstantMap.Reason.ONE_OUTCOME).apply(new double[] {.4, .6}, 1);

        assertThat(Top.of(mapped)).isEqualTo(1);
        assertThat(mapped[1]).isCloseTo(.5, within(1e-8));
    }

    @Test
    void saysHowSeldomTheChosenLabelIsRightWhateverTheOthersShare() {
        ConstantMap seldom = new ConstantMap(.1, ConstantMap.Reason.ONE_OUTCOME);
        ScoredItems items = ScoredItems.of(new double[][] {{.4, .6}}, new int[] {0});

        assertThat(seldom.chosen(new double[] {.4, .6}, 1)).isEqualTo(.1);
        assertThat(new Shrunk(seldom, 200, new ConstantMap(.3, ConstantMap.Reason.ONE_OUTCOME))
                        .chosen(new double[] {.4, .6}, 1))
                .isCloseTo(.2, within(1e-12));
        assertThat(items.calibrated(seldom).outcomes().confidence()).containsExactly(.1);
    }

    @ParameterizedTest
    @EnumSource(
            value = CalibrationMethod.class,
            names = {"VECTOR", "DIRICHLET"},
            mode = EnumSource.Mode.EXCLUDE)
    void bearsLittleAndOddData(CalibrationMethod method) {
        assertThat(method.fit(ScoredItems.ofConfidence(new double[0], new boolean[0])))
                .isEqualTo(new Uncalibrated());
        for (boolean outcome : new boolean[] {true, false}) {
            assertInside(method.fit(ScoredItems.ofConfidence(new double[] {.8}, new boolean[] {outcome})));
            assertInside(method.fit(
                    ScoredItems.ofConfidence(new double[] {.5, .7, 1}, new boolean[] {outcome, outcome, outcome})));
            assertInside(method.fit(
                    ScoredItems.ofConfidence(new double[] {.7, .7, .7}, new boolean[] {outcome, true, false})));
            assertInside(method.fit(
                    ScoredItems.ofConfidence(new double[] {0, 1, 1, 0}, new boolean[] {outcome, true, false, true})));
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsOrderArgmaxSumAndBounds(int seed) {
        var random = new SplittableRandom(seed);
        ScoredItems items = Vectors.overconfident(50 + random.nextInt(300), Math.exp(random.nextDouble(-1, 1.5)), seed);
        double[] rising = DoubleStream.concat(DoubleStream.of(0, 1), random.doubles(50))
                .sorted()
                .toArray();
        double[] row = random.doubles(2 + random.nextInt(5)).toArray();
        double sum = DoubleStream.of(row).sum();
        double[] shares = DoubleStream.of(row).map(each -> each / sum).toArray();
        for (CalibrationMethod method : CalibrationMethod.values()) {
            if (method != CalibrationMethod.VECTOR && method != CalibrationMethod.DIRICHLET) {
                Calibrator map = method.fit(items);
                double[] mapped = DoubleStream.of(rising).map(map::confidence).toArray();
                double[] distribution = map.apply(shares);
                assertInside(map);
                assertThat(mapped).isSorted();
                assertThat(Top.of(distribution)).isEqualTo(Top.of(shares));
                assertThat(DoubleStream.of(distribution).sum()).isCloseTo(1, within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CalibrationMethod.class,
            names = {"VECTOR", "DIRICHLET"},
            mode = EnumSource.Mode.EXCLUDE)
    void comesBackFromStorageBitByBit(CalibrationMethod method) {
        Calibrator map = method.fit(Vectors.overconfident(500, 2, 3));

        Calibrator back = map.stored().map();

        assertThat(back.stored()).isEqualTo(map.stored()).hasSameHashCodeAs(map.stored());
        assertThat(map.stored().method()).isEqualTo(method.id());
        for (double c = 0; c <= 1; c += 1 / 64.0) {
            assertThat(back.confidence(c)).isEqualTo(map.confidence(c));
        }
        assertThat(back.apply(new double[] {.2, .7, .1})).isEqualTo(map.apply(new double[] {.2, .7, .1}));
    }

    @Test
    void storesWhatWasNotFittedToo() {
        Calibrator none = new Uncalibrated();
        Calibrator constant = new ConstantMap(.25, ConstantMap.Reason.MISLEADING);

        assertThat(none.stored().map()).isEqualTo(none);
        assertThat(constant.stored().map()).isEqualTo(constant);
        assertThat(none.calibrated()).isFalse();
        assertThat(constant.calibrated()).isTrue();
        assertThat(none.confidence(.7)).isEqualTo(.7);
        assertThat(none.apply(new double[] {0, 1})).containsExactly(Double.MIN_NORMAL, Math.nextDown(1.0));
        assertThatThrownBy(() -> StoredMap.of("magic").map()).hasMessage("method must be a known map, got magic");
        assertThatThrownBy(() -> StoredMap.of("platt", 1).map()).hasMessageContaining("more than 1");
    }

    private static void assertInside(Calibrator map) {
        for (double c : new double[] {0, 1e-12, .1, .5, .9, 1 - 1e-12, 1}) {
            assertThat(map.confidence(c)).isGreaterThan(0).isLessThan(1);
            double[] mapped = map.apply(new double[] {c, 1 - c}, 0);
            assertThat(Arrays.stream(mapped).allMatch(share -> share > 0 && share < 1))
                    .isTrue();
        }
    }

    private static Outcomes after(Calibrator map) {
        return Outcomes.of(DoubleStream.of(Vectors.TOP).map(map::confidence).toArray(), Vectors.CORRECT);
    }

    /** Against Platt's targets of 6 right and 4 wrong items. */
    private static double plattLoss(PlattScaling map) {
        double loss = 0;
        for (int i = 0; i < Vectors.TOP.length; i++) {
            double target = Vectors.CORRECT[i] ? 7 / 8.0 : 1 / 6.0;
            double p = map.confidence(Vectors.TOP[i]);
            loss -= target * Math.log(p) + (1 - target) * Math.log(1 - p);
        }
        return loss;
    }
}
