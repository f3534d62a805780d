package io.autolabeler.cli.judge;

import com.google.gson.JsonObject;
import io.autolabeler.cli.file.OutputFile;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.cli.shell.Table;
import io.autolabeler.quality.v1.LabelErrorResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ranks labels by how likely they are wrong. */
@Command(
        name = "find-label-errors",
        description =
                "Rank labels by how likely they are wrong, from out-of-sample probabilities in p_<label> columns.")
public final class LabelErrorsCommand implements Callable<Integer> {
    private static final int SUSPECTS = 15;
    private static final int PAIRS = 8;
    private final Shell shell;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            required = true,
            description = "Rows with label and p_<label> columns by a model that has not seen the label.")
    String input = "";

    @Option(names = "--label-column", paramLabel = "NAME", description = "Default label.")
    String label = "";

    @Option(names = "--id-column", paramLabel = "NAME", description = "Default id, else the row's number.")
    String id = "";

    @Option(
            names = "--filter",
            paramLabel = "NAME",
            description =
                    "prune_by_noise_rate (the default), prune_by_class, both, confident_learning or predicted_neq_given.")
    String filter = "";

    @Mixin
    final JudgeOptions options = new JudgeOptions();

    public LabelErrorsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        @Nullable Path wanted = options.common().output();
        @Nullable OutputFile output = wanted == null ? null : OutputFile.of(wanted);
        String path = new Query()
                .set("labelColumn", label)
                .set("idColumn", id)
                .set("filter", filter)
                .of("/label-errors");
        try (Judged judged = Judged.of(shell, options, path, input)) {
            LabelErrorResult result = judged.report().getLabelErrors();
            if (output != null) {
                write(judged, output);
            }
            JsonObject json = SnakeJson.of(result);
            options.common().printing().print(shell, null, json, text(result));
            return judged.exitCode();
        }
    }

    private static void write(Judged judged, OutputFile output) {
        try (InputStream rows = judged.rows()) {
            output.replace(out -> RowsOutput.copy(rows, output.kind(), out));
        } catch (IOException e) {
            throw CommandFailure.failure("cannot write %s: %s".formatted(output.path(), e.getMessage()));
        }
    }

    private static String text(LabelErrorResult result) {
        StringBuilder text = new StringBuilder(headline(result));
        Table pairs = new Table("given", "likely", "items");
        result.getConfusedList().stream()
                .limit(PAIRS)
                .forEach(each -> pairs.row(each.getGiven(), each.getLikely(), each.getCount()));
        Table suspects = new Table("id", "given", "likely", "probability of given", "");
        result.getSuspectsList().stream()
                .limit(SUSPECTS)
                .forEach(each -> suspects.row(
                        each.getId(),
                        each.getGiven(),
                        each.getLikely(),
                        each.getScore(),
                        each.getFlagged() ? "flagged" : ""));
        if (result.getConfusedCount() > 0) {
            text.append('\n').append(pairs.text());
        }
        return text.append('\n').append(suspects.text()).toString();
    }

    private static String headline(LabelErrorResult result) {
        if (result.getUninformative()) {
            return "the probabilities tell nothing about the labels: nothing is flagged%n".formatted();
        }
        return "%d of %d labels are flagged as likely wrong%s%n"
                .formatted(
                        result.getFlagged(),
                        result.getItems(),
                        result.hasEstimatedIssues()
                                ? "; about %d are estimated to be".formatted(result.getEstimatedIssues())
                                : "");
    }
}
