package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.v1.AgreementResult;
import io.autolabeler.quality.v1.AgreementSettings;
import io.autolabeler.quality.v1.MeasurementLevel;
import io.autolabeler.quality.v1.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings and labels that mean nothing. */
class AgreementRefusalsTest {
    private final AgreementAnalysis analysis = new AgreementAnalysis();

    @Test
    void refusesSettingsThatMeanNothing() {
        refused(AgreementSettings.newBuilder().setLevelValue(9), "level");
        refused(AgreementSettings.newBuilder().setInterval("wilson"), "interval");
        refused(AgreementSettings.newBuilder().addAllLabels(List.of("x", "x")), "labels");
        refused(AgreementSettings.newBuilder().addLabels(" "), "labels");
        refused(
                AgreementSettings.newBuilder()
                        .setLevel(MeasurementLevel.Value.RATIO)
                        .addLabels("-1"),
                "labels");
        refused(
                AgreementSettings.newBuilder()
                        .setLevel(MeasurementLevel.Value.INTERVAL)
                        .addLabels("low"),
                "labels");
        refused(AgreementSettings.newBuilder().setSpans(true).setLevel(MeasurementLevel.Value.RATIO), "level");
        refused(AgreementSettings.newBuilder().setSpans(true).setInterval("hayes-krippendorff"), "interval");
    }

    private void refused(AgreementSettings.Builder settings, String field) {
        assertThatThrownBy(() -> analysis.check(
                        Report.newBuilder().setAgreementSettings(settings).build()))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining(field);
    }

    @Test
    void refusesLabelsThatAreNoNumbersWhereNumbersAreNeeded() {
        assertThatThrownBy(() -> judge(MeasurementLevel.Value.ORDINAL, "item,annotator,label\na,1,low\n"))
                .isInstanceOf(ReportFault.class)
                .hasMessage(
                        "at level ORDINAL labels must be numbers, got `low` in column label, line 2; for other labels,"
                                + " `labels` says their order");
        assertThatThrownBy(() -> judge(MeasurementLevel.Value.RATIO, "item,annotator,label\na,1,-1\n"))
                .hasMessage("at level RATIO labels must be numbers of at least 0, got `-1` in column label, line 2");
        assertThat(judge(MeasurementLevel.Value.INTERVAL, "item,annotator,label\na,1,1\na,2,1.0\nb,1,2\nb,2,2\n")
                        .getAlpha())
                .isEqualTo(1);
    }

    private AgreementResult judge(MeasurementLevel.Value level, String csv) {
        AgreementSettings.Builder settings = AgreementSettings.newBuilder().setLevel(level);
        return new LocalJob(Report.newBuilder().setAgreementSettings(settings), csv)
                .runBy(analysis)
                .getAgreement();
    }
}
