package io.autolabeler.cli.judge;

import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.quality.v1.RoutingResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds routing thresholds that keep a promise. */
@Command(
        name = "optimize-hitl-thresholds",
        description = "Find the thresholds that send as little as possible to people and keep a promised error rate.")
public final class ThresholdsCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = "--validation",
            paramLabel = "FILE",
            required = true,
            description = "Rows with confidence or p_<label> columns, label and gold, drawn at random.")
    String file = "";

    @Option(
            names = "--max-risk",
            paramLabel = "SHARE",
            description = "Most errors among auto-accepted items; default 0.02.")
    double maxRisk;

    @Option(names = "--miss", paramLabel = "SHARE", description = "Chance that the promise fails; default 0.05.")
    double miss;

    @Option(names = "--review-cost", paramLabel = "USD", description = "Of one review; default 0.05.")
    double reviewCost;

    @Option(names = "--expert-cost", paramLabel = "USD", description = "Of one expert's review; default 0.5.")
    double expertCost;

    @Option(names = "--error-cost", paramLabel = "USD", description = "Of one wrong label; default 1.")
    double errorCost;

    @Option(
            names = "--review-capacity",
            paramLabel = "SHARE",
            description = "Largest share of items that reviewers can take; default no limit.")
    double reviewCapacity;

    @Option(names = "--confidence-column", paramLabel = "NAME", description = "Default confidence.")
    String confidence = "";

    @Option(names = "--label-column", paramLabel = "NAME", description = "The label to judge; default label.")
    String label = "";

    @Option(names = "--gold-column", paramLabel = "NAME", description = "Default gold.")
    String gold = "";

    @Mixin
    final JudgeOptions options = new JudgeOptions();

    public ThresholdsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        requireShare("--max-risk", maxRisk);
        requireShare("--miss", miss);
        try (Judged judged = Judged.of(shell, options, path(), file)) {
            RoutingResult result = judged.report().getRouting();
            options.common().print(shell, SnakeJson.of(result), ThresholdsText.of(result));
            return judged.exitCode();
        }
    }

    private String path() {
        return new Query()
                .set("confidenceColumn", confidence)
                .set("labelColumn", label)
                .set("goldColumn", gold)
                .set("maxRisk", maxRisk)
                .set("miss", miss)
                .set("reviewCost", reviewCost)
                .set("expertCost", expertCost)
                .set("errorCost", errorCost)
                .set("reviewCapacity", reviewCapacity)
                .of("/routing:optimize");
    }

    private static void requireShare(String flag, double value) {
        if (!(value >= 0 && value < 1)) {
            throw CommandFailure.usage(flag + " must be above 0 and below 1, got " + value);
        }
    }
}
