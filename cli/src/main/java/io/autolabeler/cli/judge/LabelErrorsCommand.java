package io.autolabeler.cli.judge;

import com.google.gson.JsonObject;
import io.autolabeler.cli.file.Columns;
import io.autolabeler.cli.file.FileCheck;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.file.OutputFile;
import io.autolabeler.cli.input.Inputs;
import io.autolabeler.cli.report.Choice;
import io.autolabeler.cli.report.Judged;
import io.autolabeler.cli.report.Query;
import io.autolabeler.cli.report.ReportOptions;
import io.autolabeler.cli.report.RunOption;
import io.autolabeler.cli.report.SnakeJson;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.quality.v1.LabelErrorResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ranks labels by how likely they are wrong. */
@Command(
        name = "find-label-errors",
        description =
                "Rank labels by how likely they are wrong, by what a model that has not seen them says: a file's or a run's."
                        + " Rows of text and label are enough: the model is then made here, by cross-validation. Where items"
                        + " have several rows with an annotator each, the annotators are judged too (CROWDLAB).")
public final class LabelErrorsCommand implements Callable<Integer> {
    private static final String LABEL = "--label-column";
    private static final String ID = "--id-column";
    private static final String FILTER = "--filter";
    private static final String TEXT = "--text-column";
    private static final String ANNOTATOR = "--annotator-column";
    private static final String MIN_CLASS = "--min-class";
    private static final String MIN_ITEMS = "--min-items";
    private static final String SCORE = "--score";
    private static final String ADJUSTED = "--adjusted";
    private static final String IN_SAMPLE = "--in-sample";
    private static final String HEADER = "id,given,likely,score,flagged";
    private static final List<String> FILTERS =
            List.of("prune_by_noise_rate", "prune_by_class", "both", "confident_learning", "predicted_neq_given");
    private static final List<String> SCORES =
            List.of("self_confidence", "normalised_margin", "confidence_weighted_entropy");
    private final Shell shell;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "Rows with label and either text, or p_<label> columns (p0,p1,… for labels 0,1,…) by a model that has"
                            + " not seen the label; - is standard input.")
    String input = "";

    @Mixin
    final RunOption run = new RunOption();

    @Mixin
    final SuspectsReview review = new SuspectsReview();

    @Option(names = LABEL, paramLabel = "NAME", description = "Default label.")
    String label = "";

    @Option(
            names = ID,
            paramLabel = "NAME",
            description = "Default id (with annotators also item or task), else the row's number.")
    String id = "";

    @Option(
            names = FILTER,
            paramLabel = "NAME",
            description =
                    "prune_by_noise_rate (the default), prune_by_class, both, confident_learning or predicted_neq_given.")
    String filter = "";

    @Option(names = TEXT, paramLabel = "NAME", description = "Default text.")
    String text = "";

    @Option(
            names = ANNOTATOR,
            paramLabel = "NAME",
            description = "Default annotator, worker or annotator_id; heeded where items have several rows.")
    String annotator = "";

    @Option(
            names = MIN_CLASS,
            paramLabel = "N",
            description = "Labels that a class needs before it is pruned; default 5.")
    int minClass;

    @Option(names = MIN_ITEMS, paramLabel = "N", description = "Labels needed for counts and flags; default 50.")
    int minItems;

    @Option(
            names = SCORE,
            paramLabel = "NAME",
            description = "self_confidence (the default), normalised_margin or confidence_weighted_entropy.")
    String score = "";

    @Option(names = ADJUSTED, description = "Scores minus each class's own level; for classes of unequal size.")
    boolean adjusted;

    @Option(
            names = IN_SAMPLE,
            description = "The model has learnt these labels: refused, since it has learnt their errors too.")
    boolean inSample;

    @Mixin
    final ReportOptions options = new ReportOptions();

    public LabelErrorsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Query query = new Query("/label-errors")
                .set("labelColumn", LABEL, label)
                .set("idColumn", ID, id)
                .set("textColumn", TEXT, text)
                .set("annotatorColumn", ANNOTATOR, annotator)
                .set("minClass", MIN_CLASS, minClass)
                .set("minItems", MIN_ITEMS, minItems)
                .set("score", SCORE, Choice.of(SCORE, score, SCORES))
                .set("adjusted", ADJUSTED, adjusted ? "true" : "")
                .set("inSample", IN_SAMPLE, inSample ? "true" : "")
                .set("filter", FILTER, Choice.of(FILTER, filter, FILTERS));
        boolean ofRun = run.chosen("--input", input, label, id, text, annotator);
        review.check(ofRun);
        if (ofRun) {
            Optional<OutputFile> output = options.rowsOutput();
            try (Judged judged = options.judging(shell).judge(query, run)) {
                return tell(judged, output);
            }
        }
        try (Inputs inputs = Inputs.open(List.of(input), shell)) {
            InputFile file = inputs.files().getFirst();
            check(file);
            Optional<OutputFile> output = options.rowsOutput(file);
            try (Judged judged = options.judging(shell).judge(query, file)) {
                return tell(judged, output);
            }
        }
    }

    private int tell(Judged judged, Optional<OutputFile> output) {
        LabelErrorResult result = judged.report().getLabelErrors();
        output.ifPresent(rows -> judged.writeRows(rows, HEADER));
        JsonObject json = SnakeJson.of(result);
        output.ifPresent(rows -> json.addProperty("output", rows.path().toString()));
        String sent = review.send(judged, run.id(), HEADER, json);
        options.printing().print(shell, null, json, LabelErrorsText.of(result) + sent);
        return judged.exitCode();
    }

    private void check(InputFile file) {
        FileCheck.of(file);
        Columns columns = Columns.ofFigures(file);
        columns.optional(label, LABEL);
        columns.optional(id, ID);
        columns.optional(text, TEXT);
        columns.optional(annotator, ANNOTATOR);
    }
}
