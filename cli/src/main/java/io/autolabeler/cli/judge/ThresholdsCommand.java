package io.autolabeler.cli.judge;

import com.google.gson.JsonObject;
import io.autolabeler.cli.file.Columns;
import io.autolabeler.cli.file.FileCheck;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.file.WholeFile;
import io.autolabeler.cli.input.Inputs;
import io.autolabeler.cli.report.Judged;
import io.autolabeler.cli.report.Query;
import io.autolabeler.cli.report.ReportOptions;
import io.autolabeler.cli.report.RunOption;
import io.autolabeler.cli.report.SnakeJson;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.quality.v1.RoutingResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds routing thresholds that keep a promise. */
@Command(
        name = "optimize-hitl-thresholds",
        description = "Find the thresholds that send as little as possible to people and keep a promised error rate.")
public final class ThresholdsCommand implements Callable<Integer> {
    private static final String CONFIDENCE = "--confidence-column";
    private static final String LABEL = "--label-column";
    private static final String GOLD = "--gold-column";
    private static final String CORRECT = "--correct-column";
    private static final String INCLUSION = "--inclusion-column";
    private static final List<String> PROMISE = List.of("auto_accept_threshold", "human_review_threshold", "guarantee");
    private final Shell shell;

    @Option(
            names = "--validation",
            paramLabel = "FILE",
            description =
                    "Rows with confidence or p_<label> columns, label and gold, drawn at random; - is standard input.")
    String file = "";

    @Mixin
    final RunOption run = new RunOption();

    @Option(
            names = "--max-risk",
            paramLabel = "SHARE",
            description = "Most errors among auto-accepted items; default 0.02.")
    @Nullable
    Double maxRisk;

    @Option(names = "--miss", paramLabel = "SHARE", description = "Chance that the promise fails; default 0.05.")
    @Nullable
    Double miss;

    @Mixin
    final CostOptions costs = new CostOptions();

    @Option(names = CONFIDENCE, paramLabel = "NAME", description = "Default confidence, else the largest p_<label>.")
    String confidence = "";

    @Option(names = LABEL, paramLabel = "NAME", description = "The label to judge; default label.")
    String label = "";

    @Option(names = GOLD, paramLabel = "NAME", description = "Default gold.")
    String gold = "";

    @Option(
            names = CORRECT,
            paramLabel = "NAME",
            description = "Says whether the label is right (0, 1, true or false), instead of label and gold.")
    String correct = "";

    @Option(
            names = INCLUSION,
            paramLabel = "NAME",
            description = "The chance with which a row was drawn; default inclusion, where there is such a column.")
    String inclusion = "";

    @Mixin
    final ReportOptions options = new ReportOptions();

    public ThresholdsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Query query = query();
        if (run.chosen("--validation", file, confidence, label, gold, correct, inclusion)) {
            Optional<WholeFile> output = options.reportOutput();
            try (Judged judged = options.judging(shell).judge(query, run)) {
                return tell(judged, output);
            }
        }
        try (Inputs inputs = Inputs.open(List.of(file), shell)) {
            InputFile validation = inputs.files().getFirst();
            check(validation);
            Optional<WholeFile> output = options.reportOutput(validation);
            try (Judged judged = options.judging(shell).judge(query, validation)) {
                return tell(judged, output);
            }
        }
    }

    private int tell(Judged judged, Optional<WholeFile> output) {
        RoutingResult result = judged.report().getRouting();
        options.print(shell, output, json(result), ThresholdsText.of(result));
        return judged.exitCode();
    }

    private Query query() {
        Query query = new Query("/routing:optimize")
                .set("confidenceColumn", CONFIDENCE, confidence)
                .set("labelColumn", LABEL, label)
                .set("goldColumn", GOLD, gold)
                .set("correctColumn", CORRECT, correct)
                .set("inclusionColumn", INCLUSION, inclusion)
                .set("maxRisk", "--max-risk", share("--max-risk", maxRisk))
                .set("miss", "--miss", share("--miss", miss));
        return costs.addTo(query);
    }

    private void check(InputFile validation) {
        FileCheck.of(validation);
        Columns columns = Columns.ofFigures(validation);
        columns.optional(confidence, CONFIDENCE);
        columns.optional(label, LABEL);
        columns.optional(gold, GOLD);
        columns.optional(correct, CORRECT);
        columns.optional(inclusion, INCLUSION);
    }

    /** The promise first, then everything else. */
    private static JsonObject json(RoutingResult result) {
        JsonObject all = SnakeJson.of(result);
        JsonObject json = new JsonObject();
        PROMISE.forEach(key -> json.add(key, all.remove(key)));
        all.asMap().forEach(json::add);
        return json;
    }

    private static double share(String flag, @Nullable Double value) {
        if (value != null && !(value > 0 && value < 1)) {
            throw CommandFailure.usage(flag + " must be above 0 and below 1, got " + value);
        }
        return value == null ? 0 : value;
    }
}
