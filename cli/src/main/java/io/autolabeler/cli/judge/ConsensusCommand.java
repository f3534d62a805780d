package io.autolabeler.cli.judge;

import com.google.gson.JsonObject;
import io.autolabeler.cli.file.OutputFile;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.quality.v1.ConsensusResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Merges many annotators into one label per item. */
@Command(
        name = "ensemble-staple",
        description =
                "Merge many annotators into one label per item, with a confidence and what each annotator is worth.")
public final class ConsensusCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    final AnnotationOptions annotations = new AnnotationOptions();

    @Option(
            names = "--gold-column",
            paramLabel = "NAME",
            description = "A column with the item's true label where it is known; it anchors the others.")
    String gold = "";

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description =
                    "auto (the default), majority, wawa, dawid-skene, one-coin, staple, mace, glad, ibcc, bwa or ebcc.")
    String method = "";

    @Mixin
    final JudgeOptions options = new JudgeOptions();

    public ConsensusCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        @Nullable Path wanted = options.common().output();
        if (wanted == null) {
            throw CommandFailure.usage("no output: give --output FILE");
        }
        OutputFile output = OutputFile.of(wanted);
        String path = annotations
                .query()
                .set("goldColumn", gold)
                .set("method", method)
                .of("/consensus");
        try (Judged judged = Judged.of(shell, options, path, annotations.file())) {
            ConsensusResult result = judged.report().getConsensus();
            write(judged, output);
            AnnotatorsFile.beside(wanted).write(result);
            JsonObject json = SnakeJson.of(result);
            json.addProperty("output", wanted.toString());
            options.common().printing().print(shell, null, json, ConsensusText.of(result));
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
}
