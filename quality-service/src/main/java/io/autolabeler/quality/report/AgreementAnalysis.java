package io.autolabeler.quality.report;

import io.autolabeler.quality.agreement.AgreementReport;
import io.autolabeler.quality.agreement.AlphaIntervals.Choice;
import io.autolabeler.quality.agreement.Ratings;
import io.autolabeler.quality.agreement.Ratings.Rating;
import io.autolabeler.quality.report.AnnotationRows.Columns;
import io.autolabeler.quality.report.AnnotationRows.Read;
import io.autolabeler.quality.v1.AgreementSettings;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportKind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How far annotators agree, on labels of items or on spans. */
@Singleton
class AgreementAnalysis implements Analysis {
    private static final List<String> INTERVALS = Arrays.stream(Choice.values())
            .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();

    @Override
    public ReportKind.Value kind() {
        return ReportKind.Value.AGREEMENT;
    }

    @Override
    public void check(Report settings) {
        AgreementSettings asked = settings.getAgreementSettings();
        Settings.requireName("itemColumn", asked.getItemColumn());
        Settings.requireName("annotatorColumn", asked.getAnnotatorColumn());
        Settings.requireName("labelColumn", asked.getLabelColumn());
        LabelScale scale = LabelScale.of(asked);
        Choice interval = interval(asked);
        SpanAnnotationRows.check(asked, scale.level(), interval);
    }

    /** The interval that is asked for. */
    static Choice interval(AgreementSettings asked) {
        String name = Settings.choice("interval", asked.getInterval(), INTERVALS);
        return Choice.valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    @Override
    public Report run(Job job) {
        AgreementSettings asked = job.report().getAgreementSettings();
        return asked.getSpans() ? SpanAgreementReport.of(job) : labels(job, asked);
    }

    private static Report labels(Job job, AgreementSettings asked) {
        LabelScale scale = LabelScale.of(asked);
        Columns columns = Columns.of(asked.getItemColumn(), asked.getAnnotatorColumn(), asked.getLabelColumn(), "");
        Read read = AnnotationRows.of(job, columns, scale);
        AnnotationRows rows = read.rows();
        double[] numbers = scale.numbers(rows.labels());
        Ratings ratings = ratings(rows, numbers).withValues(scale.declaredNumbers());
        AgreementReport report =
                AgreementReport.of(ratings, scale.level(), interval(asked), asked.getSeed(), job.progress());
        AgreementFigures figures = new AgreementFigures(rows, scale, numbers, ratings, report);
        return Report.newBuilder()
                .setInput(read.input())
                .setAgreement(figures.result(asked.getSeed()))
                .build();
    }

    /** Labels that are written differently but are the same number are the same value. */
    private static Ratings ratings(AnnotationRows rows, double[] numbers) {
        double[] distinct = Arrays.stream(numbers).distinct().sorted().toArray();
        List<Rating> ratings = new ArrayList<>(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            int value = Arrays.binarySearch(distinct, numbers[rows.label(row)]);
            ratings.add(new Rating(rows.item(row), rows.annotator(row), value));
        }
        return Ratings.of(rows.items().size(), rows.annotators().size(), distinct, ratings);
    }
}
