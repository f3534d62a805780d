package io.autolabeler.cli.evaluate;

import io.autolabeler.cli.file.FileCheck;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.file.WholeFile;
import io.autolabeler.cli.input.Inputs;
import io.autolabeler.cli.report.Judged;
import io.autolabeler.cli.report.Judging;
import io.autolabeler.cli.report.Query;
import io.autolabeler.cli.report.ReportOptions;
import io.autolabeler.cli.report.RunOption;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.Connection;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.quality.v1.EvaluationResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares a labeled file with its gold labels, and with another labeling of the same items. */
@Command(
        name = "evaluate",
        description =
                "Compare a labeled file or a run with its gold labels: accuracy, F1, confusions, slices, another labeling.")
public final class EvaluateCommand implements Callable<Integer> {
    private static final String SEED = "--seed";
    private final Shell shell;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The labeled file: csv, tsv or jsonl, also with .gz; - is standard input.")
    String file = "";

    @Option(names = "--input", paramLabel = "FILE", description = "The same as FILE.")
    String input = "";

    @Mixin
    final RunOption run = new RunOption();

    @Option(names = "--compare-run", paramLabel = "ID", description = "With --run: another run on the same items.")
    String compareRun = "";

    @Mixin
    final EvaluatedColumns columns = new EvaluatedColumns();

    @Option(names = "--compare", paramLabel = "FILE", description = "Another labeling of the same items.")
    String compare = "";

    @Option(names = SEED, paramLabel = "N", description = "Of the intervals; default ${DEFAULT-VALUE}.")
    int seed;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, json, markdown or html; default the output's ending, else text.")
    String format = "";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report there: .json, .md, .html or .txt. Can be repeated.")
    List<Path> outputs = new ArrayList<>();

    @Option(names = "--keep", description = "Keep the report at the server, for 30 days, and say its id.")
    boolean keep;

    @Mixin
    final Connection connection = new Connection();

    @Mixin
    final Printing printing = new Printing();

    @Option(names = "--yes", description = "Ask nothing; this verb never does.")
    boolean yes;

    public EvaluateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        @Nullable Format wanted = Format.named(format, printing.json());
        if (!run.id().isEmpty()) {
            return evaluateRun(targets(List.of(), wanted));
        }
        if (file.isEmpty() == input.isEmpty() || !compareRun.isEmpty()) {
            throw CommandFailure.usage(
                    "name one labeled file: evaluate FILE, or evaluate --input FILE; or a run: evaluate --run ID");
        }
        String labeled = file.isEmpty() ? input : file;
        try (Inputs inputs = Inputs.open(compare.isEmpty() ? List.of(labeled) : List.of(labeled, compare), shell)) {
            return evaluate(inputs.files(), targets(inputs.files(), wanted));
        }
    }

    private int evaluateRun(Map<WholeFile, Format> targets) {
        if (!(file + input + compare).isEmpty()) {
            throw CommandFailure.usage("name a labeled file or --run ID, not both");
        }
        Query query = columns.ofRun(true).set("seed", SEED, seed);
        Judging judging = judging();
        if (compareRun.isEmpty()) {
            try (Judged judged = judging.judge(query, run)) {
                return tell(judged, new Names("run " + run.id(), "", "run"), targets);
            }
        }
        Query against = columns.ofRun(false).set("seed", SEED, seed);
        try (Judged other = judging.judge(against, RunOption.of(compareRun))) {
            query.set("compareReportId", "--compare-run", other.report().getId());
            try (Judged judged = judging.judge(query, run)) {
                return tell(judged, new Names("run " + run.id(), "run " + compareRun, "run"), targets);
            }
        }
    }

    private Judging judging() {
        return new Judging(shell, connection.gateway(shell), printing, keep);
    }

    private int evaluate(List<InputFile> files, Map<WholeFile, Format> targets) {
        files.forEach(FileCheck::of);
        Query query = columns.query(files.getFirst()).set("seed", SEED, seed);
        Query against = columns.compared(files.getLast()).set("seed", SEED, seed);
        Judging judging = judging();
        if (files.size() == 1) {
            return judge(judging, files.getFirst(), query, targets);
        }
        try (Judged other = judging.judge(against, files.getLast())) {
            query.set("compareReportId", "--compare", other.report().getId());
            return Math.max(other.exitCode(), judge(judging, files.getFirst(), query, targets));
        }
    }

    private int judge(Judging judging, InputFile labeled, Query query, Map<WholeFile, Format> targets) {
        try (Judged judged = judging.judge(query, labeled)) {
            return tell(judged, new Names(labeled.name(), compare, "file"), targets);
        }
    }

    /**
     * What was judged.
     *
     * @param other what it was compared with; empty: nothing
     * @param thing file or run
     */
    private record Names(String name, String other, String thing) {}

    private int tell(Judged judged, Names names, Map<WholeFile, Format> targets) {
        EvaluationResult result = judged.report().getEvaluation();
        if (result.getItems() == 0) {
            throw CommandFailure.failure("no row of %s has a gold label".formatted(names.name));
        }
        Evaluation evaluation = new Evaluation(names.name, names.other, names.thing, result);
        targets.forEach((target, as) -> ReportOptions.write(target, evaluation.in(as)));
        print(evaluation, !targets.isEmpty());
        return judged.exitCode();
    }

    /** What is written goes to the terminal only as a text for a person who asked for nothing else. */
    private void print(Evaluation evaluation, boolean written) {
        @Nullable Format wanted = Format.named(format, printing.json());
        boolean silent = written ? printing.quiet() || wanted != null : printing.quiet() && !printing.json();
        if (!silent) {
            shell.out().print(evaluation.in(wanted == null ? Format.TEXT : wanted));
            shell.out().flush();
        }
    }

    private Map<WholeFile, Format> targets(List<InputFile> read, @Nullable Format wanted) {
        Map<WholeFile, Format> targets = new LinkedHashMap<>();
        for (Path output : outputs) {
            targets.put(ReportOptions.unlike(output, read.toArray(InputFile[]::new)), Format.ofEnding(output, wanted));
        }
        return targets;
    }
}
