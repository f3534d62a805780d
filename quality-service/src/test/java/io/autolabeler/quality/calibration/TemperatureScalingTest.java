package io.autolabeler.quality.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemperatureScalingTest {
    private static final double[][] LOGITS = {
        {2, .5, -1}, {3, 0, 0}, {1, 1.2, .1}, {.2, 2.5, .3}, {4, 1, .5}, {0, .1, 3}, {2.2, 2, 0}, {1.5, -.5, .8}
    };
    private static final int[] LABELS = {0, 1, 1, 1, 0, 2, 1, 2};
    private static final double[] TOP = {.95, .9, .8, .99, .7, .85, .6, .9, .75, .97};
    private static final int[] CORRECT = {1, 1, 0, 1, 1, 0, 0, 1, 1, 0};

    @Test
    void findsTheTemperatureOfLeastLogLoss() {
        TemperatureScaling fitted = TemperatureScaling.fit(LOGITS, LABELS);

        assertThat(fitted.temperature()).isCloseTo(1.3725565347, within(1e-8));
        assertThat(TemperatureScaling.IDENTITY.logLoss(LOGITS, LABELS)).isCloseTo(.8147001091, within(1e-9));
        assertThat(TemperatureScaling.flat(LOGITS, LABELS).slope(1)).isCloseTo(.1880290614, within(1e-9));
        assertThat(fitted.logLoss(LOGITS, LABELS)).isCloseTo(.7870805742, within(1e-9));
        double[] row = fitted.applyToLogits(LOGITS[0]);
        assertThat(row[0]).isCloseTo(.6907708777, within(1e-8));
        assertThat(row[1]).isCloseTo(.2315873279, within(1e-8));
        assertThat(row[2]).isCloseTo(.0776417944, within(1e-8));
    }

    @Test
    void readsASingleNumberAsTheLabelAgainstTheRest() {
        double[][] logits = topLogits(TOP);
        int[] truth = IntStream.of(CORRECT).map(right -> 1 - right).toArray();

        TemperatureScaling fitted = TemperatureScaling.fit(logits, truth);

        assertThat(fitted.temperature()).isCloseTo(4.006756674, within(1e-6));
        assertThat(TemperatureScaling.IDENTITY.logLoss(logits, truth)).isCloseTo(.8845828204, within(1e-9));
        assertThat(fitted.logLoss(logits, truth)).isCloseTo(.6515283531, within(1e-9));
        assertThat(fitted.apply(new double[] {.9, .1})[0]).isCloseTo(.6337596195, within(1e-8));
    }

    @Test
    void lowersTheConfidenceOfAnOverconfidentModel() {
        assertThat(new TemperatureScaling(2).apply(new double[] {.9, .1})[0]).isEqualTo(.75, within(1e-9));
    }

    @Test
    void isTheIdentityWithoutItemsOrWithEqualLogits() {
        assertThat(TemperatureScaling.fit(new double[0][], new int[0])).isEqualTo(TemperatureScaling.IDENTITY);
        assertThat(TemperatureScaling.fit(new double[][] {{1, 1}, {2, 2, 2}}, new int[] {0, 1}))
                .isEqualTo(TemperatureScaling.IDENTITY);
    }

    @Test
    void staysWithinItsBoundsWhenEveryItemIsRightOrWrong() {
        double[][] logits = {{2, 0}, {1, 0}};

        assertThat(TemperatureScaling.fit(logits, new int[] {0, 0}).temperature())
                .isEqualTo(.02, within(1e-9));
        assertThat(TemperatureScaling.fit(logits, new int[] {1, 1}).temperature())
                .isEqualTo(50, within(1e-9));
        assertThat(TemperatureScaling.fit(new double[][] {{2, 0}}, new int[] {0})
                        .temperature())
                .isPositive();
    }

    @Test
    void refusesATemperatureThatIsNone() {
        assertThatThrownBy(() -> new TemperatureScaling(0))
                .hasMessage("temperature must be above 0 and finite, got 0.0");
        assertThatThrownBy(() -> new TemperatureScaling(Double.NaN)).hasMessageContaining("NaN");
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsTheOrderAndStaysBetweenZeroAndOne(int seed) {
        var random = new SplittableRandom(seed);
        double[] logits = random.doubles(2 + random.nextInt(8), -12, 12).toArray();
        var map = new TemperatureScaling(Math.exp(random.nextDouble(-3, 3)));

        double[] calibrated = map.applyToLogits(logits);

        assertThat(DoubleStream.of(calibrated).allMatch(share -> share > 0 && share < 1))
                .isTrue();
        for (int a = 0; a < logits.length; a++) {
            for (int b = 0; b < logits.length; b++) {
                if (logits[a] < logits[b]) {
                    assertThat(calibrated[a]).isLessThanOrEqualTo(calibrated[b]);
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void doesNotDependOnAConstantAddedToARow(int seed) {
        var random = new SplittableRandom(seed);
        double[][] logits = random(random, 40, 4);
        int[] labels = random.ints(40, 0, 4).toArray();
        double[][] shifted = new double[logits.length][];
        for (int i = 0; i < shifted.length; i++) {
            double constant = random.nextDouble(-5, 5);
            shifted[i] =
                    java.util.Arrays.stream(logits[i]).map(z -> z + constant).toArray();
        }

        assertThat(TemperatureScaling.fit(shifted, labels).temperature())
                .isCloseTo(TemperatureScaling.fit(logits, labels).temperature(), withinPercentage(1e-3));
    }

    @Test
    void leavesACalibratedModelAsItIs() {
        var random = new SplittableRandom(7);
        double[] confidence = random.doubles(20_000, .5, 1).toArray();
        int[] truth = sampled(random, confidence);

        double temperature =
                TemperatureScaling.fit(topLogits(confidence), truth).temperature();

        assertThat(temperature).isCloseTo(1, within(.05));
    }

    @Test
    void undoesADistortionThatIsATemperature() {
        var random = new SplittableRandom(11);
        double[] confidence = random.doubles(20_000, .5, 1).toArray();
        int[] truth = sampled(random, confidence);
        double[][] doubled = new double[confidence.length][];
        double[][] honest = topLogits(confidence);
        for (int i = 0; i < doubled.length; i++) {
            doubled[i] = new double[] {2 * honest[i][0], 2 * honest[i][1]};
        }

        assertThat(TemperatureScaling.fit(doubled, truth).temperature()).isCloseTo(2, within(.05));
    }

    private static int[] sampled(SplittableRandom random, double[] confidence) {
        return IntStream.range(0, confidence.length)
                .map(i -> random.nextDouble() < confidence[i] ? 0 : 1)
                .toArray();
    }

    private static double[][] topLogits(double[] confidence) {
        double[][] logits = new double[confidence.length][];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = TemperatureScaling.logits(new double[] {confidence[i], 1 - confidence[i]});
        }
        return logits;
    }

    private static double[][] random(SplittableRandom random, int rows, int columns) {
        double[][] values = new double[rows][];
        for (int i = 0; i < rows; i++) {
            values[i] = random.doubles(columns, -2, 2).toArray();
        }
        return values;
    }
}
