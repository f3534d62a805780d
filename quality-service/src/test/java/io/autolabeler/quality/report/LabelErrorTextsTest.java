package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.v1.LabelErrorResult;
import io.autolabeler.quality.v1.LabelErrorSettings;
import io.autolabeler.quality.v1.Report;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Wrong labels among texts alone, by classifiers that did not see them. */
class LabelErrorTextsTest {
    private final WordVectors words = new WordVectors();
    private final LabelErrorAnalysis analysis = new LabelErrorAnalysis(words);

    @Test
    void crossValidatesTextsWhereTheFileHasNoProbabilities() {
        LocalJob job = job(texts(600, 60));

        LabelErrorResult result = job.runBy(analysis).getLabelErrors();

        long hits = result.getSuspectsList().stream()
                .limit(60)
                .filter(each -> each.getRow() <= 60)
                .count();
        assertThat(hits).isGreaterThanOrEqualTo(55);
        assertThat(result.getModel()).isEqualTo("words");
        assertThat(words.calls).containsExactly(256, 256, 89);
        assertThat(result.getExcludedLabelsList()).containsExactly("alone");
        assertThat(result.getExcluded()).isEqualTo(1);
        assertThat(result.getSuspects(0).getText()).contains("word");
        assertThat(job.lines()).first().isEqualTo("id,given,likely,score,flagged,text");
        assertThat(job.told()).isSorted().last().isEqualTo(1.0);
    }

    @Test
    void tellsOfNearlyTheSameTextsWithDifferentLabels() {
        String csv = texts(120, 0) + "a,the very same text of all\nb,the very same text of all\n";

        LabelErrorResult result = job(csv).runBy(analysis).getLabelErrors();

        assertThat(result.getContradictionsList()).anySatisfy(pair -> {
            assertThat(pair.getFirstId()).isEqualTo("122");
            assertThat(pair.getFirstLabel()).isEqualTo("a");
            assertThat(pair.getSecondId()).isEqualTo("123");
            assertThat(pair.getLikeness()).isEqualTo(1, within(1e-9));
        });
        assertThat(result.getSuspectsList())
                .anySatisfy(each -> assertThat(each.getMergedRank()).isEqualTo(1));
    }

    @Test
    void failsWithAReasonWhileTextsCannotBeEmbedded() {
        words.away = true;

        assertThatThrownBy(() -> job(texts(60, 0)).runBy(analysis))
                .isInstanceOf(ReportFault.class)
                .hasMessageContaining("retrieval-service does not answer; try again later");
    }

    /** Texts whose words tell the label, one text of a label of its own; the first so many have a wrong label. */
    private static String texts(int rows, int wrong) {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder csv = new StringBuilder("label,text\n");
        for (int i = 0; i < rows; i++) {
            int truth = random.nextInt(3);
            int given = i < wrong ? (truth + 1) % 3 : truth;
            csv.append((char) ('a' + given)).append(',');
            for (int w = 0; w < 4; w++) {
                csv.append("word").append(truth).append(random.nextInt(5)).append(' ');
            }
            csv.append("common").append(random.nextInt(9)).append('\n');
        }
        return csv.append("alone,nothing like it\n").toString();
    }

    private static LocalJob job(String csv) {
        return new LocalJob(Report.newBuilder().setLabelErrorSettings(LabelErrorSettings.getDefaultInstance()), csv);
    }
}
