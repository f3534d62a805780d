package io.autolabeler.quality.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.agreement.AgreementReport.Pair;
import io.autolabeler.quality.agreement.AlphaInterval.Method;
import io.autolabeler.quality.agreement.AlphaIntervals.Choice;
import io.autolabeler.quality.agreement.Ratings.Rating;
import io.autolabeler.quality.statistics.Bootstrap;
import io.autolabeler.quality.statistics.Interval;
import io.autolabeler.quality.statistics.Resampling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    void drawsCellsForComparisonWithPapers() {
        AlphaInterval interval = HayesKrippendorff.interval(Tables.A, Level.NOMINAL, new Bootstrap(20_000, 7))
                .orElseThrow();

        assertThat(interval.method()).isEqualTo(Method.HAYES_KRIPPENDORFF);
        assertThat(interval.interval().lower()).isCloseTo(.6151, within(5e-5));
        assertThat(interval.interval().upper()).isCloseTo(.8717, within(5e-5));
        assertThat(HayesKrippendorff.interval(Tables.ratings("1 1", "1 1"), Level.NOMINAL, new Bootstrap(9, 7)))
                .isEmpty();
    }

    @Test
    void isNegativeWhereOneValueCoversNearlyAll() {
        String[] raters = new String[2];
        raters[0] = "1 ".repeat(90) + "1 ".repeat(5) + "0 0 0 0 0";
        raters[1] = "1 ".repeat(90) + "0 ".repeat(5) + "1 1 1 1 1";
        AgreementReport report = AgreementReport.of(Tables.ratings(raters), Level.NOMINAL, 7, done -> {});

        assertThat(report.alpha().figure()).hasValueCloseTo(-0.047368421052631726, within(1e-14));
        assertThat(report.largestShare()).isCloseTo(.95, within(1e-15));
        assertThat(report.judgement()).isEqualTo(Judgement.UNRELIABLE);
        assertThat(report.disputed()).hasSize(10).allSatisfy(each -> {
            assertThat(each.unit()).isBetween(90, 99);
            assertThat(each.disagreement()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @CsvSource({"2, UNRELIABLE", "17, UNRELIABLE", "20, TENTATIVE", "34, TENTATIVE", "35, RELIABLE", "100, RELIABLE"})
    void trustsFullAgreementOnlyOfEnoughUnits(int units, Judgement expected) {
        String rater = "0 1 ".repeat(units).substring(0, 2 * units - 1);

        AgreementReport report = AgreementReport.of(Tables.ratings(rater, rater), Level.NOMINAL, 7, done -> {});

        assertThat(report.alpha().figure()).hasValue(1);
        assertThat(report.judgement()).isEqualTo(expected);
        AlphaInterval interval = report.intervals().reported().orElseThrow();
        assertThat(interval.method()).isEqualTo(Method.EXACT_SHARE);
        double bound = 1 - Math.pow(.025, 1. / units);
        double byChance = ((Alpha.Defined) report.alpha()).expected();
        assertThat(interval.interval().lower()).isCloseTo(1 - bound / byChance, within(1e-9));
        assertThat(interval.interval().upper()).isEqualTo(1);
        assertThat(report.intervals().bootstrap().orElseThrow().interval().lower())
                .isEqualTo(1);
    }

    @Test
    void trustsMoreRatersOfTheSameUnitsMore() {
        String rater = "0 1 ".repeat(5).strip();
        Ratings two = Tables.ratings(rater, rater);
        Ratings four = Tables.ratings(rater, rater, rater, rater);

        assertThat(lower(four)).isGreaterThan(lower(two));
        // 4 of 40 ratings, half of them of each value, are the same with twice C(20,4)/C(40,4).
        double byChance = 1 - 2 * (20 * 19 * 18 * 17) / (40. * 39 * 38 * 37);
        assertThat(lower(four)).isCloseTo(1 - (1 - Math.pow(.025, .1)) / byChance, within(1e-9));
    }

    private static double lower(Ratings ratings) {
        return AgreementReport.of(ratings, Level.NOMINAL, 7, done -> {})
                .intervals()
                .reported()
                .orElseThrow()
                .interval()
                .lower();
    }

    @Test
    void fallsBackToTheBootstrapWhereAUnitLeftOutLeavesNoVariation() {
        Ratings ratings = Tables.ratings("0 0 0 0 0 0 1", "0 0 0 0 0 0 0");

        AgreementReport report = AgreementReport.of(ratings, Level.NOMINAL, 7, done -> {});

        AlphaInterval interval = report.intervals().reported().orElseThrow();
        assertThat(interval.method()).isEqualTo(Method.UNIT_BOOTSTRAP);
        // (6/7)^7 of the samples do not hold the disputed unit.
        assertThat(interval.undefinedShare()).isCloseTo(Math.pow(6 / 7., 7), within(.03));
        assertThat(interval.reliable()).isFalse();
        assertThat(report.intervals().jackknife()).isEmpty();
    }

    @Test
    void callsNothingReliableByADoubtfulInterval() {
        Alpha alpha = new Alpha.Defined(.95, .01, .2);
        AlphaInterval doubtful = new AlphaInterval(Method.UNIT_BOOTSTRAP, new Interval(.9, 1), .06);
        AlphaInterval sure = new AlphaInterval(Method.UNIT_BOOTSTRAP, new Interval(.9, 1), .05);

        assertThat(Judgement.of(alpha, Optional.of(doubtful))).isEqualTo(Judgement.TENTATIVE);
        assertThat(Judgement.of(alpha, Optional.of(sure))).isEqualTo(Judgement.RELIABLE);
        assertThat(Judgement.of(alpha, Optional.empty())).isEqualTo(Judgement.UNRELIABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO, UNIT_JACKKNIFE",
        "BOOTSTRAP, UNIT_BOOTSTRAP",
        "JACKKNIFE, UNIT_JACKKNIFE",
        "HAYES_KRIPPENDORFF, HAYES_KRIPPENDORFF"
    })
    void reportsTheIntervalThatIsAskedFor(Choice choice, Method expected) {
        AgreementReport report = AgreementReport.of(Tables.A, Level.NOMINAL, choice, 7, done -> {});

        assertThat(report.intervals().reported().orElseThrow().method()).isEqualTo(expected);
        assertThat(report.intervals().bootstrap().orElseThrow().interval().lower())
                .isCloseTo(.4153, within(.02));
        assertThat(report.pairable()).isEqualTo(new AgreementReport.Pairable(11, 40));
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
