package io.autolabeler.quality.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.sampling.ErrorRate.Group;
import io.autolabeler.quality.sampling.ErrorRate.Stratum;
import io.autolabeler.quality.sampling.ErrorRate.Weighted;
import io.autolabeler.quality.statistics.Estimate;
import io.autolabeler.quality.statistics.Share;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorRateTest {
    @Test
    void hasTheVectorsStandardErrorAtTheExpectedRates() {
        double[] rates = {.02, .10, .30};
        int[] items = {6000, 3000, 1000};
        int[] sizes = {76, 82, 42};
        double rate = 0;
        double variance = 0;
        for (int h = 0; h < 3; h++) {
            double weight = items[h] / 10_000.0;
            rate += weight * rates[h];
            variance += weight * weight * ErrorRate.variance(items[h], sizes[h], rates[h]);
        }
        assertThat(rate).isCloseTo(.072, within(1e-15));
        assertThat(Math.sqrt(variance)).isCloseTo(0.015466844518, within(1e-12));
    }

    @Test
    void weighsStrataByTheirItems() {
        List<Stratum> strata = List.of(new Stratum(6000, 100, 2), new Stratum(3000, 50, 5), new Stratum(1000, 50, 15));

        Estimate found = ErrorRate.stratified(strata);

        double variance = .36 * (1 - 100 / 6000.0) * .02 * .98 / 99
                + .09 * (1 - 50 / 3000.0) * .1 * .9 / 49
                + .01 * (1 - 50 / 1000.0) * .3 * .7 / 49;
        assertThat(found.value()).isCloseTo(.072, within(1e-15));
        assertThat(ErrorRate.standardError(strata)).isCloseTo(Math.sqrt(variance), within(1e-15));
        assertThat(found.interval().upper()).isCloseTo(.072 + 1.959963984540054 * Math.sqrt(variance), within(1e-14));
    }

    @Test
    void boundsStrataWithoutErrorsExactly() {
        Estimate found = ErrorRate.stratified(List.of(new Stratum(9000, 100, 0), new Stratum(1000, 50, 10)));

        assertThat(found.value()).isCloseTo(.02, within(1e-15));
        assertThat(found.interval().lower())
                .isCloseTo(.1 * new Share(10, 50).clopperPearson(.025).lower(), within(1e-14));
        assertThat(found.interval().upper())
                .isCloseTo(
                        .9 * new Share(0, 100).upperBound(.0125) + .1 * new Share(10, 50).upperBound(.0125),
                        within(1e-14));
        assertThat(new Share(3, 125).clopperPearson(.05).lower()).isCloseTo(0.004976989749053447, within(1e-14));
        assertThat(new Share(3, 125).clopperPearson(.05).upper()).isCloseTo(0.06853631611067006, within(1e-14));
        assertThat(new Share(3, 125).upperBound(.05)).isCloseTo(0.06085858288957279, within(1e-14));
    }

    @Test
    void isCertainOfWhatWasLookedAtWhole() {
        Estimate found = ErrorRate.stratified(List.of(new Stratum(10, 10, 1), new Stratum(30, 30, 0)));

        assertThat(found.value()).isEqualTo(.025);
        assertThat(found.interval().width()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new Stratum(10, 0, 0));
    }

    @Test
    void isPlainWithEqualChances() {
        List<Weighted> sample = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sample.add(new Weighted(i < 20, .01));
        }

        Estimate found = ErrorRate.weighted(sample);

        assertThat(found.value()).isCloseTo(.2, within(1e-15));
        assertThat(found.interval().width())
                .isCloseTo(2 * 1.959963984540054 * Math.sqrt(.99 * .16 / 100), within(1e-12));
    }

    @Test
    void boundsAWeightedSampleWithoutErrorsExactly() {
        Estimate plain = ErrorRate.grouped(List.of(new Group(.1, 100, 0)));
        Estimate uneven = ErrorRate.grouped(List.of(new Group(.5, 50, 0), new Group(.1, 50, 0)));
        double effective = 600.0 * 600 / (50 * 4 + 50 * 100);

        assertThat(plain.value()).isZero();
        assertThat(plain.interval().lower()).isZero();
        assertThat(plain.interval().upper())
                .isCloseTo(new Share(0, 100).clopperPearson(.05).upper(), within(1e-14));
        assertThat(uneven.interval().upper()).isCloseTo(1 - Math.pow(.025, 1 / effective), within(1e-14));
        assertThat(ErrorRate.weighted(List.of(new Weighted(false, .1)))
                        .interval()
                        .upper())
                .isCloseTo(.975, within(1e-14));
    }

    @Test
    void boundsAWeightedSampleOfErrorsOnlyExactly() {
        Estimate found = ErrorRate.grouped(List.of(new Group(.1, 60, 60), new Group(.1, 40, 40)));

        assertThat(found.value()).isEqualTo(1);
        assertThat(found.interval().upper()).isEqualTo(1);
        assertThat(found.interval().lower())
                .isCloseTo(new Share(100, 100).clopperPearson(.05).lower(), within(1e-14));
        assertThat(ErrorRate.grouped(List.of(new Group(1, 9, 0))).interval().width())
                .isZero();
    }

    @Test
    void weighsGroupsLikeTheirItems() {
        List<Weighted> items = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            items.add(new Weighted(i < 4, i % 2 == 0 ? .5 : .02));
        }
        List<Group> groups = List.of(new Group(.5, 15, 2), new Group(.02, 15, 2));

        assertThat(ErrorRate.grouped(groups).value())
                .isCloseTo(ErrorRate.weighted(items).value(), within(1e-14));
        assertThat(ErrorRate.grouped(groups).interval().upper())
                .isCloseTo(ErrorRate.weighted(items).interval().upper(), within(1e-14));
        assertThat(ErrorRate.grouped(groups).value()).isCloseTo(2 / 15.0, within(1e-14));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3})
    void findsTheRateBehindBiasedSamples(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] confidence = random.doubles(20_000).map(Math::sqrt).toArray();
        boolean[] wrong = new boolean[confidence.length];
        double truth = 0;
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = random.nextDouble() > confidence[i];
            truth += wrong[i] ? 1.0 / wrong.length : 0;
        }
        int[] covered = new int[2];
        for (int round = 0; round < 200; round++) {
            Estimate[] found = estimates(confidence, wrong, 1000 * seed + round);
            covered[0] += found[0].interval().contains(truth) ? 1 : 0;
            covered[1] += found[1].interval().contains(truth) ? 1 : 0;
        }
        assertThat(covered[0]).isBetween(180, 199);
        assertThat(covered[1]).isBetween(180, 199);
    }

    /** From one stratified sample of 600, by strata and by weights. */
    private static Estimate[] estimates(double[] confidence, boolean[] wrong, int seed) {
        ConfidenceStrata by = ConfidenceStrata.USUAL;
        int[] strata = by.of(confidence);
        int[] items = new int[by.size()];
        double[] mean = new double[by.size()];
        for (int i = 0; i < strata.length; i++) {
            items[strata[i]]++;
            mean[strata[i]] += confidence[i];
        }
        double[] rates = new double[by.size()];
        Arrays.setAll(rates, h -> ConfidenceStrata.expectedRate(mean[h] / items[h]));
        int[] sizes = NeymanAllocation.of(items, rates, 600).sizes();
        StratifiedSample sample = StratifiedSample.draw(strata, sizes, seed);
        int[] errors = new int[by.size()];
        List<Weighted> weighted = new ArrayList<>();
        for (int item : sample.items()) {
            errors[strata[item]] += wrong[item] ? 1 : 0;
            weighted.add(new Weighted(wrong[item], sample.inclusion()[strata[item]]));
        }
        List<Stratum> found = new ArrayList<>();
        for (int h = 0; h < items.length; h++) {
            found.add(new Stratum(items[h], sizes[h], errors[h]));
        }
        return new Estimate[] {ErrorRate.stratified(found), ErrorRate.weighted(weighted)};
    }

    @Test
    void ordersItemsByConfidence() {
        assertThat(ConfidenceStrata.USUAL.of(new double[] {0, .59, .6, .79, .8, .9, .969, .97, 1}))
                .containsExactly(0, 0, 1, 1, 2, 3, 3, 4, 4);
        assertThat(ConfidenceStrata.expectedRate(0, 100)).isEqualTo(.01);
        assertThat(ConfidenceStrata.expectedRate(3, 9)).isEqualTo(.35);
        assertThat(ConfidenceStrata.expectedRate(.999)).isEqualTo(.01);
        assertThat(ConfidenceStrata.expectedRate(.7)).isCloseTo(.3, within(1e-15));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfidenceStrata(new double[] {.5, .5}))
                .withMessageContaining("bounds must rise");
    }

    @Test
    void drawsEachItemOfAStratumAsOften() {
        int[] strata = {0, 1, 0, 1, 1, 0, 1};
        int[] drawn = new int[strata.length];
        for (int seed = 0; seed < 20_000; seed++) {
            for (int item :
                    StratifiedSample.draw(strata, new int[] {1, 3}, seed).items()) {
                drawn[item]++;
            }
        }

        for (int item = 0; item < strata.length; item++) {
            assertThat(drawn[item] / 20_000.0).isCloseTo(strata[item] == 0 ? 1 / 3.0 : 3 / 4.0, within(.015));
        }
        assertThat(StratifiedSample.draw(strata, new int[] {1, 3}, 1).inclusion())
                .containsExactly(1 / 3.0, .75);
    }
}
