package io.autolabeler.quality.report;

import io.autolabeler.quality.agreement.AgreementReport;
import io.autolabeler.quality.agreement.Alpha;
import io.autolabeler.quality.agreement.CohenKappa;
import io.autolabeler.quality.agreement.CohenKappa.Weights;
import io.autolabeler.quality.agreement.Level;
import io.autolabeler.quality.agreement.Ratings;
import io.autolabeler.quality.agreement.Ratings.Rating;
import io.autolabeler.quality.report.AnnotationRows.Columns;
import io.autolabeler.quality.report.AnnotationRows.Read;
import io.autolabeler.quality.v1.AgreementResult;
import io.autolabeler.quality.v1.AgreementSettings;
import io.autolabeler.quality.v1.AnnotatorAgreement;
import io.autolabeler.quality.v1.DisputedItem;
import io.autolabeler.quality.v1.LabelVotes;
import io.autolabeler.quality.v1.MeasurementLevel;
import io.autolabeler.quality.v1.PairAgreement;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportKind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How far annotators agree. */
@Singleton
class AgreementAnalysis implements Analysis {
    private static final double PREVALENT = 0.9;

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
    }

    @Override
    public Report run(Job job) {
        AgreementSettings asked = job.report().getAgreementSettings();
        Read read = AnnotationRows.of(
                job, Columns.of(asked.getItemColumn(), asked.getAnnotatorColumn(), asked.getLabelColumn(), ""));
        Level level = level(asked.getLevel());
        AnnotationRows rows = read.rows();
        Ratings ratings = ratings(rows, numbers(rows.labels(), level));
        AgreementReport report = AgreementReport.of(ratings, level, asked.getSeed(), job.progress());
        AgreementResult.Builder result = AgreementResult.newBuilder()
                .setItems(rows.items().size())
                .setAnnotators(rows.annotators().size())
                .setAnnotations(ratings.rows().size())
                .setIdenticalRepeats(ratings.repeats().identical())
                .setContradictingRepeats(ratings.repeats().contradicting());
        putAlpha(report, result);
        putRaters(rows, ratings, report, result);
        putDisputed(rows, ratings, report, result);
        putKappas(ratings, report, result);
        return Report.newBuilder().setInput(read.input()).setAgreement(result).build();
    }

    private static Level level(MeasurementLevel.Value asked) {
        return switch (asked) {
            case UNSPECIFIED, NOMINAL, UNRECOGNIZED -> Level.NOMINAL;
            case ORDINAL -> Level.ORDINAL;
            case INTERVAL -> Level.INTERVAL;
            case RATIO -> Level.RATIO;
        };
    }

    /** The numbers that labels stand for; names are as good as numbers where only sameness counts. */
    private static double[] numbers(Names labels, Level level) {
        double[] numbers = new double[labels.size()];
        for (int label = 0; label < numbers.length; label++) {
            numbers[label] = level == Level.NOMINAL ? label : number(labels.name(label), level);
        }
        return numbers;
    }

    private static double number(String label, Level level) {
        try {
            double number = Double.parseDouble(label);
            if (Double.isFinite(number) && (number >= 0 || level != Level.RATIO)) {
                return number + 0.0;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words.
        }
        throw new ReportFault(
                "level",
                "at level %s labels must be numbers%s, got `%s`"
                        .formatted(level, level == Level.RATIO ? " of at least 0" : "", label));
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

    private static void putAlpha(AgreementReport report, AgreementResult.Builder result) {
        switch (report.alpha()) {
            case Alpha.Defined defined ->
                result.setAlpha(defined.value())
                        .setObservedDisagreement(defined.observed())
                        .setExpectedDisagreement(defined.expected());
            case Alpha.NoPairs none -> result.setUndefinedReason("no_pairs");
            case Alpha.NoVariation none -> result.setUndefinedReason("no_variation");
        }
        report.interval()
                .ifPresent(each -> result.setAlphaInterval(Figures.bounds(each.interval()))
                        .setIntervalMethod(each.method().name().toLowerCase(Locale.ROOT))
                        .setIntervalReliable(each.reliable()));
        if (report.interval().isEmpty() && report.alpha() instanceof Alpha.Defined) {
            result.addNotes("There are too few items for an interval, so nothing is proven.");
        }
        result.setInterpretation(report.judgement().name().toLowerCase(Locale.ROOT))
                .setRecommendation(report.judgement().recommendation())
                .setPairableItems(report.pairable().units());
    }

    private static void putRaters(
            AnnotationRows rows, Ratings ratings, AgreementReport report, AgreementResult.Builder result) {
        int[] counts = ratings.byRater();
        for (int rater = 0; rater < counts.length; rater++) {
            AnnotatorAgreement.Builder each = AnnotatorAgreement.newBuilder()
                    .setAnnotator(rows.annotators().name(rater))
                    .setAnnotations(counts[rater]);
            report.withoutRater().get(rater).ifPresent(each::setAlphaWithout);
            result.addByAnnotator(each);
        }
        report.pairs().forEach(pair -> {
            PairAgreement.Builder each = PairAgreement.newBuilder()
                    .setFirst(rows.annotators().name(pair.first()))
                    .setSecond(rows.annotators().name(pair.second()))
                    .setCommonItems(pair.units());
            pair.alpha().ifPresent(each::setAlpha);
            result.addByPair(each);
        });
    }

    private static void putDisputed(
            AnnotationRows rows, Ratings ratings, AgreementReport report, AgreementResult.Builder result) {
        Set<Integer> disputed = new HashSet<>();
        report.disputed().forEach(each -> disputed.add(each.unit()));
        Map<Integer, Map<String, Integer>> labels = new HashMap<>();
        Set<Long> seen = new HashSet<>();
        for (int row = 0; row < rows.size(); row++) {
            boolean first = disputed.contains(rows.item(row))
                    && seen.add((long) rows.item(row) * ratings.raters() + rows.annotator(row));
            if (first) {
                labels.computeIfAbsent(rows.item(row), item -> new TreeMap<>())
                        .merge(rows.labels().name(rows.label(row)), 1, Integer::sum);
            }
        }
        report.disputed().forEach(each -> {
            DisputedItem.Builder item = DisputedItem.newBuilder()
                    .setItem(rows.items().name(each.unit()))
                    .setDisagreement(each.disagreement());
            labels.getOrDefault(each.unit(), Map.of())
                    .forEach((label, count) -> item.addLabels(
                            LabelVotes.newBuilder().setLabel(label).setCount(count)));
            result.addMostDisputed(item);
        });
    }

    private static void putKappas(Ratings ratings, AgreementReport report, AgreementResult.Builder result) {
        if (report.pairable().units() > 0) {
            result.setPercentAgreement(report.manyRaters().agreement());
        }
        report.manyRaters().fleissKappa().ifPresent(result::setFleissKappa);
        report.manyRaters().gwetAc1().ifPresent(result::setGwetAc1);
        if (ratings.raters() == 2) {
            CohenKappa.of(ratings, 0, 1).ifPresent(cohen -> {
                cohen.value(Weights.NONE).ifPresent(result::setCohenKappa);
                cohen.interval(Weights.NONE).ifPresent(each -> result.setCohenKappaInterval(Figures.bounds(each)));
            });
        }
        result.setLargestLabelShare(report.largestShare());
        if (report.largestShare() > PREVALENT) {
            result.addNotes(
                    "Prevalence: one label makes up more than 90 % of the annotations, so alpha and kappa can be"
                            + " low although annotators mostly agree; look at Gwet's AC1 beside them.");
        }
    }
}
