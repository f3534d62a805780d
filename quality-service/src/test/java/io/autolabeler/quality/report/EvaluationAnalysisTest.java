package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.EvaluationSettings;
import io.autolabeler.quality.v1.EvaluationTask;
import io.autolabeler.quality.v1.Report;
import org.junit.jupiter.api.Test;

class EvaluationAnalysisTest {
    private static final String FILE = """
            id,gold,label,source,cost_usd
            1,a,a,web,0.1
            2,a,b,web,0.1
            3,b,b,mail,0.1
            4,b,,mail,
            5,,a,mail,0.1
            """;
    private final EvaluationAnalysis analysis = new EvaluationAnalysis();

    @Test
    void judgesLabelsAsAWholeByLabelAndBySlice() {
        EvaluationResult result =
                judge(EvaluationSettings.newBuilder().addSliceColumns("source").setCostColumn("cost_usd"), FILE);

        assertThat(result.getItems()).isEqualTo(4);
        assertThat(result.getUnlabeled()).isEqualTo(1);
        assertThat(result.getWithoutGold()).isEqualTo(1);
        assertThat(result.getAccuracy().getValue()).isEqualTo(0.5);
        assertThat(result.getAccuracy().getInterval().getUpper()).isEqualTo(1);
        assertThat(result.getMicroF1().getValue()).isEqualTo(4 / 7., within(1e-15));
        assertThat(result.getCostPerCorrectUsd()).isEqualTo(0.15, within(1e-12));
        assertThat(result.getLabels(0).getLabel()).isEqualTo("a");
        assertThat(result.getConfusionCount()).isEqualTo(4);
        assertThat(result.getSlicesList()).extracting(slice -> slice.getValue()).containsExactly("mail", "web");
        assertThat(result.getSlices(0).getSmall()).isTrue();
    }

    @Test
    void takesTheUsualCostColumnAndCountsWhatIsNoNumber() {
        EvaluationResult result =
                judge(EvaluationSettings.newBuilder(), "gold,label,cost_usd\na,a,0.5\na,a,$0.01\na,b,\n,a,0.5\n");

        assertThat(result.getItems()).isEqualTo(3);
        assertThat(result.getCostUsd()).isEqualTo(0.5);
        assertThat(result.getCostPerCorrectUsd()).isEqualTo(0.25);
        assertThat(result.getUnreadableCosts()).isEqualTo(1);
    }

    @Test
    void isNotCertainBecauseAllIsRightOrWrong() {
        EvaluationResult right = judge(EvaluationSettings.newBuilder(), "gold,label\n" + "a,a\n".repeat(20));
        EvaluationResult wrong = judge(EvaluationSettings.newBuilder(), "gold,label\n" + "a,b\n".repeat(20));

        assertThat(right.getAccuracy().getInterval().getLower()).isEqualTo(.8388748419, within(1e-10));
        assertThat(right.getAccuracy().getInterval().getUpper()).isEqualTo(1);
        assertThat(wrong.getAccuracy().getInterval().getLower()).isZero();
        assertThat(wrong.getAccuracy().getInterval().getUpper()).isEqualTo(.1611251581, within(1e-10));
    }

    @Test
    void keepsTheMostFrequentOfTooManySlices() {
        StringBuilder file = new StringBuilder("gold,label,Town\n");
        for (int town = 0; town < 250; town++) {
            file.append("a,a,town ").append(town).append('\n');
            file.append(town < 60 ? "a,b,rest\n" : "a,a,rest\n");
        }

        EvaluationResult result = judge(EvaluationSettings.newBuilder().addSliceColumns("town"), file.toString());

        assertThat(result.getSlicesCount()).isEqualTo(201);
        assertThat(result.getSlicesList())
                .filteredOn(slice -> slice.getValue().equals("(others)"))
                .singleElement()
                .satisfies(others -> assertThat(others.getItems()).isEqualTo(51));
        assertThat(result.getSlicesList())
                .filteredOn(slice -> slice.getValue().equals("rest"))
                .singleElement()
                .satisfies(rest -> {
                    assertThat(rest.getItems()).isEqualTo(250);
                    assertThat(rest.getAccuracy().getValue()).isEqualTo(190 / 250., within(1e-12));
                    assertThat(rest.getMacroF1()).isEqualTo(190 / 220. / 2, within(1e-12));
                    assertThat(rest.getMacroF1Interval().getLower()).isBetween(.38, .432);
                    assertThat(rest.getMacroF1Interval().getUpper()).isBetween(.432, .47);
                });
        assertThat(result.getNotes(0)).startsWith("town has 251 values: the 200 most frequent");
    }

    @Test
    void letsAnItemThatWasDrawnSeldomStandForMore() {
        EvaluationResult result = judge(EvaluationSettings.newBuilder(), """
                gold,label,inclusion,truth_source
                a,b,1,review
                a,b,,review
                a,a,0.1,review
                b,b,0.1,adjudication
                """);

        assertThat(result.getWeighted()).isTrue();
        assertThat(result.getAccuracy().getValue()).isEqualTo(20 / 22., within(1e-12));
        assertThat(result.getAccuracy().getInterval().getLower()).isLessThan(20 / 22.);
        assertThat(result.getRight()).isEqualTo(2);
        assertThat(result.getNotes(0)).contains("weighted by the probability");
        assertThat(result.getTruthSourcesList())
                .extracting(source -> source.getSource() + " " + source.getItems() + " " + source.getRight())
                .containsExactly("adjudication 1 1", "review 3 1");
    }

    @Test
    void saysThatOnlyReviewedItemsAreCovered() {
        EvaluationResult result = judge(EvaluationSettings.newBuilder(), "gold,label,inclusion\na,a,1\na,b,1\na,a,1\n");

        assertThat(result.getWeighted()).isFalse();
        assertThat(result.getNotes(0)).contains("accuracy covers only the items that went to people");
        assertThatThrownBy(() -> judge(EvaluationSettings.newBuilder(), "gold,label,inclusion\na,a,2\n"))
                .hasMessageContaining("inclusion must be above 0 and at most 1, got `2`");
    }

    @Test
    void refusesLabelsOfWhichSomeAreJson() {
        String file = "gold,label\na,a\n\"[\"\"x\"\"]\",b\n[not json],a\n";

        assertThatThrownBy(() -> judge(EvaluationSettings.newBuilder(), file))
                .hasMessage(
                        "task must be set: labels like `[\"x\"]` are JSON. SPANS and RELATIONS judge what is inside,"
                                + " CLASSIFICATION compares them as they stand");
        assertThat(judge(EvaluationSettings.newBuilder().setTask(EvaluationTask.Value.CLASSIFICATION), file)
                        .getItems())
                .isEqualTo(3);
    }

    @Test
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> judge(EvaluationSettings.newBuilder().addSliceColumns("none"), FILE))
                .hasMessageContaining("sliceColumns must be a column of the file, got none");
        assertThatThrownBy(() -> judge(EvaluationSettings.newBuilder(), "text,label\nx,a\n"))
                .hasMessageContaining("goldColumn must be set: the file has no column gold or input_label");
        assertThatThrownBy(() -> judge(EvaluationSettings.newBuilder(), "gold,label\n,a\n"))
                .hasMessage("no row of the file has a gold label");
    }

    private EvaluationResult judge(EvaluationSettings.Builder settings, String csv) {
        return job(settings, csv).runBy(analysis).getEvaluation();
    }

    private static LocalJob job(EvaluationSettings.Builder settings, String csv) {
        return new LocalJob(Report.newBuilder().setEvaluationSettings(settings), csv);
    }
}
