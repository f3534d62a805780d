package io.autolabeler.cli.judge;

import io.autolabeler.cli.shell.Table;
import io.autolabeler.quality.v1.AnnotatorQuality;
import io.autolabeler.quality.v1.ConsensusResult;
import io.autolabeler.quality.v1.Estimate;
import io.autolabeler.quality.v1.MixedMethod;
import java.util.Comparator;
import java.util.Locale;

/** A consensus for people. */
final class ConsensusText {
    private static final int ANNOTATORS = 20;
    private static final int PAIRS = 5;
    /** With fewer judged labels only the interval tells something. */
    private static final int ENOUGH = 5;

    private ConsensusText() {}

    static String of(ConsensusResult result) {
        StringBuilder text = new StringBuilder("%s: %s%n".formatted(result.getMethod(), result.getReason()));
        text.append("%d items, %d annotations by %d annotators, %d labels; %d items tied"
                .formatted(
                        result.getItems(),
                        result.getAnnotations(),
                        result.getAnnotators(),
                        result.getLabelsCount(),
                        result.getTiedItems()));
        text.append(result.getGoldItems() > 0 ? "; %d items with gold%n".formatted(result.getGoldItems()) : "\n");
        int repeats = result.getIdenticalRepeats() + result.getContradictingRepeats();
        if (repeats > 0) {
            text.append("%d repeated rows left out, %d of them contradicting the first%n"
                    .formatted(repeats, result.getContradictingRepeats()));
        }
        if (result.getAbstentions() > 0) {
            text.append("%,d rows say nothing: their label is empty or abstains%n".formatted(result.getAbstentions()));
        }
        if (result.getRememberedAnnotators() > 0) {
            text.append("%d annotators were known from before%n".formatted(result.getRememberedAnnotators()));
        }
        result.getNotesList().forEach(note -> text.append(note).append('\n'));
        if (!result.getConverged()) {
            text.append("the method did not settle within its rounds\n");
        }
        return text.append(mixture(result))
                .append(annotators(result))
                .append(diversity(result))
                .toString();
    }

    private static String mixture(ConsensusResult result) {
        if (result.getMixtureCount() == 0) {
            return "";
        }
        Table table = new Table("method", "weight", "gain over majority", "standard error");
        result.getMixtureList().stream()
                .sorted(Comparator.comparingDouble(MixedMethod::getWeight).reversed())
                .forEach(each -> table.row(
                        each.getMethod(), each.getWeight(), each.getGainOverMajority(), each.getGainStandardError()));
        return "\n" + table.text();
    }

    private static String annotators(ConsensusResult result) {
        Table table = new Table(
                "annotator", "annotations", "accuracy", "95 % interval", "balanced", "information (bits)", "");
        result.getByAnnotatorList().stream()
                .sorted(Comparator.comparingDouble(AnnotatorQuality::getInformationBits)
                        .reversed())
                .limit(ANNOTATORS)
                .forEach(each -> table.row(
                        each.getAnnotator(),
                        each.getAnnotations(),
                        each.getJudged() < ENOUGH ? "-" : each.getAccuracy().getValue(),
                        interval(each.getAccuracy()),
                        each.getBalancedAccuracy(),
                        each.getInformationBits(),
                        each.getSpammer() ? "tells nothing" : ""));
        return "\n" + table.text() + AgreementText.more(result.getByAnnotatorCount() - ANNOTATORS, "annotators");
    }

    private static String diversity(ConsensusResult result) {
        if (!result.hasDiversity()) {
            return "";
        }
        StringBuilder text = new StringBuilder("%nas steady as %.1f annotators who err independently%n"
                .formatted(result.getDiversity().getEffectiveVoters()));
        if (result.getDiversity().getMostAlikeCount() > 0) {
            Table table = new Table("err most alike", "", "common items", "disagreement", "both wrong", "correlation");
            result.getDiversity().getMostAlikeList().stream()
                    .limit(PAIRS)
                    .forEach(each -> table.row(
                            each.getFirst(),
                            each.getSecond(),
                            each.getCommonItems(),
                            each.getDisagreement(),
                            each.getDoubleFault(),
                            each.getErrorCorrelation()));
            text.append(table.text());
        }
        return text.toString();
    }

    private static String interval(Estimate estimate) {
        return estimate.hasInterval()
                ? String.format(
                        Locale.ROOT,
                        "%.3f to %.3f",
                        estimate.getInterval().getLower(),
                        estimate.getInterval().getUpper())
                : "-";
    }
}
