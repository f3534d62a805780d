package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.EvaluationSettings;
import io.autolabeler.quality.v1.Report;
import java.util.UUID;
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
    void comparesTwoRunsOnTheirCommonItems() {
        LocalJob before = job(EvaluationSettings.newBuilder(), "id,gold,label\n1,a,b\n3,b,b\n4,b,b\n9,a,a\n");
        LocalJob now = job(
                        EvaluationSettings.newBuilder()
                                .setCompareReportId(UUID.randomUUID().toString()),
                        FILE)
                .after(before, before.runBy(analysis));

        EvaluationResult result = now.runBy(analysis).getEvaluation();

        assertThat(result.getComparison().getItems()).isEqualTo(3);
        assertThat(result.getComparison().getUnmatched()).isEqualTo(2);
        assertThat(result.getComparison().getOnlyFirstRight()).isEqualTo(1);
        assertThat(result.getComparison().getOnlySecondRight()).isEqualTo(1);
        assertThat(result.getComparison().getMidP()).isEqualTo(1);
        assertThat(result.getComparison().getAccuracyDifference().getValue()).isZero();
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
