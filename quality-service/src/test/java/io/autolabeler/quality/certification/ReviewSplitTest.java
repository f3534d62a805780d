package io.autolabeler.quality.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.certification.ReviewSplit.Capacity;
import io.autolabeler.quality.certification.ReviewSplit.Cheapest;
import io.autolabeler.quality.certification.ReviewSplit.Infeasible;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReviewSplitTest {
    private static final double[] SCORES = {.99, .9, .8, .6, .3, .1};
    /** A review costs 1 + 10 (1 - score) / 2, an expert 4 + 10 / 100. */
    private static final ReviewCosts COSTS =
            new ReviewCosts(.1, 1, 4, 10, new ReviewCosts.Left(score -> (1 - score) / 2, .01));

    @Test
    void sendsHardItemsToExperts() {
        Cheapest split = (Cheapest) ReviewSplit.of(SCORES, .95, COSTS, Capacity.ENDLESS);

        assertThat(split.threshold()).isEqualTo(.6);
        assertThat(split.reviewShare()).isEqualTo(.5);
        assertThat(split.expertShare()).isCloseTo(2 / 6.0, within(1e-12));
        assertThat(split.meanCost()).isCloseTo((.1 + 1.5 + 2 + 3 + 4.1 + 4.1) / 6, within(1e-12));
    }

    @Test
    void respectsHowManyPeopleThereAre() {
        Cheapest fewReviewers = (Cheapest) ReviewSplit.of(SCORES, .95, COSTS, new Capacity(600, 200, 600));
        Cheapest fewExperts = (Cheapest) ReviewSplit.of(SCORES, .95, COSTS, new Capacity(600, 600, 100));

        assertThat(fewReviewers.threshold()).isEqualTo(.8);
        assertThat(fewExperts.threshold()).isEqualTo(.3);
        assertThat(ReviewSplit.of(SCORES, .95, COSTS, new Capacity(600, 200, 200)))
                .isEqualTo(new Infeasible(5 / 6.0, 4 / 6.0));
    }

    @Test
    void hasNothingToDivideWhereAllIsAccepted() {
        Cheapest split = (Cheapest) ReviewSplit.of(SCORES, 0, COSTS, new Capacity(600, 0, 0));

        assertThat(split.reviewShare() + split.expertShare()).isZero();
        assertThatThrownBy(() -> ReviewSplit.of(new double[0], 0, COSTS, Capacity.ENDLESS))
                .hasMessage("scores must not be empty");
    }

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isNoDearerThanAnyOtherThreshold(int seed) {
        double[] scores = new SplittableRandom(seed)
                .doubles(60)
                .map(score -> Math.round(score * 20) / 20.0)
                .toArray();

        Cheapest split = (Cheapest) ReviewSplit.of(scores, .9, COSTS, Capacity.ENDLESS);

        assertThat(split.meanCost()).isCloseTo(cost(scores, split.threshold()), within(1e-9));
        for (double threshold = 0; threshold <= .9; threshold += .025) {
            assertThat(split.meanCost()).isLessThanOrEqualTo(cost(scores, threshold) + 1e-9);
        }
    }

    @Test
    void showsDearMistakesFirst() {
        var priority = new ReviewPriority(20, .1);

        assertThat(priority.of(.9, 1, 5)).isCloseTo(2.5, within(1e-12));
        assertThat(priority.of(.9, 3, 0)).isGreaterThan(priority.of(.8, 1, 0));
        assertThat(priority.of(Double.NaN, 1, 0)).isEqualTo(20);
        assertThatThrownBy(() -> new ReviewPriority(-1, 0)).hasMessageContaining("costs must be at least 0");
    }

    private static double cost(double[] scores, double threshold) {
        return DoubleStream.of(scores)
                .map(score -> score >= .9 ? .1 : score >= threshold ? COSTS.reviewed(score) : COSTS.expertly())
                .average()
                .orElseThrow();
    }
}
