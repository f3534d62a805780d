package io.autolabeler.cli.judge;

import io.autolabeler.cli.shell.Table;
import io.autolabeler.quality.v1.LabelSpanAlpha;
import io.autolabeler.quality.v1.PairSpanAgreement;
import io.autolabeler.quality.v1.SpanAgreementResult;
import io.autolabeler.quality.v1.SpanAlpha;
import java.util.Comparator;
import java.util.List;

/** Agreement on spans for people. */
final class SpanAgreementText {
    private static final int PAIRS = 20;

    private SpanAgreementText() {}

    static String of(SpanAgreementResult result) {
        Table table = new Table("code points", "alpha", "95 % interval", "u-alpha (bounds)");
        row(table, "which label covers", result.getOverall());
        row(table, "whether any covers", result.getCovered());
        for (LabelSpanAlpha each : result.getByLabelList()) {
            row(table, "covered by " + each.getLabel(), each.getAlpha());
        }
        return "\n" + table.text() + pairs(result.getByPairList());
    }

    private static void row(Table table, String name, SpanAlpha alpha) {
        table.row(
                name,
                AgreementText.figure(alpha.hasAlpha(), alpha.getAlpha()),
                alpha.hasInterval() ? AgreementText.bounds(alpha.getInterval()) : "-",
                AgreementText.figure(alpha.hasUnitizedAlpha(), alpha.getUnitizedAlpha()));
    }

    private static String pairs(List<PairSpanAgreement> pairs) {
        if (pairs.isEmpty()) {
            return "";
        }
        Table table = new Table("pair that agrees least", "with", "common items", "strict F1", "partial F1");
        pairs.stream()
                .sorted(Comparator.comparingDouble(PairSpanAgreement::getStrictF1))
                .limit(PAIRS)
                .forEach(each -> table.row(
                        each.getFirst(),
                        each.getSecond(),
                        each.getCommonItems(),
                        AgreementText.figure(each.hasStrictF1(), each.getStrictF1()),
                        AgreementText.figure(each.hasPartialF1(), each.getPartialF1())));
        return "\n" + table.text() + AgreementText.more(pairs.size() - PAIRS, "pairs");
    }
}
