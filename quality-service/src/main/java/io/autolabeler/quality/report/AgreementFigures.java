package io.autolabeler.quality.report;

import io.autolabeler.quality.agreement.AgreementReport;
import io.autolabeler.quality.agreement.AgreementReport.Pair;
import io.autolabeler.quality.agreement.Alpha;
import io.autolabeler.quality.agreement.AlphaInterval;
import io.autolabeler.quality.agreement.AlphaIntervals;
import io.autolabeler.quality.agreement.CohenKappa;
import io.autolabeler.quality.agreement.CohenKappa.Weights;
import io.autolabeler.quality.agreement.KrippendorffAlpha;
import io.autolabeler.quality.agreement.Level;
import io.autolabeler.quality.agreement.Ratings;
import io.autolabeler.quality.v1.AgreementResult;
import io.autolabeler.quality.v1.AnnotatorAgreement;
import io.autolabeler.quality.v1.CoincidenceMatrix;
import io.autolabeler.quality.v1.CoincidenceRow;
import io.autolabeler.quality.v1.DisputedItem;
import io.autolabeler.quality.v1.LabelVotes;
import io.autolabeler.quality.v1.MeasurementLevel;
import io.autolabeler.quality.v1.PairAgreement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Agreement on labels as messages have it.
 *
 * @param numbers {@code [labels]}: the number behind each label of the rows
 */
