package io.autolabeler.quality.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.sampling.AcceptancePlan.Risks;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SamplingTest {
    static Stream<Integer> seeds() {
        return IntStream.range(0, 200).boxed();
    }

    @ParameterizedTest
    @CsvSource({
        "0, .01, .05, .05, .10, 132, 3, 0.9557474941740338, 0.0992283044257829, 1e-12",
        "0, .02, .05, .08, .10, 98, 4, 0.9526674382853219, 0.09948323261827784, 1e-12",
        "1000, .01, .05, .05, .10, 128, 3, 0.97098700, 0.09679116, 1e-8",
        "500, .02, .05, .08, .10, 94, 4, 0.97577823, 0.09590915, 1e-8",
        "0, .01, .10, .05, .05, 153, 3, 0.931492652663, 0.049444798043, 1e-12",
        "0, .01, .05, .05, .25, 78, 2, 0.956266879114, 0.245650368766, 1e-12",
        "0, .02, .10, .08, .05, 112, 4, , , 1e-12",
        "0, .02, .05, .08, .25, 63, 3, , , 1e-12"
    })
    void designsTheSmallestPlanThatKeepsBothRisks(
            int lot,
            double good,
            double producer,
            double bad,
            double consumer,
            int sample,
            int accept,
            Double passesGood,
            Double passesBad,
            double tolerance) {
        AcceptancePlan plan = AcceptancePlan.design(lot, new Risks(good, producer, bad, consumer))
                .orElseThrow();

        assertThat(plan).isEqualTo(new AcceptancePlan(lot, sample, accept));
        if (passesGood != null) {
            assertThat(plan.passes(good)).isEqualTo(passesGood, within(tolerance));
            assertThat(plan.passes(bad)).isEqualTo(passesBad, within(tolerance));
        }
    }

    @Test
    void saysHowProbablyALotPasses() {
        assertThat(new AcceptancePlan(0, 80, 2).passes(.01)).isEqualTo(0.9534468142640684, within(1e-14));
        assertThat(new AcceptancePlan(0, 80, 2).passes(.05)).isEqualTo(0.23062050491649155, within(1e-14));
        assertThat(new AcceptancePlan(1000, 80, 2).passesWith(10)).isEqualTo(0.9607516815523858, within(1e-14));
        assertThat(new AcceptancePlan(799, 80, 2).passes(0)).isEqualTo(1);
        assertThat(AcceptancePlan.withoutDefects(.05, .05)).isEqualTo(new AcceptancePlan(0, 59, 0));
        assertThat(AcceptancePlan.design(5, new Risks(.01, .05, .05, .1))).isEmpty();
    }

    @Test
    void spreadsASampleOverStrata() {
        int[] items = {6000, 3000, 1000};
        double[] rates = {.02, .10, .30};

        NeymanAllocation allocation = NeymanAllocation.of(items, rates, 200);

        assertThat(NeymanAllocation.fractional(items, rates, 200))
                .containsExactly(new double[] {76.42416536, 81.88303432, 41.69280032}, within(1e-8));
        assertThat(allocation.sizes()).containsExactly(76, 82, 42);
        assertThat(allocation.standardError()).isEqualTo(0.015350784770, within(1e-12));
        assertThat(NeymanAllocation.standardError(items, rates, new int[] {120, 60, 20}))
                .isEqualTo(0.017112100981, within(1e-12));
    }

    @Test
    void boundsTheStandardErrorByTheFractionalAllocation() {
        int[] items = {6000, 3000, 1000};
        double[] rates = {.02, .10, .30};

        double bound = NeymanAllocation.standardError(items, rates, NeymanAllocation.fractional(items, rates, 200));

        assertThat(bound).isEqualTo(0.015350596636, within(1e-12));
    }

    @Test
    void plansTheStandardErrorWithTheRateItSpreadsBy() {
        NeymanAllocation floored = NeymanAllocation.of(new int[] {500, 500}, new double[] {0, 1}, 100);

        assertThat(floored.sizes()).containsExactly(50, 50);
        assertThat(floored.standardError()).isEqualTo(Math.sqrt(2 * .25 * .9 * .01 * .99 / 50), within(1e-15));
    }

    @Test
    void givesAnEmptyStratumNothing() {
        NeymanAllocation with =
                NeymanAllocation.of(new int[] {6000, 0, 3000, 1000}, new double[] {.02, .5, .1, .3}, 200);

        assertThat(with.sizes()).containsExactly(76, 0, 82, 42);
        assertThat(with.standardError()).isEqualTo(0.015350784770, within(1e-12));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeymanAllocation.of(new int[] {0, 0}, new double[] {.1, .1}, 0))
                .withMessageContaining("items must be at least 1 in all");
    }

    @ParameterizedTest
    @CsvSource({"0, .05, .05, 59", "0, .05, .10, 45", "1000, .05, .05, 59", "60, .05, .05, 59"})
    void acceptsNoneWhereNoneMayBeWrong(int lot, double rejectable, double consumer, int sample) {
        assertThat(AcceptancePlan.withoutDefects(lot, rejectable, consumer))
                .contains(new AcceptancePlan(lot, sample, 0));
        assertThat(AcceptancePlan.withoutDefects(59, .05, .05)).isEmpty();
        assertThat(AcceptancePlan.withoutDefects(0, 1e-7, .05)).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void drawsAsManyAsAskedAndNoStratumTooFewOrTooMany(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int strata = 1 + random.nextInt(6);
        int[] items =
                IntStream.range(0, strata).map(h -> 1 + random.nextInt(30)).toArray();
        double[] rates =
                IntStream.range(0, strata).mapToDouble(h -> random.nextDouble()).toArray();
        int least = Arrays.stream(items).map(each -> Math.min(2, each)).sum();
        int sample = random.nextInt(least, Arrays.stream(items).sum() + 1);

        NeymanAllocation allocation = NeymanAllocation.of(items, rates, sample);

        assertThat(Arrays.stream(allocation.sizes()).sum()).isEqualTo(sample);
        for (int h = 0; h < strata; h++) {
            assertThat(allocation.sizes()[h]).isBetween(Math.min(2, items[h]), items[h]);
        }
    }

    @Test
    void takesBackFromALargeStratumWhatSmallOnesNeedAtLeast() {
        assertThat(NeymanAllocation.of(new int[] {5, 4, 4}, new double[] {.5, 0, 0}, 8)
                        .sizes())
                .containsExactly(4, 2, 2);
    }

    @Test
    void givesSmallStrataAllTheyHaveAndTheRestToOthers() {
        assertThat(NeymanAllocation.of(new int[] {1, 5, 1000}, new double[] {.5, .5, 0}, 900)
                        .sizes())
                .containsExactly(1, 5, 894);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeymanAllocation.of(new int[] {10, 10}, new double[] {.1, .1}, 3))
                .withMessageContaining("sample must be at least 4");
    }
}
