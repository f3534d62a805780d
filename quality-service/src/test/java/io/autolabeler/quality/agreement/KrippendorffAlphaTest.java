package io.autolabeler.quality.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.agreement.AlphaInterval.Method;
import io.autolabeler.quality.agreement.Ratings.Rating;
import io.autolabeler.quality.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KrippendorffAlphaTest {
    @ParameterizedTest
    @CsvSource({
        "NOMINAL, 0.743421052631579, 0.691358024691358",
        "ORDINAL, 0.8153875037548814, 0.8067214199413153",
        "INTERVAL, 0.8491071428571428, 0.8108448928121059",
        "RATIO, 0.7974027747116121, 0.8089436707842471"
    })
    void agreesWithTheReferenceOnEachLevel(Level level, double a, double b) {
        assertThat(alpha(level, Tables.A)).isEqualTo(a, within(1e-14));
        assertThat(alpha(level, Tables.B)).isEqualTo(b, within(1e-14));
    }

    @Test
    void showsWhereItComesFrom() {
        var defined = (Alpha.Defined) new KrippendorffAlpha(Level.NOMINAL).of(Tables.A);
        double[][] pairs = new KrippendorffAlpha(Level.NOMINAL).coincidences(Tables.A);

        assertThat(Arrays.stream(pairs).flatMapToDouble(Arrays::stream).sum()).isEqualTo(40, within(1e-12));
        assertThat(Arrays.stream(pairs).map(row -> Arrays.stream(row).sum()))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
                .containsExactly(9., 13., 10., 5., 3.);
        assertThat(defined.observed()).isEqualTo(0.2, within(1e-15));
        assertThat(defined.expected()).isEqualTo(0.7794871794871795, within(1e-15));
        assertThat(pairs[0]).containsExactly(new double[] {7, 4 / 3., 1 / 3., 1 / 3., 0}, within(1e-12));
        assertThat(pairs[1]).containsExactly(new double[] {4 / 3., 10, 4 / 3., 1 / 3., 0}, within(1e-12));
        assertThat(pairs[2]).containsExactly(new double[] {1 / 3., 4 / 3., 8, 1 / 3., 0}, within(1e-12));
        assertThat(pairs[3]).containsExactly(new double[] {1 / 3., 1 / 3., 1 / 3., 4, 0}, within(1e-12));
        assertThat(pairs[4]).containsExactly(new double[] {0, 0, 0, 0, 3}, within(1e-12));
        assertThat(Level.ORDINAL.squaredDifferences(new double[5], new double[] {9, 13, 10, 5, 3})[0])
                .containsExactly(new double[] {0, 121, 506.25, 900, 1156}, within(1e-12));
    }

    @Test
    void isNegativeForSystematicDisagreement() {
        assertThat(alpha(Level.NOMINAL, Tables.ratings("0 0 1 1", "0 1 1 1")))
                .isEqualTo(0.5333333333333333, within(1e-15));
        assertThat(alpha(Level.INTERVAL, Tables.ratings("0 0 1 1", "0 1 1 1")))
                .isEqualTo(0.5333333333333333, within(1e-15));
        assertThat(alpha(Level.NOMINAL, Tables.ratings("0 1 0 1", "1 0 1 0"))).isEqualTo(-0.75, within(1e-15));
    }

    @Test
    void isNotDefinedWithoutPairsOrVariation() {
        KrippendorffAlpha nominal = new KrippendorffAlpha(Level.NOMINAL);

        assertThat(nominal.of(Tables.ratings("1 2 .", ". . 3"))).isEqualTo(new Alpha.NoPairs());
        assertThat(nominal.of(Tables.ratings("1 1", "1 1"))).isEqualTo(new Alpha.NoVariation());
        assertThat(new KrippendorffAlpha(Level.RATIO).of(Tables.ratings("1 1", "1 1")))
                .isEqualTo(new Alpha.NoVariation());
    }

    @Test
    void countsTheFirstOfRepeatedRatings() {
        List<Rating> rows = List.of(
                new Rating(0, 0, 1),
                new Rating(0, 1, 1),
                new Rating(0, 0, 1),
                new Rating(0, 1, 0),
                new Rating(1, 0, 0));

        Ratings ratings = Ratings.of(2, 2, new double[] {7, 3}, rows);

        assertThat(ratings.repeats()).isEqualTo(new Ratings.Repeats(1, 1));
        assertThat(ratings.values()).containsExactly(3, 7);
        assertThat(ratings.rows()).containsExactly(new Rating(0, 0, 0), new Rating(0, 1, 0), new Rating(1, 0, 1));
    }

    @Test
    void givesTheJackknifeForFewUnits() {
        PairableUnits units = PairableUnits.of(Tables.A);
        Jackknife jackknife = AlphaInterval.jackknives(units.times(), AlphaInterval.figure(units, Level.NOMINAL))
                .getFirst();
        AlphaInterval interval = AlphaInterval.of(Tables.A, Level.NOMINAL, new Bootstrap(10, 7), done -> {})
                .orElseThrow();

        assertThat(Arrays.stream(units.profile())
                        .mapToDouble(profile -> jackknife.without()[profile])
                        .toArray())
                .containsExactly(
                        new double[] {
                            0.7203883495145632,
                            0.79,
                            0.7131147540983607,
                            0.7131147540983607,
                            0.72,
                            0.8574338085539714,
                            0.7008547008547009,
                            0.7861507128309573,
                            0.72,
                            0.7102615694164991,
                            0.728937728937729
                        },
                        within(1e-14));
        assertThat(jackknife.estimate()).isEqualTo(0.7592166895790569, within(1e-13));
        assertThat(jackknife.standardError()).isEqualTo(0.14632665220070623, within(1e-13));
        double t = TDistribution.of(10).inverseCumulativeProbability(0.975);
        assertThat(jackknife.estimate() + t * jackknife.standardError()).isEqualTo(1.0852527884, within(1e-10));
        assertThat(interval.method()).isEqualTo(Method.UNIT_JACKKNIFE);
        assertThat(interval.interval().lower()).isEqualTo(0.43318059073270243, within(1e-10));
        assertThat(interval.interval().upper()).isEqualTo(1);
    }

    @Test
    void drawsUnitsForTheBootstrap() {
        PairableUnits units = PairableUnits.of(Tables.A);
        int[] times = units.times();
        times[units.profile()[0]]++;
        times[units.profile()[9]]--;
        AlphaInterval interval = AlphaInterval.bootstrapped(Tables.A, Level.NOMINAL, new Bootstrap(20_000, 7))
                .orElseThrow();

        assertThat(new SampleAlpha(Level.NOMINAL, units.profiles()).of(times).figure())
                .hasValueCloseTo(0.7314974182444063, within(1e-15));
        assertThat(interval.interval().lower()).isEqualTo(0.4153, within(0.02));
        assertThat(interval.interval().upper()).isEqualTo(1, within(0.02));
        assertThat(interval.reliable()).isTrue();
        AlphaInterval usual = AlphaInterval.bootstrapped(
                        Tables.A, Level.NOMINAL, new Bootstrap(AlphaInterval.REPLICATES, 0))
                .orElseThrow();
        assertThat(usual.interval().lower()).isEqualTo(0.4153, within(0.02));
        assertThat(usual.interval().upper()).isEqualTo(1, within(0.02));
        double[] replicates = new Bootstrap(AlphaInterval.REPLICATES, 0)
                .run(units.times(), AlphaInterval.figure(units, Level.NOMINAL), done -> {})[0];
        double mean = Arrays.stream(replicates).average().orElseThrow();
        double squares = Arrays.stream(replicates)
                .map(each -> (each - mean) * (each - mean))
                .sum();
        assertThat(Math.sqrt(squares / replicates.length)).isEqualTo(0.1444, within(0.01));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void doesNotMindTheOrderOfUnitsAndRaters(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Rating> rows = new ArrayList<>();
        List<Rating> turned = new ArrayList<>();
        for (int unit = 0; unit < 50; unit++) {
            for (int rater = 0; rater < 4; rater++) {
                int value = random.nextInt(3);
                if (random.nextInt(5) > 0) {
                    rows.add(new Rating(unit, rater, value));
                    turned.add(0, new Rating(49 - unit, 3 - rater, value));
                }
            }
        }
        for (Level level : Level.values()) {
            double[] numbers = {1, 2, 5};
            assertThat(alpha(level, Ratings.of(50, 4, numbers, rows)))
                    .isEqualTo(alpha(level, Ratings.of(50, 4, numbers, turned)), within(1e-13));
        }
    }

    private static double alpha(Level level, Ratings ratings) {
        return new KrippendorffAlpha(level).of(ratings).figure().orElseThrow();
    }
}