record AgreementFigures(
        AnnotationRows rows, LabelScale scale, double[] numbers, Ratings ratings, AgreementReport report) {
    private static final int MOST_IN_MATRIX = 50;

    AgreementResult result(int seed) {
        AgreementResult.Builder result = AgreementResult.newBuilder()
                .setItems(rows.items().size())
                .setAnnotators(rows.annotators().size())
                .setAnnotations(ratings.rows().size())
                .setMissingAnnotations(rows.missing())
                .setPairableItems(report.pairable().units())
                .setPairableAnnotations(report.pairable().ratings())
                .setIdenticalRepeats(ratings.repeats().identical())
                .setContradictingRepeats(ratings.repeats().contradicting())
                .setLabels(ratings.values().length)
                .setLevel(MeasurementLevel.Value.valueOf(scale.level().name()))
                .setSeed(seed)
                .setReplicates(AlphaInterval.REPLICATES);
        putAlpha(report.alpha(), result);
        putIntervals(report.intervals(), result);
        result.setInterpretation(report.judgement().name().toLowerCase(Locale.ROOT))
                .setRecommendation(report.judgement().recommendation());
        putAnnotators(result);
        report.pairs().forEach(pair -> result.addByPair(pair(pair)));
        putDisputed(result);
        putKappas(result);
        if (ratings.values().length <= MOST_IN_MATRIX && report.pairable().units() > 0) {
            result.setCoincidences(coincidences());
        }
        new AgreementNotes(rows, scale, report).of(result.build()).forEach(result::addNotes);
        return result.build();
    }

    static void putAlpha(Alpha alpha, AgreementResult.Builder result) {
        switch (alpha) {
            case Alpha.Defined defined ->
                result.setAlpha(defined.value())
                        .setObservedDisagreement(defined.observed())
                        .setExpectedDisagreement(defined.expected());
            case Alpha.NoPairs none -> result.setUndefinedReason("no_pairs");
            case Alpha.NoVariation none -> result.setUndefinedReason("no_variation");
        }
    }

    private static void putIntervals(AlphaIntervals intervals, AgreementResult.Builder result) {
        intervals
                .reported()
                .ifPresent(each -> result.setAlphaInterval(Figures.bounds(each.interval()))
                        .setIntervalMethod(each.method().name().toLowerCase(Locale.ROOT))
                        .setIntervalReliable(each.reliable()));
        intervals
                .bootstrap()
                .ifPresent(each -> result.setBootstrapInterval(Figures.bounds(each.interval()))
                        .setUndefinedShare(each.undefinedShare()));
        intervals
                .jackknife()
                .ifPresent(each ->
                        result.setJackknifeEstimate(each.value()).setJackknifeStandardError(each.standardError()));
    }

    private void putAnnotators(AgreementResult.Builder result) {
        int[] counts = ratings.byRater();
        for (int rater = 0; rater < counts.length; rater++) {
            AnnotatorAgreement.Builder each = AnnotatorAgreement.newBuilder()
                    .setAnnotator(rows.annotators().name(rater))
                    .setAnnotations(counts[rater]);
            report.withoutRater().get(rater).ifPresent(each::setAlphaWithout);
            result.addByAnnotator(each);
        }
    }

    private PairAgreement pair(Pair pair) {
        PairAgreement.Builder each = PairAgreement.newBuilder()
                .setFirst(rows.annotators().name(pair.first()))
                .setSecond(rows.annotators().name(pair.second()))
                .setCommonItems(pair.units());
        pair.alpha().ifPresent(each::setAlpha);
        pair.kappa().ifPresent(kappa -> {
            kappa.value(Weights.NONE).ifPresent(each::setCohenKappa);
            kappa.standardError(Weights.NONE).ifPresent(each::setCohenKappaStandardError);
            weighted(kappa, Weights.LINEAR).ifPresent(each::setCohenKappaLinear);
            weighted(kappa, Weights.QUADRATIC).ifPresent(each::setCohenKappaQuadratic);
        });
        return each.build();
    }

    /** Places of labels mean something on these levels only. */
    private OptionalDouble weighted(CohenKappa kappa, Weights weights) {
        return scale.level() == Level.ORDINAL || scale.level() == Level.INTERVAL
                ? kappa.value(weights)
                : OptionalDouble.empty();
    }

    private void putDisputed(AgreementResult.Builder result) {
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

    private void putKappas(AgreementResult.Builder result) {
        if (report.pairable().units() > 0) {
            result.setPercentAgreement(report.manyRaters().agreement()).setLargestLabelShare(report.largestShare());
        }
        report.manyRaters().fleissKappa().ifPresent(result::setFleissKappa);
        if (report.manyRaters().differsInRatings()) {
            report.manyRaters().averagedFleissKappa().ifPresent(result::setFleissKappaAveraged);
        }
        report.manyRaters().gwetAc1().ifPresent(result::setGwetAc1);
        List<PairAgreement> pairs = result.getByPairList();
        pairs.stream()
                .filter(PairAgreement::hasCohenKappa)
                .mapToDouble(PairAgreement::getCohenKappa)
                .average()
                .ifPresent(result::setMeanCohenKappa);
        if (ratings.raters() == 2) {
            CohenKappa.of(ratings, 0, 1).ifPresent(cohen -> {
                cohen.value(Weights.NONE).ifPresent(result::setCohenKappa);
                cohen.interval(Weights.NONE).ifPresent(each -> result.setCohenKappaInterval(Figures.bounds(each)));
                cohen.standardError(Weights.NONE).ifPresent(result::setCohenKappaStandardError);
                weighted(cohen, Weights.LINEAR).ifPresent(result::setCohenKappaLinear);
                weighted(cohen, Weights.QUADRATIC).ifPresent(result::setCohenKappaQuadratic);
            });
        }
    }

    private CoincidenceMatrix coincidences() {
        Map<Double, String> names = new HashMap<>();
        for (int label = 0; label < numbers.length; label++) {
            names.putIfAbsent(numbers[label], rows.labels().name(label));
        }
        double[] declared = scale.declaredNumbers();
        for (int label = 0; label < declared.length; label++) {
            names.put(declared[label], scale.declared().get(label));
        }
        CoincidenceMatrix.Builder matrix = CoincidenceMatrix.newBuilder();
        for (double value : ratings.values()) {
            matrix.addLabels(names.getOrDefault(value, Double.toString(value)));
        }
        for (double[] row : new KrippendorffAlpha(scale.level()).coincidences(ratings)) {
            matrix.addRows(CoincidenceRow.newBuilder()
                    .addAllCounts(Arrays.stream(row).boxed().toList()));
        }
        return matrix.build();
    }
}
