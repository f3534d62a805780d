package io.autolabeler.quality.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamSimulationTest {
    private static final int SEEDS = 200;
    private static final double MOST_BROKEN = .096;

    @Test
    void knowsTheTrueRiskOfAThreshold() {
        assertThat(StreamSimulation.trueRisk(12, .97)).isCloseTo(.01416, within(5e-6));
        assertThat(StreamSimulation.trueRisk(12, .96)).isCloseTo(.01851, within(5e-6));
        assertThat(StreamSimulation.trueRisk(12, .955)).isCloseTo(.02061, within(5e-6));
    }

    @Test
    void breaksItsPromiseInFewOfAThousandRuns() {
        assertThat(new StreamSimulation(12, 2_000, 1, Risk.DEFAULT)
                        .certified(1_000)
                        .broken())
                .isLessThanOrEqualTo(.071);
    }

    @Test
    void breaksItsPromiseInFewRunsOnly() {
        StreamSimulation.Result certified = new StreamSimulation(12, 2_000, 2_000, Risk.DEFAULT).certified(SEEDS);

        assertThat(certified.broken()).isLessThanOrEqualTo(MOST_BROKEN);
        assertThat(certified.accepting()).isCloseTo(.43, within(.12));
        assertThat(certified.accepted() / certified.accepting()).isCloseTo(.225, within(.03));
    }

    @ParameterizedTest
    @CsvSource({"4, .05", "12, .02", "30, .02"})
    void breaksItsPromiseInFewRunsOfManyTries(double shape, double alpha) {
        var simulation = new StreamSimulation(shape, 6_000, 0, new Risk(alpha, .05));

        double broken = simulation.brokenOverTries(SEEDS);

        System.out.printf(Locale.ROOT, "over all tries, %.0f and %.2f: broken in %.3f of runs%n", shape, alpha, broken);
        assertThat(broken).isLessThanOrEqualTo(MOST_BROKEN);
    }

    /** A fifth of all labels is wrong; thresholds .5, .505, ... .995, tuned and reported on one set. */
    @Test
    void acceptsLessThanTheProductOfAccuracyAndCoverageWould() {
        StreamSimulation.Draw draw = StreamSimulation.draw(81 / 19.0, 2_000, new SplittableRandom(3));
        ValidationSet items = ValidationSet.of(draw.scores(), draw.wrong());
        double[] falling =
                IntStream.range(0, 100).mapToDouble(i -> (995 - 5 * i) / 1000.0).toArray();
        AcceptedSet largest = items.at(Arrays.stream(falling)
                .boxed()
                .max(Comparator.comparingDouble(each -> product(items.at(each), items.size())))
                .orElseThrow());

        AcceptedSet certified = items.at(
                new FixedSequence(new Risk(.05, .05)).certify(items, falling).threshold());

        assertThat(largest.threshold()).isLessThan(.6);
        assertThat(largest.items() / items.size()).isGreaterThan(.9);
        assertThat(largest.risk()).isBetween(.15, .2);
        assertThat(certified.threshold()).isGreaterThan(.9);
        assertThat(certified.risk()).isLessThan(.05);
    }

    private static double product(AcceptedSet set, int items) {
        return (1 - set.risk()) * set.items() / items;
    }

    /** The table of the figures that a release has to show. */
    private static void tell(double shape, double alpha, String rule, StreamSimulation.Result result) {
        System.out.printf(
                Locale.ROOT,
                "Beta(%.0f, 1), at most %.2f wrong, %-18s broken %.3f of %d runs, accepted %.3f, people %.3f, experts %.3f, wrong"
                        + " %.4f%n",
                shape,
                alpha,
                rule + ":",
                result.broken(),
                SEEDS,
                result.accepted(),
                result.review(),
                result.expert(),
                result.risk());
    }

    @ParameterizedTest
    @CsvSource({"4, .05", "12, .02", "30, .02"})
    void keepsThePromiseThatAProductOfSharesBreaks(double shape, double alpha) {
        var simulation = new StreamSimulation(shape, 2_000, 20_000, new Risk(alpha, .05));

        StreamSimulation.Result certified = simulation.certified(SEEDS);
        StreamSimulation.Result product = simulation.product(SEEDS);

        tell(shape, alpha, "certificate", certified);
        tell(shape, alpha, "product of shares", product);
        assertThat(certified.broken()).isLessThanOrEqualTo(MOST_BROKEN);
        assertThat(product.broken()).isGreaterThan(certified.broken());
        assertThat(product.risk()).isGreaterThan(certified.risk());
    }
}
