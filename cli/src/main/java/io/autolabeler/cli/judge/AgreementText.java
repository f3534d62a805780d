package io.autolabeler.cli.judge;

import io.autolabeler.cli.shell.Table;
import io.autolabeler.quality.v1.AgreementResult;
import io.autolabeler.quality.v1.AnnotatorAgreement;
import io.autolabeler.quality.v1.DisputedItem;
import io.autolabeler.quality.v1.PairAgreement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Agreement for people. */
final class AgreementText {
    private static final int DISPUTED = 10;
    private static final int PAIRS = 20;

    private AgreementText() {}

    static String of(AgreementResult result) {
        StringBuilder text = new StringBuilder(headline(result));
        text.append("%d items with several annotations of %d, %d annotators, %d annotations%n"
                .formatted(
                        result.getPairableItems(), result.getItems(), result.getAnnotators(), result.getAnnotations()));
        int repeats = result.getIdenticalRepeats() + result.getContradictingRepeats();
        if (repeats > 0) {
            text.append("%d repeated rows left out, %d of them contradicting the first%n"
                    .formatted(repeats, result.getContradictingRepeats()));
        }
        result.getNotesList().forEach(note -> text.append(note).append('\n'));
        text.append(coefficients(result));
        text.append(annotators(result.getByAnnotatorList()));
        text.append(pairs(result.getByPairList()));
        text.append(disputed(result.getMostDisputedList()));
        return text.toString();
    }

    private static String headline(AgreementResult result) {
        if (!result.hasAlpha()) {
            return "Krippendorff's alpha is not defined: %s%n%s%n"
                    .formatted(
                            result.getUndefinedReason().equals("no_pairs")
                                    ? "no item has two annotations"
                                    : "all annotations are the same",
                            result.getRecommendation());
        }
        String interval = result.hasAlphaInterval()
                ? String.format(
                        Locale.ROOT,
                        ", 95 %% interval %.4f to %.4f",
                        result.getAlphaInterval().getLower(),
                        result.getAlphaInterval().getUpper())
                : "";
        return String.format(
                Locale.ROOT,
                "Krippendorff's alpha %.4f%s: %s%n%s%n",
                result.getAlpha(),
                interval,
                result.getInterpretation(),
                result.getRecommendation());
    }

    private static String coefficients(AgreementResult result) {
        Table table = new Table();
        if (result.hasPercentAgreement()) {
            table.row("share of pairs that agree", result.getPercentAgreement());
        }
        if (result.hasCohenKappa()) {
            table.row("Cohen's kappa", result.getCohenKappa());
        }
        if (result.hasFleissKappa()) {
            table.row("Fleiss' kappa", result.getFleissKappa());
        }
        if (result.hasGwetAc1()) {
            table.row("Gwet's AC1", result.getGwetAc1());
        }
        return "\n" + table.text();
    }

    private static String annotators(List<AnnotatorAgreement> annotators) {
        if (annotators.isEmpty()) {
            return "";
        }
        Table table = new Table("annotator", "annotations", "alpha without");
        annotators.forEach(each -> table.row(
                each.getAnnotator(), each.getAnnotations(), each.hasAlphaWithout() ? each.getAlphaWithout() : ""));
        return "\n" + table.text();
    }

    private static String pairs(List<PairAgreement> pairs) {
        if (pairs.isEmpty()) {
            return "";
        }
        Table table = new Table("annotator", "with", "common items", "alpha");
        pairs.stream()
                .limit(PAIRS)
                .forEach(each -> table.row(
                        each.getFirst(),
                        each.getSecond(),
                        each.getCommonItems(),
                        each.hasAlpha() ? each.getAlpha() : ""));
        String more = pairs.size() > PAIRS ? "… %d more pairs with --json%n".formatted(pairs.size() - PAIRS) : "";
        return "\n" + table.text() + more;
    }

    private static String disputed(List<DisputedItem> items) {
        if (items.isEmpty()) {
            return "";
        }
        Table table = new Table("most disputed item", "disagreement", "labels");
        items.stream().limit(DISPUTED).forEach(each -> table.row(each.getItem(), each.getDisagreement(), labels(each)));
        return "\n" + table.text();
    }

    private static String labels(DisputedItem item) {
        return item.getLabelsList().stream()
                .map(each -> each.getCount() + "x " + each.getLabel())
                .collect(Collectors.joining(", "));
    }
}
