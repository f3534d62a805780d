package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.v1.AgreementResult;
import io.autolabeler.quality.v1.AgreementSettings;
import io.autolabeler.quality.v1.LabelSpanAlpha;
import io.autolabeler.quality.v1.PairSpanAgreement;
import io.autolabeler.quality.v1.RejectedReportRow;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.SpanAgreementResult;
import org.junit.jupiter.api.Test;

class SpanAgreementReportTest {
    private static final String S = """
            item,annotator,start,end,label,length
            d,1,0,4,PER,
            d,1,10,15,LOC,
            d,2,0,5,PER,20
            d,2,10,13,LOC,
            d,2,17,19,ORG,20
            """;

    private final AgreementAnalysis analysis = new AgreementAnalysis();

    @Test
    void agreesWithTheVectorOnCodePoints() {
        AgreementResult result = judge(S).getAgreement();
        SpanAgreementResult spans = result.getSpans();

        assertThat(result.getAlpha()).isEqualTo(.613861386138614, within(1e-12));
        assertThat(result.getObservedDisagreement()).isEqualTo(.25, within(1e-12));
        assertThat(result.getInterpretation()).isEqualTo("unreliable");
        assertThat(result.hasAlphaInterval()).isFalse();
        assertThat(result.getAnnotations()).isEqualTo(5);
        assertThat(spans.getOverall().getUnitizedAlpha()).isEqualTo(.817479211600437, within(1e-12));
        assertThat(spans.getCovered().getAlpha()).isEqualTo(.511278195488722, within(1e-12));
        assertThat(spans.getByLabelList()).extracting(LabelSpanAlpha::getLabel).containsExactly("LOC", "ORG", "PER");
        assertThat(spans.getByLabel(0).getAlpha().getAlpha()).isEqualTo(.6953125, within(1e-12));
        assertThat(spans.getByLabel(1).getAlpha().getAlpha()).isEqualTo(-.026315789473684, within(1e-12));
        assertThat(spans.getByLabel(2).getAlpha().getAlpha()).isEqualTo(.860215053763441, within(1e-12));
        assertThat(spans.getByLabel(2).getAlpha().getUnitizedAlpha()).isEqualTo(.964063969896519, within(1e-12));
        assertThat(spans.getByPairList())
                .containsExactly(PairSpanAgreement.newBuilder()
                        .setFirst("1")
                        .setSecond("2")
                        .setCommonItems(1)
                        .setStrictF1(0)
                        .setPartialF1(.4)
                        .build());
    }

    @Test
    void measuresTextsInCodePointsAndTakesAnOpenedItemForNothingThere() {
        AgreementResult result = judge("""
                        item,annotator,start,end,label,text
                        a,1,0,2,X," \uD83D\uDE00 b "
                        a,2,0,2,X,
                        b,1,,,,abcd
                        b,2,1,3,X,
                        c,1,,,,abcd
                        c,2,NaN,,NaN,
                        """).getAgreement();

        // 26 ratings of 13 code points: 6 times X, which two of them are disputed for.
        assertThat(result.getSpans().getDocuments()).isEqualTo(3);
        assertThat(result.getObservedDisagreement()).isEqualTo(4 / 26., within(1e-12));
        assertThat(result.getExpectedDisagreement()).isEqualTo(2 * 6 * 20 / (26. * 25), within(1e-12));
        assertThat(result.getIntervalMethod()).isNotEmpty();
        assertThat(result.hasBootstrapInterval()).isTrue();
    }

    @Test
    void rejectsRowsThatAreNoSpans() {
        Report report = judge(S + """
                d,3,4,4,PER,
                d,3,4,21,PER,
                d,3,x,5,PER,
                d,3,1.5,5,PER,
                d,3,1,5,,
                d,3,1,5,PER,30
                e,3,1,5,PER,
                """);

        assertThat(report.getInput().getRejectedList())
                .extracting(RejectedReportRow::getReason)
                .containsExactly(
                        "start must be below end, got 4 and 4",
                        "end must be at most the item's length of 20 code points, got 21",
                        "start must be a number, got `x`",
                        "start must be a whole number from 0, got `1.5`",
                        "label is empty: a span needs a label, and a row without one has no start and end",
                        "length must be the same on all rows of item d: 20 before, got 30",
                        "no row of item e says its length: give it in a column length or text");
        assertThat(report.getAgreement().getAnnotators()).isEqualTo(2);
        assertThatThrownBy(() -> judge("item,annotator,start,end,label\nd,1,0,1,X\n"))
                .isInstanceOf(ReportFault.class)
                .hasMessageContaining("the file has no column length");
    }

    @Test
    void drawsItemsForTheInterval() {
        StringBuilder csv = new StringBuilder("item,annotator,start,end,label,length\n");
        for (int item = 0; item < 60; item++) {
            csv.append("%d,1,2,6,X,20%n".formatted(item));
            csv.append("%d,2,%d,6,X,20%n".formatted(item, item % 5));
        }

        AgreementResult result = judge(csv.toString()).getAgreement();

        assertThat(result.getIntervalMethod()).isEqualTo("unit_bootstrap");
        assertThat(result.getAlphaInterval()).isEqualTo(result.getBootstrapInterval());
        assertThat(result.getAlphaInterval().getLower()).isLessThan(result.getAlpha());
        assertThat(result.getAlphaInterval().getUpper()).isGreaterThan(result.getAlpha());
        assertThat(result.getSpans().getOverall().hasInterval()).isTrue();
    }

    private Report judge(String csv) {
        var settings = AgreementSettings.newBuilder().setSpans(true);
        return new LocalJob(Report.newBuilder().setAgreementSettings(settings), csv).runBy(analysis);
    }
}
