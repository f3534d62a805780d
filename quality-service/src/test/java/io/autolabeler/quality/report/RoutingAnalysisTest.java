package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.RoutingResult;
import io.autolabeler.quality.v1.RoutingSettings;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoutingAnalysisTest {
    private final RoutingAnalysis analysis = new RoutingAnalysis();

    @Test
    void promisesAnErrorRateThatTheAcceptedItemsKeep() {
        RoutingResult result = judge(RoutingSettings.newBuilder().setMaxRisk(0.05), stream(4_000));

        assertThat(result.hasAutoAcceptThreshold()).isTrue();
        assertThat(result.getRiskUpperBound()).isLessThanOrEqualTo(0.05);
        assertThat(result.getGuarantee()).contains("at most 5 % are wrong, with a certainty of 95 %");
        assertThat(result.getAutoShare() + result.getHumanShare() + result.getExpertShare())
                .isEqualTo(1, within(1e-9));
        assertThat(result.getCurveCount()).isEqualTo(200);
        assertThat(result.getCurve(199).getCoverage()).isEqualTo(1);
        assertThat(result.hasConformal()).isFalse();
    }

    @Test
    void saysHowManyMoreGoldLabelsAreNeeded() {
        RoutingResult result = judge(RoutingSettings.newBuilder(), stream(60));

        assertThat(result.hasAutoAcceptThreshold()).isFalse();
        assertThat(result.getGuarantee()).startsWith("No threshold keeps wrong labels at 2 %");
        assertThat(result.getAutoShare()).isZero();
    }

    @Test
    void takesTheLargestProbabilityAndListsLabels() {
        RoutingResult result = judge(
                RoutingSettings.newBuilder(),
                "p_a,p_b,p_c,gold\n" + "0.7,0.2,0.1,a\n0.1,0.8,0.1,b\n0.3,0.5,0.2,a\n".repeat(40));

        assertThat(result.getItems()).isEqualTo(120);
        assertThat(result.getErrors()).isEqualTo(40);
        assertThat(result.getConformal().getQuantile()).isEqualTo(0.7, within(1e-9));
        assertThat(result.getConformal().getMeanSize()).isBetween(1.0, 2.5);
    }

    @Test
    void sendsToExpertsWhatReviewersCannotTake() {
        RoutingResult endless = judge(RoutingSettings.newBuilder(), stream(500));
        RoutingResult few = judge(RoutingSettings.newBuilder().setReviewCapacity(0.3), stream(500));

        assertThat(endless.getExpertShare()).isZero();
        assertThat(few.getHumanShare()).isLessThanOrEqualTo(0.3);
        assertThat(few.getExpertShare()).isGreaterThan(0.3);
        assertThat(few.getMeanCost()).isGreaterThan(endless.getMeanCost());
    }

    @Test
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> judge(RoutingSettings.newBuilder().setMaxRisk(1.5), stream(5)))
                .hasMessageContaining("maxRisk must be above 0 and below 1, got 1.5");
        assertThatThrownBy(() -> judge(RoutingSettings.newBuilder(), "confidence,label\n0.5,x\n"))
                .hasMessageContaining("goldColumn must be set: the file has no column gold");
        assertThatThrownBy(() -> judge(RoutingSettings.newBuilder(), "confidence,label,gold\n0.5,x,\n"))
                .hasMessage("no row of the file has a gold label");
        assertThatThrownBy(() -> judge(RoutingSettings.newBuilder(), "confidence,label,gold\n50,x,y\n"))
                .hasMessageContaining("the confidence must be in [0, 1], got 50.0");
    }

    private RoutingResult judge(RoutingSettings.Builder settings, String csv) {
        return new LocalJob(Report.newBuilder().setRoutingSettings(settings), csv)
                .runBy(analysis)
                .getRouting();
    }

    /** Labels as often right as their confidence says. */
    private static String stream(int items) {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder csv = new StringBuilder("confidence,label,gold\n");
        for (int i = 0; i < items; i++) {
            double confidence = 1 - Math.pow(random.nextDouble(), 3) / 2;
            boolean right = random.nextDouble() < confidence;
            csv.append(confidence).append(",x,").append(right ? "x" : "y").append('\n');
        }
        return csv.toString();
    }
}
