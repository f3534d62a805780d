package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.EvaluationSettings;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.RunComparison;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two labelings of the same items. */
class EvaluationComparisonTest {
    private static final String FIRST = "id,gold,label\n1,a,a\n2,a,b\n3,b,b\n4,b,\n5,,a\n6,b,b\n";
    private final EvaluationAnalysis analysis = new EvaluationAnalysis();

    @Test
    void comparesOnTheItemsThatBothLabel() {
        RunComparison found = compare(FIRST, "id,gold,label\n1,a,b\n3,b,b\n4,b,b\n6,b,a\n9,a,a\n");

        assertThat(found.getItems()).isEqualTo(3);
        assertThat(found.getUnmatched()).isEqualTo(2);
        assertThat(found.getUnlabeled()).isEqualTo(1);
        assertThat(found.getOnlyFirstRight()).isEqualTo(2);
        assertThat(found.getOnlySecondRight()).isZero();
        assertThat(found.getExactP()).isEqualTo(.5);
        assertThat(found.getAccuracyDifference().getValue()).isEqualTo(2 / 3., within(1e-15));
        assertThat(found.getAccuracyP()).isBetween(.02, .2);
        assertThat(found.getMacroF1P()).isBetween(.02, .2);
    }

    @Test
    void takesGoldFromTheFirstFile() {
        assertThat(compare(FIRST, "id,gold,label\n1,b,b\n3,,b\n5,b,b\n"))
                .satisfies(found -> assertThat(found.getItems()).isEqualTo(3))
                .satisfies(found -> assertThat(found.getGoldConflicts()).isEqualTo(1))
                .satisfies(found -> assertThat(found.getOnlyFirstRight()).isEqualTo(1))
                .satisfies(found -> assertThat(found.getOnlySecondRight()).isEqualTo(1));
        assertThat(compare(FIRST, "id,label\n1,b\n3,b\n").getItems()).isEqualTo(2);
    }

    @Test
    void judgesAFileWithoutGoldByNothing() {
        EvaluationResult alone = new LocalJob(
                        Report.newBuilder()
                                .setEvaluationSettings(
                                        EvaluationSettings.newBuilder().setGoldOptional(true)),
                        "id,label\n1,b\n3,b\n")
                .runBy(analysis)
                .getEvaluation();

        assertThat(alone.getItems()).isZero();
        assertThat(alone.getWithoutGold()).isEqualTo(2);
        assertThat(alone.hasAccuracy()).isFalse();
    }

    @Test
    void needsIdsThatTellItemsApart() {
        assertThatThrownBy(() -> compare(FIRST, "id,gold,label\n1,a,a\n1,a,b\n"))
                .hasMessage("idColumn must tell rows apart to compare by: the second file has `1` more than once");
        assertThatThrownBy(() -> compare("id,gold,label\n1,a,a\n,a,a\n", FIRST))
                .hasMessage("idColumn must have a value in every row to compare by: the first file has an empty one");
        assertThatThrownBy(() -> compare(FIRST, "gold,label\na,a\n"))
                .hasMessage("idColumn must be a column of both files or of neither: only the first has one");
        assertThatThrownBy(() -> compare(FIRST, "id,gold,label\n7,a,a\n"))
                .hasMessage("the two files have no item with gold in common");
        assertThatThrownBy(() -> compare(FIRST, "id,gold,label\n1,a,\n"))
                .hasMessage("no item has a label in both files");
    }

    @Test
    void comparesRowByRowWhereNeitherFileHasIds() {
        RunComparison found = compare("gold,label\na,a\nb,a\n", "gold,label\na,b\nb,a\nb,b\n");

        assertThat(found.getItems()).isEqualTo(2);
        assertThat(found.getUnmatched()).isEqualTo(1);
    }

    private RunComparison compare(String first, String second) {
        LocalJob before = job(EvaluationSettings.newBuilder().setGoldOptional(true), second);
        LocalJob now = job(
                        EvaluationSettings.newBuilder()
                                .setCompareReportId(UUID.randomUUID().toString()),
                        first)
                .after(before, before.runBy(analysis));
        return now.runBy(analysis).getEvaluation().getComparison();
    }

    private static LocalJob job(EvaluationSettings.Builder settings, String csv) {
        return new LocalJob(Report.newBuilder().setEvaluationSettings(settings), csv);
    }
}
