package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.v1.AnnotatorQuality;
import io.autolabeler.quality.v1.ConsensusResult;
import io.autolabeler.quality.v1.ConsensusSettings;
import io.autolabeler.quality.v1.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsensusAnalysisTest {
    private final ConsensusAnalysis analysis = new ConsensusAnalysis();

    @Test
    void writesOneRowPerItemWithAColumnPerLabel() {
        LocalJob job = job("majority", "", "task,worker,label\n1,a,x\n1,b,x\n1,c,y\n2,a,y\n2,a,x\n");

        ConsensusResult result = job.runBy(analysis).getConsensus();

        assertThat(job.lines())
                .containsExactly(
                        "item,label,confidence,p_x,p_y",
                        "1,x,0.6666666666666666,0.6666666666666666,0.3333333333333333",
                        "2,y,1.0,0.0,1.0");
        assertThat(result.getContradictingRepeats()).isOne();
        assertThat(job.found()).isEmpty();
    }

    @Test
    void remembersWhatItFoundOutAboutAnnotators() {
        LocalJob job = job("ibcc", "team", rows());

        ConsensusResult result = job.runBy(analysis).getConsensus();

        assertThat(result.getRememberedAnnotators()).isZero();
        assertThat(job.found().stream()
                        .filter(each -> each.annotator().equals("a"))
                        .mapToDouble(PastLabels::count)
                        .sum())
                .isCloseTo(30, within(.1));
        AnnotatorQuality first = result.getByAnnotator(0);
        assertThat(first.getJudged()).isEqualTo(30);
        assertThat(first.getConfusion(0).getCountsList().stream()
                        .mapToDouble(each -> each)
                        .sum())
                .isCloseTo(15, within(1.0));
    }

    @Test
    void startsFromTheHistoryOfThatName() {
        Instant recently = Instant.now().minus(Duration.ofDays(1));
        List<PastLabels> past = List.of(
                new PastLabels("a", "x", "y", 50, recently),
                new PastLabels("a", "y", "x", 50, recently),
                new PastLabels("b", "x", "y", 50, recently),
                new PastLabels("b", "y", "x", 50, recently),
                new PastLabels("c", "x", "x", 50, recently),
                new PastLabels("c", "y", "y", 50, recently),
                new PastLabels("stranger", "x", "x", 50, recently),
                new PastLabels("a", "z", "x", 50, recently));
        LocalJob fresh = job("ibcc", "team", rows());
        LocalJob warned = job("ibcc", "team", rows()).knowing(past);

        fresh.runBy(analysis);
        ConsensusResult result = warned.runBy(analysis).getConsensus();

        assertThat(fresh.lines().get(1)).startsWith("0,x,");
        assertThat(warned.lines().get(1)).startsWith("0,y,");
        assertThat(result.getRememberedAnnotators()).isEqualTo(3);
    }

    @Test
    void saysHowMuchAnnotatorsRepeatEachOther() {
        ConsensusResult result = job("majority", "", rows()).runBy(analysis).getConsensus();

        assertThat(result.getDiversity().getEffectiveVoters()).isBetween(1.0, 3.0);
        assertThat(result.getDiversity().getMostAlikeList()).hasSize(3);
        assertThat(result.getDiversity().getMostAlike(0).getCommonItems()).isEqualTo(30);
    }

    @Test
    void notesThatThereIsOnlyOneAnnotator() {
        ConsensusResult result = job("", "", "item,annotator,label\n1,a,x\n2,a,y\n")
                .runBy(analysis)
                .getConsensus();

        assertThat(result.getNotesList()).singleElement().asString().startsWith("There is only one annotator");
        assertThat(result.hasDiversity()).isFalse();
    }

    @Test
    void refusesALongName() {
        assertThatThrownBy(() -> job("", "h".repeat(101), rows()).runBy(analysis))
                .hasMessageContaining("history must have at most 100 characters");
    }

    /** Thirty items that two annotators see alike and the third the other way round. */
    private static String rows() {
        StringBuilder csv = new StringBuilder("item,annotator,label\n");
        for (int i = 0; i < 30; i++) {
            String label = i % 2 == 0 ? "x" : "y";
            String other = i % 2 == 0 ? "y" : "x";
            csv.append("%d,a,%s\n%d,b,%s\n%d,c,%s\n".formatted(i, label, i, label, i, other));
        }
        return csv.toString();
    }

    private static LocalJob job(String method, String history, String csv) {
        return new LocalJob(
                Report.newBuilder()
                        .setConsensusSettings(
                                ConsensusSettings.newBuilder().setMethod(method).setHistory(history)),
                csv);
    }
}
