package io.autolabeler.quality.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.certification.RiskCoverage.Point;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RiskCoverageTest {
    private static final double[] SCORES = {.99, .97, .96, .93, .91, .88, .82, .75, .66, .55};
    private static final boolean[] WRONG = {false, false, false, true, false, false, true, false, true, true};

    @Test
    void findsTheRiskAtEveryCoverage() {
        RiskCoverage curve = RiskCoverage.of(ValidationSet.of(SCORES, WRONG));

        double[] risks = {0, 0, 0, .25, .2, .1666667, .2857143, .25, .3333333, .4};
        for (int k = 0; k < risks.length; k++) {
            assertThat(curve.points().get(k).risk()).isCloseTo(risks[k], within(5e-8));
            assertThat(curve.points().get(k).coverage()).isCloseTo((k + 1) / 10.0, within(1e-12));
        }
        assertThat(curve.aurc()).isCloseTo(.1885714286, within(5e-11));
        assertThat(curve.ideal()).isCloseTo(.1126190476, within(5e-11));
        assertThat(curve.excess()).isCloseTo(.0759523810, within(5e-11));
    }

    @Test
    void acceptsTiedItemsTogether() {
        ValidationSet one = ValidationSet.of(new double[] {.9, .9, .5}, new boolean[] {true, false, false});
        ValidationSet other = ValidationSet.of(new double[] {.9, .9, .5}, new boolean[] {false, true, false});

        assertThat(RiskCoverage.of(one)).isEqualTo(RiskCoverage.of(other));
        assertThat(RiskCoverage.of(one).points())
                .containsExactly(new Point(.9, 2 / 3.0, .5, 2, 1), new Point(.5, 1, 1 / 3.0, 3, 1));
        assertThat(RiskCoverage.of(one).aurc()).isCloseTo((.5 + .5 + 1 / 3.0) / 3, within(1e-12));
    }

    @Test
    void isEmptyForNothing() {
        RiskCoverage nothing = RiskCoverage.of(ValidationSet.of(new double[0], new boolean[0]));

        assertThat(nothing.points()).isEmpty();
        assertThat(nothing.aurc()).isZero();
    }

    @Test
    void boundsTheBudgetOfWrongItemsAmongAll() {
        assertThat(RiskControl.bound(9, 500)).isCloseTo(.0199601, within(5e-8));
        assertThat(RiskControl.bound(10, 500)).isCloseTo(.0219561, within(5e-8));
        double[] scores = new double[500];
        boolean[] wrong = new boolean[500];
        for (int i = 0; i < 500; i++) {
            scores[i] = 500 - i;
            wrong[i] = i % 20 == 0;
        }

        AcceptedSet found = new RiskControl(.02)
                .loosest(ValidationSet.of(scores, wrong), ThresholdGrid.of(scores.clone()))
                .orElseThrow();

        assertThat(found.errors()).isEqualTo(9);
        assertThat(new RiskControl(.001).loosest(ValidationSet.of(scores, wrong), new double[] {500}))
                .isEmpty();
        assertThatThrownBy(() -> new RiskControl(1)).hasMessageContaining("budget must be above 0");
    }

    @Test
    void keepsARoutingScoreOnlyIfItRanksBetter() {
        var random = new SplittableRandom(3);
        int n = 1_200;
        double[] confidence = random.doubles(n).toArray();
        double[][] useful = new double[n][];
        double[][] useless = new double[n][];
        boolean[] wrong = new boolean[n];
        for (int i = 0; i < n; i++) {
            double hidden = random.nextGaussian();
            wrong[i] = random.nextDouble() < 1 / (1 + Math.exp(1.5 + 2 * hidden + confidence[i]));
            useful[i] = new double[] {confidence[i], hidden, 1};
            useless[i] = new double[] {confidence[i], random.nextGaussian(), 1};
        }

        RoutingScore.Trial better =
                RoutingScore.fit(useful, confidence, wrong, 1).orElseThrow();

        assertThat(better.kept()).isTrue();
        assertThat(better.score().of(new double[] {.5, 2, 1}))
                .isGreaterThan(better.score().of(new double[] {.5, -2, 1}));
        assertThat(RoutingScore.fit(useless, confidence, wrong, 1).orElseThrow().kept())
                .isFalse();
        assertThat(RoutingScore.fit(new double[299][1], new double[299], new boolean[299], 1))
                .isEmpty();
    }
}
