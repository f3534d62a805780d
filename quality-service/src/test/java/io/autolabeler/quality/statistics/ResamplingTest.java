package io.autolabeler.quality.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplingTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", "3 0 2", "5000 0 300 20 1 7000 0", "1 1 1 1 1 1 1"})
    void drawsAsManyAsThePopulationHas(String population) {
        int[] counts =
                Arrays.stream(population.split(" ")).mapToInt(Integer::parseInt).toArray();
        SplittableRandom random = new SplittableRandom(3);

        for (int i = 0; i < 100; i++) {
            int[] drawn = Resampling.of(counts).draw(random);
            assertThat(Arrays.stream(drawn).sum())
                    .isEqualTo(Arrays.stream(counts).sum());
            for (int k = 0; k < counts.length; k++) {
                assertThat(drawn[k]).isBetween(0, counts[k] == 0 ? 0 : Integer.MAX_VALUE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"20, .1", "40, .3", "100, .4", "100, .8", "1000, .02", "5000, .5"})
    void drawsBinomialsWithTheirDistribution(int trials, double p) {
        int draws = 200_000;
        SplittableRandom random = new SplittableRandom(11);
        int[] seen = new int[trials + 1];
        for (int i = 0; i < draws; i++) {
            seen[Binomial.draw(trials, p, random)]++;
        }

        BinomialDistribution expected = BinomialDistribution.of(trials, p);
        double below = 0;
        for (int k = 0; k <= trials; k++) {
            below += (double) seen[k] / draws;
            assertThat(below).isCloseTo(expected.cumulativeProbability(k), within(1.95 / Math.sqrt(draws)));
        }
    }

    @Test
    void drawsKindsAndMembersAlike() {
        int[] few = {600, 300, 100};
        int[] many = new int[1000];
        Arrays.fill(many, 1);
        SplittableRandom random = new SplittableRandom(5);
        double[] sums = new double[4];
        for (int i = 0; i < 20_000; i++) {
            double first = Resampling.of(few).draw(random)[0];
            double sum =
                    Arrays.stream(Resampling.of(many).draw(random)).limit(600).sum();
            sums[0] += first / 20_000;
            sums[1] += sum / 20_000;
            sums[2] += (first - 600) * (first - 600) / 20_000;
            sums[3] += (sum - 600) * (sum - 600) / 20_000;
        }

        assertThat(sums[0]).isCloseTo(600, within(.5));
        assertThat(sums[1]).isCloseTo(600, within(.5));
        assertThat(sums[2]).isCloseTo(240, within(10.0));
        assertThat(sums[3]).isCloseTo(240, within(10.0));
    }

    @Test
    void refusesAnEmptyPopulation() {
        assertThatIllegalArgumentException().isThrownBy(() -> Resampling.of(new int[] {0, 0}));
        assertThatIllegalArgumentException().isThrownBy(() -> Resampling.of(new int[] {2, -1}));
    }
}
