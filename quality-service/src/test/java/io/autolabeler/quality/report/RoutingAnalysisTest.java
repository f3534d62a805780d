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

    @Test
    void sendsItemsWithoutConfidenceToReviewers() {
        RoutingResult result = judge(
                RoutingSettings.newBuilder().setMaxRisk(0.05),
                "confidence,label,gold\n" + "1.0000001,x,x\n".repeat(160) + ",x,x\nNaN,x,y\n".repeat(20) + "0.9,x,\n");

        assertThat(result.getItems()).isEqualTo(200);
        assertThat(result.getAutoAcceptThreshold()).isEqualTo(1);
        assertThat(result.getAutoShare()).isEqualTo(0.8);
        assertThat(result.getHumanShare()).isEqualTo(0.2, within(1e-12));
        assertThat(result.getExpertShare()).isZero();
        assertThat(result.getWithoutConfidence()).isEqualTo(40);
        assertThat(result.getWithoutGold()).isEqualTo(1);
        assertThat(result.getCurveCount()).isEqualTo(1);
        assertThat(result.getNotesList())
                .contains(
                        "1 rows do not say what is true and are left out.",
                        "40 rows have no confidence in their label: they go to reviewers and count in all shares.");
    }

    @Test
    void looksAtTheProbabilityOfTheRowsOwnLabel() {
        RoutingResult result = judge(
                RoutingSettings.newBuilder(),
                "p_name,p_a,p_b,label,gold\n" + "n,0.3,0.7,a,a\nm,0.4,0.6,a,b\n".repeat(5));

        assertThat(result.getCurveList())
                .extracting(each -> each.getThreshold())
                .containsExactly(0.4, 0.3);
        assertThat(result.getErrors()).isEqualTo(5);
    }

    @Test
    void countsGoldLabelsThatNoListHolds() {
        RoutingResult result = judge(
                RoutingSettings.newBuilder(), "p_a,p_b,gold\n" + "0.3,0.7,b\n".repeat(50) + "0.4,0.6,c\n".repeat(50));

        assertThat(result.getConformal().getUnlisted()).isEqualTo(50);
        assertThat(result.getConformal().getMeanSize()).isEqualTo(2);
    }

    @Test
    void takesWhetherALabelIsRightAtItsWord() {
        RoutingResult result = judge(
                RoutingSettings.newBuilder().setCorrectColumn("ok").setExpertCapacity(0.5),
                "confidence,ok\n" + "0.9,1\n0.8,false\n0.7,TRUE\n0.6,0\n");

        assertThat(result.getItems()).isEqualTo(4);
        assertThat(result.getErrors()).isEqualTo(2);
    }

    @Test
    void weighsRowsByTheChanceWithWhichTheyWereDrawn() {
        String rows = "confidence,label,gold,inclusion\n" + "0.99,x,x,0.5\n".repeat(300) + "0.4,x,y,1\n".repeat(400)
                + "0.99,x,x,0\n".repeat(7);
        RoutingResult result = judge(RoutingSettings.newBuilder(), rows);

        assertThat(result.getNotRandom()).isEqualTo(7);
        assertThat(result.getAutoAcceptThreshold()).isEqualTo(0.99);
        assertThat(result.getAutoShare()).isEqualTo(0.6, within(1e-12));
        assertThat(result.getCurve(1).getRisk()).isEqualTo(0.4, within(1e-12));
        assertThat(result.getHumanShare()).isEqualTo(0.4, within(1e-12));
        assertThat(result.getNotesList()).anyMatch(each -> each.contains("unequal chances"));
    }

    @Test
    void keepsTheUsualCostsOfWhatIsNotNamed() {
        RoutingResult usual = judge(RoutingSettings.newBuilder(), stream(60));
        RoutingResult dear = judge(RoutingSettings.newBuilder().setErrorCost(1_000), stream(60));

        assertThat(usual.getExpertShare()).isZero();
        assertThat(usual.getNotesList()).anyMatch(each -> each.contains("experts are asked only where reviewers"));
        assertThat(dear.getExpertShare()).isPositive();
        assertThat(dear.getNotesList()).noneMatch(each -> each.contains("experts are asked only where reviewers"));
    }

    @Test
    void sendsAFileBackThatCannotBeMeant() {
        assertThatThrownBy(
                        () -> judge(RoutingSettings.newBuilder(), "confidence,label,gold\n98,x,x\n97,x,x\n0.5,x,x\n"))
                .hasMessageContaining("divide them by 100");
        assertThatThrownBy(() ->
                        judge(RoutingSettings.newBuilder(), "confidence,label,gold\n0.9,spam,Spam\n0.8,ham,Ham\n"))
                .hasMessageContaining("labels like ham and gold labels like Ham: write them alike");
        assertThatThrownBy(() -> judge(RoutingSettings.newBuilder(), "confidence,label,gold,inclusion\n0.9,x,x,0\n"))
                .hasMessageContaining("drawn at random");
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
