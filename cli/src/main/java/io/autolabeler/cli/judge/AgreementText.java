package io.autolabeler.cli.judge;

import io.autolabeler.cli.shell.Table;
import io.autolabeler.quality.v1.AgreementResult;
import io.autolabeler.quality.v1.AnnotatorAgreement;
import io.autolabeler.quality.v1.Bounds;
import io.autolabeler.quality.v1.DisputedItem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Agreement for people. */
final class AgreementText {
    private static final int DISPUTED = 10;
    private static final int ANNOTATORS = 30;

    private AgreementText() {}

    static String of(AgreementResult result) {
        StringBuilder text = new StringBuilder(headline(result));
        text.append(counts(result));
        int repeats = result.getIdenticalRepeats() + result.getContradictingRepeats();
        if (repeats > 0) {
            text.append("%d repeated rows left out, %d of them contradicting the first%n"
                    .formatted(repeats, result.getContradictingRepeats()));
        }
        result.getNotesList().forEach(note -> text.append(note).append('\n'));
        if (result.hasSpans()) {
            return text.append(SpanAgreementText.of(result.getSpans())).toString();
        }
        text.append(coefficients(result));
        text.append(annotators(result.getByAnnotatorList()));
        text.append(PairText.of(result.getByPairList()));
        text.append(disputed(result.getMostDisputedList()));
        return text.toString();
    }

    private static String counts(AgreementResult result) {
        String missing = result.getMissingAnnotations() > 0
                ? ", %d more without a label".formatted(result.getMissingAnnotations())
                : "";
        return result.hasSpans()
                ? "%d items opened by several annotators of %d, %d annotators, %d spans%n"
                        .formatted(
                                result.getPairableItems(),
                                result.getItems(),
                                result.getAnnotators(),
                                result.getAnnotations())
                : "%d items with several annotations of %d, %d annotators, %d annotations%s%n"
                        .formatted(
                                result.getPairableItems(),
                                result.getItems(),
                                result.getAnnotators(),
                                result.getAnnotations(),
                                missing);
    }

    private static String headline(AgreementResult result) {
        if (!result.hasAlpha()) {
            return "Krippendorff's alpha is not defined: %s%n%s".formatted(undefined(result), recommendation(result));
        }
        String interval = result.hasAlphaInterval()
                ? ", 95 % interval " + bounds(result.getAlphaInterval()) + method(result)
                : ", no interval";
        String doubt = result.hasAlphaInterval() && !result.getIntervalReliable()
                ? " (not to be relied on: too little data)"
                : "";
        return String.format(
                Locale.ROOT,
                "Krippendorff's alpha %.4f%s%s: %s%n%s",
                result.getAlpha(),
                interval,
                doubt,
                result.getInterpretation(),
                recommendation(result));
    }

    private static String method(AgreementResult result) {
        return result.hasIntervalMethod()
                ? " (%s)".formatted(result.getIntervalMethod().replace('_', ' '))
                : "";
    }

    private static String undefined(AgreementResult result) {
        return switch (result.getUndefinedReason()) {
            case "no_pairs" ->
                result.hasSpans() ? "no item was opened by two annotators" : "no item has two annotations";
            case "no_variation" ->
                result.hasSpans() ? "nobody marked anything, or everybody everything" : "all annotations are the same";
            default -> result.getUndefinedReason();
        };
    }

    private static String recommendation(AgreementResult result) {
        return result.getRecommendation().isEmpty() ? "" : result.getRecommendation() + "\n";
    }

    static String bounds(Bounds bounds) {
        return String.format(Locale.ROOT, "%.4f to %.4f", bounds.getLower(), bounds.getUpper());
    }

    private static String coefficients(AgreementResult result) {
        Table table = new Table();
        if (result.hasBootstrapInterval() && !result.getIntervalMethod().equals("unit_bootstrap")) {
            table.row("alpha's bootstrap interval", "", bounds(result.getBootstrapInterval()));
        }
        row(table, "share of pairs that agree", result.hasPercentAgreement(), result.getPercentAgreement());
        if (result.hasCohenKappa()) {
            table.row(
                    "Cohen's kappa",
                    result.getCohenKappa(),
                    result.hasCohenKappaInterval() ? bounds(result.getCohenKappaInterval()) : "");
        }
        row(table, "Cohen's kappa, linear weights", result.hasCohenKappaLinear(), result.getCohenKappaLinear());
        row(table, "Cohen's kappa, quadratic", result.hasCohenKappaQuadratic(), result.getCohenKappaQuadratic());
        boolean several = !result.hasCohenKappa() && result.hasMeanCohenKappa();
        row(table, "Cohen's kappa, mean of pairs", several, result.getMeanCohenKappa());
        row(table, "Fleiss' kappa", result.hasFleissKappa(), result.getFleissKappa());
        row(table, "Fleiss' kappa, averaged", result.hasFleissKappaAveraged(), result.getFleissKappaAveraged());
        row(table, "Gwet's AC1", result.hasGwetAc1(), result.getGwetAc1());
        table.row("disagreement observed", figure(result.hasObservedDisagreement(), result.getObservedDisagreement()));
        table.row("disagreement by chance", figure(result.hasExpectedDisagreement(), result.getExpectedDisagreement()));
        table.row("share of the largest label", figure(result.hasLargestLabelShare(), result.getLargestLabelShare()));
        return "\n" + table.text();
    }

    private static void row(Table table, String name, boolean defined, double figure) {
        if (defined) {
            table.row(name, figure);
        }
    }

    private static String annotators(List<AnnotatorAgreement> annotators) {
        if (annotators.isEmpty()) {
            return "";
        }
        Table table = new Table("annotator", "annotations", "alpha without");
        annotators.stream()
                .limit(ANNOTATORS)
                .forEach(each -> table.row(
                        each.getAnnotator(),
                        each.getAnnotations(),
                        each.hasAlphaWithout() ? each.getAlphaWithout() : "-"));
        return "\n" + table.text() + more(annotators.size() - ANNOTATORS, "annotators");
    }

    private static String disputed(List<DisputedItem> items) {
        if (items.isEmpty()) {
            return "";
        }
        Table table = new Table("most disputed item", "disagreement", "labels");
        items.stream().limit(DISPUTED).forEach(each -> table.row(each.getItem(), each.getDisagreement(), labels(each)));
        return "\n" + table.text() + more(items.size() - DISPUTED, "items");
    }

    private static String labels(DisputedItem item) {
        return item.getLabelsList().stream()
                .map(each -> each.getCount() + "x " + each.getLabel())
                .collect(Collectors.joining(", "));
    }

    /** A figure that may not be defined. */
    static Object figure(boolean defined, double figure) {
        return defined ? figure : "-";
    }

    /** What a table leaves out. */
    static String more(int count, String what) {
        return count > 0 ? "and %d more %s with --json%n".formatted(count, what) : "";
    }
}
