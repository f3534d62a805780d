package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.v1.AgreementResult;
import io.autolabeler.quality.v1.AgreementSettings;
import io.autolabeler.quality.v1.MeasurementLevel;
import io.autolabeler.quality.v1.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementAnalysisTest {
    private static final String[] RATERS = {
        "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."
    };
    private final AgreementAnalysis analysis = new AgreementAnalysis();

    @ParameterizedTest
    @CsvSource({
        "NOMINAL, 0.743421052631579", "ORDINAL, 0.8153875037548814",
        "INTERVAL, 0.8491071428571428", "RATIO, 0.7974027747116121"
    })
    void givesAlphaOfAFileOnEachLevel(MeasurementLevel.Value level, double alpha) {
        AgreementResult result = judge(level, table(RATERS));

        assertThat(result.getAlpha()).isEqualTo(alpha, within(1e-14));
        assertThat(result.getIntervalMethod()).isEqualTo("unit_jackknife");
        assertThat(result.getItems()).isEqualTo(12);
        assertThat(result.getPairableItems()).isEqualTo(11);
        assertThat(result.getAnnotations()).isEqualTo(41);
        assertThat(result.getInterpretation()).isEqualTo("unreliable");
        assertThat(result.getByAnnotatorCount()).isEqualTo(4);
        assertThat(result.getByPairCount()).isEqualTo(6);
        assertThat(result.getMostDisputed(0).getItem()).isEqualTo("i5");
        assertThat(result.getMostDisputed(0).getLabelsCount()).isEqualTo(4);
    }

    @Test
    void leavesRepeatsOutAndCountsThem() {
        AgreementResult result = judge(
                MeasurementLevel.Value.UNSPECIFIED,
                "task,worker,label\na,1,x\na,2,x\na,1,x\na,2,y\nb,1,y\nb,2,y\nc,1,x\nc,2,y\n");

        assertThat(result.getIdenticalRepeats()).isEqualTo(1);
        assertThat(result.getContradictingRepeats()).isEqualTo(1);
        assertThat(result.getAnnotations()).isEqualTo(6);
        assertThat(result.getCohenKappa()).isEqualTo(0.4, within(1e-12));
        assertThat(result.getMostDisputedList()).hasSize(1);
    }

    @Test
    void saysWhyAlphaIsNotDefinedAndWarnsOfPrevalence() {
        AgreementResult alone = judge(MeasurementLevel.Value.NOMINAL, "item,annotator,label\na,1,x\nb,2,y\n");
        AgreementResult same = judge(MeasurementLevel.Value.NOMINAL, "item,annotator,label\na,1,x\na,2,x\n");

        assertThat(alone.getUndefinedReason()).isEqualTo("no_pairs");
        assertThat(alone.hasAlpha()).isFalse();
        assertThat(alone.getInterpretation()).isEqualTo("undefined");
        assertThat(same.getUndefinedReason()).isEqualTo("no_variation");
        assertThat(same.getNotesList()).anyMatch(note -> note.startsWith("Prevalence"));
    }

    @Test
    void refusesLabelsThatAreNoNumbersWhereNumbersAreNeeded() {
        assertThatThrownBy(() -> judge(MeasurementLevel.Value.ORDINAL, "item,annotator,label\na,1,low\n"))
                .isInstanceOf(ReportFault.class)
                .hasMessage("at level ORDINAL labels must be numbers, got `low`");
        assertThatThrownBy(() -> judge(MeasurementLevel.Value.RATIO, "item,annotator,label\na,1,-1\n"))
                .hasMessage("at level RATIO labels must be numbers of at least 0, got `-1`");
        assertThat(judge(MeasurementLevel.Value.INTERVAL, "item,annotator,label\na,1,1\na,2,1.0\nb,1,2\nb,2,2\n")
                        .getAlpha())
                .isEqualTo(1);
    }

    private AgreementResult judge(MeasurementLevel.Value level, String csv) {
        return new LocalJob(
                        Report.newBuilder()
                                .setAgreementSettings(
                                        AgreementSettings.newBuilder().setLevel(level)),
                        csv)
                .runBy(analysis)
                .getAgreement();
    }

    private static String table(String... raters) {
        StringBuilder csv = new StringBuilder("item,annotator,label\n");
        for (int rater = 0; rater < raters.length; rater++) {
            String[] cells = raters[rater].split(" ");
            for (int unit = 0; unit < cells.length; unit++) {
                if (!cells[unit].equals(".")) {
                    csv.append('i')
                            .append(unit)
                            .append(",r")
                            .append(rater)
                            .append(',')
                            .append(cells[unit])
                            .append('\n');
                }
            }
        }
        return csv.toString();
    }
}
