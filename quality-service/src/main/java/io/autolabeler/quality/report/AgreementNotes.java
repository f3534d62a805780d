package io.autolabeler.quality.report;

import io.autolabeler.quality.agreement.AgreementReport;
import io.autolabeler.quality.agreement.AlphaInterval;
import io.autolabeler.quality.agreement.AlphaInterval.Method;
import io.autolabeler.quality.agreement.Level;
import io.autolabeler.quality.v1.AgreementResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to mind of figures of agreement, in words. */
record AgreementNotes(AnnotationRows rows, LabelScale scale, AgreementReport report) {
    private static final double PREVALENT = 0.9;
    private static final int MANY_NUMBERS = 1_000;

    List<String> of(AgreementResult result) {
        List<String> notes = new ArrayList<>();
        if (result.hasAlpha()) {
            interval(report.intervals().reported(), report.pairable().units(), "items")
                    .ifPresent(notes::add);
        }
        if (result.hasAlpha() && result.hasGwetAc1() && report.largestShare() > PREVALENT) {
            notes.add("Prevalence: one label makes up more than 90 % of the annotations, so alpha and kappa can be"
                    + " low although annotators mostly agree; look at Gwet's AC1 beside them.");
        }
        if (rows.annotators().size() > AgreementReport.MOST_RATERS_LEFT_OUT) {
            notes.add("Alpha without each annotator is left out: there are more than %d annotators."
                    .formatted(AgreementReport.MOST_RATERS_LEFT_OUT));
        }
        if (rows.annotators().size() > AgreementReport.MOST_RATERS_PAIRED) {
            notes.add("Pairs are those of the %d annotators with the most annotations."
                    .formatted(AgreementReport.MOST_RATERS_PAIRED));
        }
        if (scale.level() == Level.NOMINAL) {
            sameNumber().ifPresent(notes::add);
        }
        if (scale.level() == Level.RATIO && result.getLabels() > MANY_NUMBERS) {
            notes.add("There are more than 1,000 different numbers: samples for the interval take those that hardly"
                    + " differ as one; alpha itself is exact.");
        }
        return notes;
    }

    /** What to mind of an interval of an alpha that is defined. */
    static Optional<String> interval(Optional<AlphaInterval> interval, int units, String what) {
        if (interval.isEmpty()) {
            return Optional.of("There are too few %s for an interval, so nothing is proven.".formatted(what));
        }
        AlphaInterval found = interval.get();
        if (found.method() == Method.EXACT_SHARE) {
            return Optional.of(
                    ("No disagreement was seen, so samples of the %s would all agree however few they are: the"
                                    + " interval's lower end says how many of %d %s may still be labelled by chance.")
                            .formatted(what, units, what));
        }
        return found.reliable()
                ? Optional.empty()
                : Optional.of(
                        ("In %.0f %% of the bootstrap's rounds all annotations were the same, so these had no alpha:"
                                        + " the interval is doubtful, and the judgement at most tentative.")
                                .formatted(100 * found.undefinedShare()));
    }

    private Optional<String> sameNumber() {
        Map<Double, String> seen = new HashMap<>();
        for (String label : rows.labels().all()) {
            if (FileRow.isNumber(label)) {
                String other = seen.putIfAbsent(Double.parseDouble(label) + 0.0, label);
                if (other != null) {
                    return Optional.of(("The labels `%s` and `%s` are the same number but written differently: on the"
                                    + " nominal level they are two labels.")
                            .formatted(other, label));
                }
            }
        }
        return Optional.empty();
    }
}
