package io.autolabeler.quality.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.agreement.AgreementReport.Pair;
import io.autolabeler.quality.agreement.AlphaInterval.Method;
import io.autolabeler.quality.agreement.Ratings.Rating;
import io.autolabeler.quality.statistics.Bootstrap;
import io.autolabeler.quality.statistics.Resampling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleAlphaTest {
    private static final double[] NUMBERS = {0, 1, 2.5, 7};

    static Stream<Integer> seeds() {
        return IntStream.range(0, 50).boxed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void followsTheDefinitionByPairsOfValues(int seed) {
        Ratings ratings = Ratings.of(30, 4, NUMBERS, rows(seed));
        for (Level level : Level.values()) {
            KrippendorffAlpha alpha = new KrippendorffAlpha(level);
            assertThat(alpha.of(ratings).figure()).hasValueCloseTo(byPairs(alpha, ratings), within(1e-12));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void leavesOutARaterAsIfItHadNotRated(int seed) {
        List<Rating> rows = rows(seed);
        Ratings ratings = Ratings.of(30, 4, NUMBERS, rows);
        for (Level level : Level.values()) {
            var without = WithoutRater.of(ratings).alphas(level, done -> {});
            for (int rater = 0; rater < 4; rater++) {
                int left = rater;
                var others = rows.stream().filter(row -> row.rater() != left).toList();
                Alpha expected = new KrippendorffAlpha(level).of(Ratings.of(30, 4, NUMBERS, others));
                assertThat(without.get(rater)).hasValueCloseTo(expected.figure().orElseThrow(), within(1e-12));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void comparesTwoRatersAsIfThereWereNoOthers(int seed) {
        List<Rating> rows = rows(seed);
        Ratings ratings = Ratings.of(30, 4, NUMBERS, rows);
        for (Level level : Level.values()) {
            List<Pair> pairs = new RaterPairs(ratings, level).pairs();
            assertThat(pairs).hasSize(6);
            for (Pair pair : pairs) {
                Ratings both = Ratings.of(
                        30,
                        4,
                        NUMBERS,
                        rows.stream()
                                .filter(row -> row.rater() == pair.first() || row.rater() == pair.second())
                                .toList());
                double expected = new KrippendorffAlpha(level).of(both).figure().orElseThrow();
                assertThat(pair.alpha()).hasValueCloseTo(expected, within(1e-12));
                assertThat(pair.units()).isEqualTo(PairableUnits.of(both).units());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void givesTheSameIntervalInAnyOrderOfRows(int seed) {
        List<Rating> rows = new ArrayList<>();
        for (int part = 0; part < 4; part++) {
            for (Rating each : rows(seed + part)) {
                rows.add(new Rating(30 * part + each.unit(), each.rater(), each.value()));
            }
        }
        List<Rating> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        for (Level level : Level.values()) {
            AgreementReport report = AgreementReport.of(Ratings.of(120, 4, NUMBERS, rows), level, 3, done -> {});
            AgreementReport other = AgreementReport.of(Ratings.of(120, 4, NUMBERS, shuffled), level, 3, done -> {});

            assertThat(report.intervals()).isEqualTo(other.intervals());
            assertThat(report.alpha()).isEqualTo(other.alpha());
            assertThat(report.withoutRater()).isEqualTo(other.withoutRater());
            assertThat(report.intervals().reported().orElseThrow().method()).isEqualTo(Method.UNIT_BOOTSTRAP);
            assertThat(report.intervals()
                            .reported()
                            .orElseThrow()
                            .interval()
                            .contains(report.alpha().figure().orElseThrow()))
                    .isTrue();
        }
    }

    @Test
    void readsThousandsOfDifferentNumbers() {
        SplittableRandom random = new SplittableRandom(9);
        double[] numbers = IntStream.range(0, 6000).mapToDouble(i -> i + 1).toArray();
        List<Rating> rows = new ArrayList<>();
        for (int unit = 0; unit < 3000; unit++) {
            rows.add(new Rating(unit, 0, 2 * unit));
            rows.add(new Rating(unit, 1, Math.clamp(2L * unit + random.nextInt(-1000, 1000), 0, 5999)));
        }
        Ratings ratings = Ratings.of(3000, 2, numbers, rows);

        assertThat(new KrippendorffAlpha(Level.NOMINAL).of(ratings).figure().orElseThrow())
                .isBetween(-.01, .01);
        assertThat(new KrippendorffAlpha(Level.ORDINAL).of(ratings).figure().orElseThrow())
                .isBetween(.9, .99);
        assertThat(new KrippendorffAlpha(Level.INTERVAL).of(ratings).figure().orElseThrow())
                .isBetween(.9, .99);
        // The same distances weigh more among small numbers.
        assertThat(new KrippendorffAlpha(Level.RATIO).of(ratings).figure().orElseThrow())
                .isBetween(.6, .8);
    }

    @Test
    void drawsSamplesOfThousandsOfDifferentRatiosFast() {
        SplittableRandom random = new SplittableRandom(9);
        double[] numbers = IntStream.range(0, 3000).mapToDouble(i -> i * i / 7.).toArray();
        List<Rating> rows = new ArrayList<>();
        for (int unit = 0; unit < 1500; unit++) {
            rows.add(new Rating(unit, 0, 2 * unit));
            rows.add(new Rating(unit, 1, Math.clamp(2L * unit + random.nextInt(-300, 300), 0, 2999)));
        }
        Ratings ratings = Ratings.of(1500, 2, numbers, rows);
        PairableUnits units = PairableUnits.of(ratings);
        int[] whole = units.times();
        SampleAlpha exact = new SampleAlpha(Level.RATIO, units.profiles());
        SampleAlpha fast = SampleAlpha.forSamples(Level.RATIO, units.profiles(), whole);

        assertThat(fast.of(whole).figure())
                .hasValueCloseTo(exact.of(whole).figure().orElseThrow(), within(1e-12));
        for (int sample = 0; sample < 5; sample++) {
            int[] times = Resampling.of(whole).draw(random.split());
            assertThat(fast.of(times).figure())
                    .hasValueCloseTo(exact.of(times).figure().orElseThrow(), within(1e-4));
        }
        assertThat(AlphaInterval.bootstrapped(ratings, Level.RATIO, new Bootstrap(2000, 1)))
                .isPresent();
    }

    @Test
    void refusesNegativeNumbersWhereRatiosCount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KrippendorffAlpha(Level.RATIO).of(Tables.ratings("-1 2", "-1 2")))
                .withMessage("numbers must be at least 0 at level RATIO, got -1.0");
    }

    /** One less the sum of o times d over the sum of e times d, over all ordered pairs of values. */
    private static double byPairs(KrippendorffAlpha alpha, Ratings ratings) {
        double[][] pairs = alpha.coincidences(ratings);
        double[] counts = Arrays.stream(pairs)
                .mapToDouble(row -> Arrays.stream(row).sum())
                .toArray();
        double[][] squares = alpha.level().squaredDifferences(ratings.values(), counts);
        double n = Arrays.stream(counts).sum();
        double observed = 0;
        double expected = 0;
        for (int c = 0; c < counts.length; c++) {
            for (int k = 0; k < counts.length; k++) {
                observed += pairs[c][k] * squares[c][k];
                expected += counts[c] * (counts[k] - (c == k ? 1 : 0)) / (n - 1) * squares[c][k];
            }
        }
        return 1 - observed / expected;
    }

    private static List<Rating> rows(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Rating> rows = new ArrayList<>();
        for (int unit = 0; unit < 30; unit++) {
            int common = random.nextInt(4);
            for (int rater = 0; rater < 4; rater++) {
                if (random.nextInt(4) > 0) {
                    rows.add(new Rating(unit, rater, random.nextBoolean() ? common : random.nextInt(4)));
                }
            }
        }
        return rows;
    }
}
