package io.autolabeler.learning.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxRegressionTest {
    private static final Lbfgs FINE = new Lbfgs(500, 1e-6);

    @ParameterizedTest(name = "C = {0}")
    @ValueSource(doubles = {.1, 1, 10})
    void findsTheOptimumOfTwoOppositePoints(double c) {
        TrainingSet set = new TrainingSet(new float[][] {{1}, {-1}}, new int[] {1, 0}, 2);

        LinearHead head = fit(set, c);

        // By symmetry the weights are w and -w; the derivative is zero where w = 2 C / (1 + e^{2w}).
        double w = root(c);
        assertThat((double) head.weights()[1][0]).isCloseTo(w, within(1e-3));
        assertThat((double) head.weights()[0][0]).isCloseTo(-w, within(1e-3));
    }

    @Test
    void givesTheClassSharesWhereVectorsSayNothing() {
        TrainingSet set = new TrainingSet(new float[][] {{0, 0}, {0, 0}, {0, 0}, {0, 0}}, new int[] {0, 0, 0, 1}, 2);

        assertThat(fit(set, 1).probabilities(new float[] {0, 0})[0]).isCloseTo(.75, within(1e-3));
    }

    @Test
    void separatesClusters() {
        TrainingSet set = Points.clusters(5, 30, 64, .8, 1);

        assertThat(Points.share(set, fit(set, 10))).isGreaterThan(.98);
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void hasTheGradientOfItsLoss(int seed) {
        Random random = new Random(seed);
        int classes = random.nextInt(2, 6);
        TrainingSet set = Points.clusters(classes, random.nextInt(1, 60), random.nextInt(1, 9), 1, seed);
        SoftmaxLoss loss = new SoftmaxLoss(set, new VectorBlocks(set.vectors()), random.nextDouble(.5, 20));
        float[] point = Points.gaussian(classes * (set.dimensions() + 1), random);
        float[] gradient = new float[point.length];
        loss.at(point, gradient);

        int at = random.nextInt(point.length);
        float[] ahead = point.clone();
        float[] behind = point.clone();
        ahead[at] += .01f;
        behind[at] -= .01f;
        double slope = (loss.at(ahead, new float[point.length]) - loss.at(behind, new float[point.length])) / .02;
        assertThat((double) gradient[at]).isCloseTo(slope, within(2e-3));
    }

    @Test
    void refusesAPenaltyWithoutStrength() {
        TrainingSet set = Points.clusters(2, 5, 4, 1, 1);

        assertThatThrownBy(() -> fit(set, 0)).hasMessage("c must be above 0, got 0.0");
    }

    private static LinearHead fit(TrainingSet set, double c) {
        return new SoftmaxRegression(c, FINE)
                .fit(set, new VectorBlocks(set.vectors()), LinearHead.zero(set.classes(), set.dimensions()));
    }

    private static double root(double c) {
        double low = 0;
        double high = 100;
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            if (middle * (1 + Math.exp(2 * middle)) < 2 * c) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
