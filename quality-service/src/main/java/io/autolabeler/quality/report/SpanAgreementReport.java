package io.autolabeler.quality.report;

import io.autolabeler.quality.agreement.Alpha;
import io.autolabeler.quality.agreement.AlphaInterval;
import io.autolabeler.quality.agreement.Judgement;
import io.autolabeler.quality.agreement.SpanAgreement;
import io.autolabeler.quality.agreement.SpanAgreement.Figure;
import io.autolabeler.quality.agreement.UnitizedAlpha;
import io.autolabeler.quality.v1.AgreementResult;
import io.autolabeler.quality.v1.AgreementSettings;
import io.autolabeler.quality.v1.LabelSpanAlpha;
import io.autolabeler.quality.v1.MeasurementLevel;
import io.autolabeler.quality.v1.PairSpanAgreement;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.SpanAgreementResult;
import io.autolabeler.quality.v1.SpanAlpha;
import java.util.Locale;

/** How far annotators agree on spans, as messages have it. */
final class SpanAgreementReport {
    private SpanAgreementReport() {}

    static Report of(Job job) {
        AgreementSettings asked = job.report().getAgreementSettings();
        SpanAnnotationRows.Read read = SpanAnnotationRows.of(job, asked);
        SpanAgreement found =
                SpanAgreement.of(read.ratings(), AgreementAnalysis.interval(asked), asked.getSeed(), job.progress());
        Judgement judgement = found.overall().judgement();
        AgreementResult.Builder result = AgreementResult.newBuilder()
                .setItems(read.items())
                .setPairableItems(found.documents())
                .setAnnotators(read.annotators())
                .setAnnotations(read.spans())
                .setIdenticalRepeats(read.repeated())
                .setLabels(found.byLabel().size())
                .setLevel(MeasurementLevel.Value.NOMINAL)
                .setSeed(asked.getSeed())
                .setReplicates(AlphaInterval.REPLICATES)
                .setInterpretation(judgement.name().toLowerCase(Locale.ROOT))
                .setRecommendation(judgement.recommendation())
                .setSpans(spans(read, found));
        AgreementFigures.putAlpha(found.overall().alpha(), result);
        putIntervals(found.overall(), result);
        if (found.overall().alpha() instanceof Alpha.Defined) {
            AgreementNotes.interval(found.overall().interval(), found.documents(), "items")
                    .ifPresent(result::addNotes);
        }
        if (found.overlapping()) {
            result.addNotes("Some annotator's labels overlap, so the overall figure is over the labels one by one.");
        }
        return Report.newBuilder().setInput(read.input()).setAgreement(result).build();
    }

    private static void putIntervals(Figure figure, AgreementResult.Builder result) {
        figure.interval()
                .ifPresent(each -> result.setAlphaInterval(Figures.bounds(each.interval()))
                        .setIntervalMethod(each.method().name().toLowerCase(Locale.ROOT))
                        .setIntervalReliable(each.reliable()));
        figure.bootstrap()
                .ifPresent(each -> result.setBootstrapInterval(Figures.bounds(each.interval()))
                        .setUndefinedShare(each.undefinedShare()));
    }

    private static SpanAgreementResult spans(SpanAnnotationRows.Read read, SpanAgreement found) {
        UnitizedAlpha unitized = UnitizedAlpha.of(read.ratings());
        SpanAlpha.Builder overall = alpha(found.overall());
        unitized.overall().figure().ifPresent(overall::setUnitizedAlpha);
        SpanAgreementResult.Builder result = SpanAgreementResult.newBuilder()
                .setDocuments(found.documents())
                .setSpans(read.spans())
                .setOverall(overall)
                .setCovered(alpha(found.covered()))
                .setLabelsOverlap(found.overlapping());
        found.byLabel().forEach((label, figure) -> {
            SpanAlpha.Builder each = alpha(figure);
            Alpha bounds = unitized.byLabel().get(label);
            if (bounds != null) {
                bounds.figure().ifPresent(each::setUnitizedAlpha);
            }
            result.addByLabel(LabelSpanAlpha.newBuilder().setLabel(label).setAlpha(each));
        });
        found.pairs().forEach(pair -> result.addByPair(pair(pair)));
        return result.build();
    }

    private static PairSpanAgreement pair(SpanAgreement.Pair pair) {
        PairSpanAgreement.Builder each = PairSpanAgreement.newBuilder()
                .setFirst(pair.first())
                .setSecond(pair.second())
                .setCommonItems(pair.documents());
        if (!Double.isNaN(pair.strictF1())) {
            each.setStrictF1(pair.strictF1()).setPartialF1(pair.partialF1());
        }
        return each.build();
    }

    private static SpanAlpha.Builder alpha(Figure figure) {
        SpanAlpha.Builder result = SpanAlpha.newBuilder();
        switch (figure.alpha()) {
            case Alpha.Defined defined ->
                result.setAlpha(defined.value())
                        .setObservedDisagreement(defined.observed())
                        .setExpectedDisagreement(defined.expected());
            case Alpha.NoPairs none -> result.setUndefinedReason("no_pairs");
            case Alpha.NoVariation none -> result.setUndefinedReason("no_variation");
        }
        figure.interval()
                .ifPresent(each -> result.setInterval(Figures.bounds(each.interval()))
                        .setIntervalMethod(each.method().name().toLowerCase(Locale.ROOT))
                        .setIntervalReliable(each.reliable()));
        figure.bootstrap().ifPresent(each -> result.setBootstrapInterval(Figures.bounds(each.interval())));
        return result;
    }
}
