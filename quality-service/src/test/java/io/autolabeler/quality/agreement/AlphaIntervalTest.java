package io.autolabeler.quality.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.agreement.AlphaInterval.Method;
import io.autolabeler.quality.agreement.AlphaIntervals.Choice;
import io.autolabeler.quality.statistics.Bootstrap;
import io.autolabeler.quality.statistics.Interval;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals of alpha, and what is said of it by their lower ends. */
class AlphaIntervalTest {
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
}
