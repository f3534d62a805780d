package io.autolabeler.quality.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.calibration.OutcomeScores.Spiegelhalter;
import io.autolabeler.quality.statistics.Interval;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OutcomeScoresTest {
    @Test
    void scoresTheWorkedExample() {
        Spiegelhalter test = OutcomeScores.spiegelhalter(Vectors.OUTCOMES).orElseThrow();

        assertThat(OutcomeScores.brier(Vectors.OUTCOMES)).isCloseTo(.28385, within(1e-12));
        assertThat(test.z()).isCloseTo(2.6072475655, within(1e-9));
        assertThat(test.p()).isCloseTo(.0091273343, within(1e-9));
    }

    @Test
    void scoresWholeDistributions() {
        double[][] shares = Arrays.stream(Vectors.LOGITS)
                .map(TemperatureScaling.IDENTITY::applyToLogits)
                .toArray(double[][]::new);
        ScoredItems items = ScoredItems.of(shares, Vectors.LABELS);

        DistributionReport report = DistributionReport.of(items);

        assertThat(report.brier()).isCloseTo(.4764046822, within(1e-9));
        assertThat(report.logLoss()).isCloseTo(.8147001091, within(1e-9));
        assertThat(report.classwiseError()).isBetween(.0, 1.0);
        assertThat(TemperatureScaling.fit(items).temperature()).isCloseTo(1.3725565347, within(1e-8));
        assertThat(DistributionReport.of(items.calibrated(TemperatureScaling.fit(items)))
                        .logLoss())
                .isCloseTo(.7870805742, within(1e-9));
    }

    @Test
    void ranksRightBeforeWrong() {
        // right: .95 .9 .99 .7 .9 .75 against wrong: .8 .85 .6 .97; 15 of 24 pairs are in order
        assertThat(OutcomeScores.auroc(Vectors.OUTCOMES)).hasValue(15 / 24.0);
        assertThat(OutcomeScores.auroc(Outcomes.of(new double[] {.5, .5}, new boolean[] {true, false})))
                .hasValue(.5);
        assertThat(OutcomeScores.auroc(Outcomes.of(new double[] {.5}, new boolean[] {true})))
                .isEmpty();
    }

    @Test
    void hasNoTestOfCertainties() {
        assertThat(OutcomeScores.spiegelhalter(Outcomes.of(new double[] {0, .5, 1}, new boolean[3])))
                .isEmpty();
    }

    @Test
    void reportsZerosForNothing() {
        Outcomes nothing = Outcomes.of(new double[0], new boolean[0]);

        ReliabilityReport report = ReliabilityReport.of(nothing, 1);

        assertThat(report.errors()).isEqualTo(new ReliabilityReport.Errors(0, 0, 0, 0, 0, 0, 0));
        assertThat(report.brier() + report.logLoss() + report.sharpness()).isZero();
        assertThatThrownBy(() -> ReliabilityReport.interval(nothing, OutcomeScores::brier, 1))
                .hasMessage("outcomes must not be empty");
    }

    @Test
    void refusesConfidenceThatIsNone() {
        assertThatThrownBy(() -> Outcomes.of(new double[] {1.1}, new boolean[1]))
                .hasMessage("confidence must be in [0, 1], got 1.1");
        assertThatThrownBy(() -> new Outcomes(new double[] {1}, new boolean[1], new double[1]))
                .hasMessageContaining("weights must be above 0");
        assertThatThrownBy(() -> Outcomes.of(new double[2], new boolean[1])).hasMessageContaining("as many");
    }

    @Test
    void putsAnIntervalAroundAFigure() {
        Outcomes outcomes = Vectors.honest(400, 3);

        Interval interval = ReliabilityReport.interval(outcomes, OutcomeScores::brier, 5);

        assertThat(interval.contains(OutcomeScores.brier(outcomes))).isTrue();
        assertThat(interval.width()).isBetween(.01, .08);
        assertThat(ReliabilityReport.interval(outcomes, OutcomeScores::brier, 5))
                .isEqualTo(interval);
    }
}
