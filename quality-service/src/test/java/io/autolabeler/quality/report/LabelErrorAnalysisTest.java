package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autolabeler.quality.v1.LabelErrorResult;
import io.autolabeler.quality.v1.LabelErrorSettings;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.SuspectLabel;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LabelErrorAnalysisTest {
    private final LabelErrorAnalysis analysis = new LabelErrorAnalysis();

    @Test
    void ranksAndFlagsLabelsThatTheModelContradicts() {
        LocalJob job = job("", labels(300, 30));

        LabelErrorResult result = job.runBy(analysis).getLabelErrors();

        assertThat(result.getItems()).isEqualTo(300);
        assertThat(result.getFlagged()).isBetween(20, 40);
        assertThat(result.getConfused(0).getCount()).isPositive();
        assertThat(result.getSuspectsList().subList(0, 20)).allMatch(SuspectLabel::getFlagged);
        assertThat(result.getSuspectsList().subList(0, 20))
                .allMatch(each -> Integer.parseInt(each.getId().substring(1)) < 30);
        assertThat(job.lines()).hasSize(301).first().isEqualTo("id,given,likely,score,flagged");
    }

    @Test
    void showsTheBeginningOfTheTextsThatTheFileHas() {
        StringBuilder csv = new StringBuilder("label,p_x,p_y,text\n");
        for (int i = 0; i < 60; i++) {
            csv.append(i == 7 ? "y,0.9,0.1," : i % 2 == 0 ? "x,0.9,0.1," : "y,0.1,0.9,")
                    .append(i)
                    .append(" \uD83D\uDE00".repeat(200))
                    .append('\n');
        }

        SuspectLabel first =
                job("", csv.toString()).runBy(analysis).getLabelErrors().getSuspects(0);

        assertThat(first.getId()).isEqualTo("8");
        assertThat(first.getText()).startsWith("7 \uD83D\uDE00 ");
        assertThat(first.getText().codePointCount(0, first.getText().length())).isEqualTo(200);
    }

    @Test
    void onlyRanksFewLabels() {
        LabelErrorResult result = job("", labels(20, 2)).runBy(analysis).getLabelErrors();

        assertThat(result.hasEstimatedIssues()).isFalse();
        assertThat(result.getFlagged()).isZero();
        assertThat(result.getSuspectsCount()).isEqualTo(20);
    }

    @Test
    void saysWhenTheModelKnowsNothing() {
        StringBuilder csv = new StringBuilder("label,p_x,p_y\n");
        for (int i = 0; i < 100; i++) {
            csv.append(i % 2 == 0 ? "x" : "y").append(",0.5,0.5\n");
        }

        LabelErrorResult result = job("", csv.toString()).runBy(analysis).getLabelErrors();

        assertThat(result.getUninformative()).isTrue();
        assertThat(result.getSuspectsCount()).isZero();
    }

    @Test
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> job("magic", labels(10, 1)).runBy(analysis))
                .hasMessageContaining("filter must be one of prune_by_noise_rate");
        assertThatThrownBy(() -> job("", "label,score\nx,1\n").runBy(analysis))
                .hasMessageContaining("the file must have a column p_<label> for each label");
        assertThatThrownBy(() -> job("", "label,p_x,p_y\nz,0.5,0.5\n").runBy(analysis))
                .hasMessageContaining("label must be one of the labels with a probability, got `z`");
    }

    private static LocalJob job(String filter, String csv) {
        return new LocalJob(
                Report.newBuilder()
                        .setLabelErrorSettings(LabelErrorSettings.newBuilder().setFilter(filter)),
                csv);
    }

    /** Two labels; the first so many rows were given the wrong one. */
    private static String labels(int rows, int wrong) {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder csv = new StringBuilder("id,label,p_x,p_y\n");
        for (int i = 0; i < rows; i++) {
            boolean x = random.nextBoolean();
            double sure = 0.7 + 0.29 * random.nextDouble();
            boolean given = i < wrong ? !x : x;
            csv.append('r').append(i).append(',').append(given ? "x" : "y");
            csv.append(',')
                    .append(x ? sure : 1 - sure)
                    .append(',')
                    .append(x ? 1 - sure : sure)
                    .append('\n');
        }
        return csv.toString();
    }
}
