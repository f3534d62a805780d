package io.autolabeler.cli.judge;

import com.google.gson.JsonObject;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.file.OutputFile;
import io.autolabeler.cli.input.Inputs;
import io.autolabeler.cli.report.Choice;
import io.autolabeler.cli.report.Judged;
import io.autolabeler.cli.report.Query;
import io.autolabeler.cli.report.ReportOptions;
import io.autolabeler.cli.report.SnakeJson;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.quality.v1.ConsensusResult;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Merges many annotators into one label per item. */
@Command(
        name = "ensemble-staple",
        description =
                "Merge many annotators into one label per item, with a confidence and what each annotator is worth.")
public final class ConsensusCommand implements Callable<Integer> {
    private static final String METHOD = "--method";
    private static final String HISTORY = "--history";
    private static final String ABSTAIN = "--abstain";
    private static final String GOLD = "--gold-column";
    private static final String HEADER = "item,label,confidence";
    private static final List<String> METHODS = List.of(
            "auto", "majority", "wawa", "dawid-skene", "one-coin", "staple", "mace", "glad", "ibcc", "bwa", "ebcc");
    private final Shell shell;

    @Mixin
    final AnnotationOptions annotations = new AnnotationOptions();

    @Option(
            names = GOLD,
            paramLabel = "NAME",
            description = "A column with the item's true label where it is known; it anchors the others.")
    String gold = "";

    @Option(
            names = METHOD,
            paramLabel = "NAME",
            description =
                    "auto (the default), majority, wawa, dawid-skene, one-coin, staple, mace, glad, ibcc, bwa or ebcc.")
    String method = "";

    @Option(
            names = "--labels",
            split = ",",
            paramLabel = "A,B",
            description = "All labels there are; a row with another one is left out. Default: those of the file.")
    List<String> labels = List.of();

    @Option(
            names = ABSTAIN,
            paramLabel = "LABEL",
            description = "What an annotator says that says nothing, -1 for example; an empty label always does.")
    String abstain = "";

    @Option(
            names = HISTORY,
            paramLabel = "NAME",
            description = {
                "Start from what earlier calls with this name found out about the annotators, and add to it;",
                "only dawid-skene, ibcc and auto do. A label counts half after 90 days."
            })
    String history = "";

    @Mixin
    final ReportOptions options = new ReportOptions();

    public ConsensusCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Query query = annotations
                .query("/consensus")
                .set("goldColumn", GOLD, gold)
                .set("history", HISTORY, history)
                .set("abstainLabel", ABSTAIN, abstain)
                .set("method", METHOD, Choice.of(METHOD, method, METHODS));
        labels.forEach(label -> query.set("labels", "--labels", label));
        try (Inputs inputs = Inputs.open(annotations.files(), shell)) {
            InputFile file = inputs.files().getFirst();
            annotations.check(file).optional(gold, GOLD);
            OutputFile output =
                    options.rowsOutput(file).orElseThrow(() -> CommandFailure.usage("no output: give --output FILE"));
            try (Judged judged = options.judging(shell).judge(query, file)) {
                ConsensusResult result = judged.report().getConsensus();
                judged.writeRows(output, HEADER);
                AnnotatorsFile.of(output.path()).write(result);
                options.printing().print(shell, null, json(result, output), ConsensusText.of(result));
                return judged.exitCode();
            }
        }
    }

    private static JsonObject json(ConsensusResult result, OutputFile output) {
        JsonObject json = SnakeJson.of(result);
        json.addProperty("output", output.path().toString());
        json.addProperty(
                "annotators_output",
                AnnotatorsFile.of(output.path()).file().path().toString());
        return json;
    }
}
