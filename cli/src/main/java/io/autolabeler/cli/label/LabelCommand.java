package io.autolabeler.cli.label;

import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.file.OutputFile;
import io.autolabeler.cli.follow.Progress;
import io.autolabeler.cli.follow.Runs;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.input.Inputs;
import io.autolabeler.cli.project.Projects;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.Connection;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Labels files from end to end. */
@Command(
        name = "label",
        description = "Label the texts of a file.",
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 0 all done, 1 failure, 2 usage, 3 finished with failed items or rejected rows,",
            "4 budget reached, 130 interrupted (the run goes on)."
        })
public final class LabelCommand implements Callable<Integer> {
    /** What the name of a project begins with that the user gave none. */
    static final String PROJECT_PREFIX = "labels";

    private final Shell shell;

    @Mixin
    final LabelOptions options = new LabelOptions();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The labeled file, in the format of its ending; once for each input, or one folder.")
    List<Path> outputs = new ArrayList<>();

    @Option(names = "--resume", paramLabel = "RUN", description = "Go on with a run that was started before.")
    String resume = "";

    @Option(names = "--yes", description = "Do not ask before a run that is estimated to cost more than $5.")
    boolean yes;

    @Mixin
    final Connection connection = new Connection();

    @Mixin
    final Printing printing = new Printing();

    public LabelCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        return new Report(shell, printing).of(resume.isEmpty() ? label() : resume());
    }

    private List<Labeling.Result> label() {
        options.project.check();
        try (Inputs inputs = Inputs.open(options.inputs, shell)) {
            List<OutputFile> files = Outputs.of(outputs, inputs.files(), reads(inputs.files()));
            Order order = Order.of(options, inputs.files());
            return new Labeling(shell, connection.gateway(shell), printing, shell.asks() && !yes)
                    .label(order, files, PROJECT_PREFIX);
        }
    }

    private List<Path> reads(List<InputFile> inputs) {
        Stream<Path> examples =
                Stream.of(options.examples.file).filter(name -> !name.isEmpty()).map(Path::of);
        return Stream.concat(inputs.stream().map(InputFile::path), examples).toList();
    }

    private List<Labeling.Result> resume() {
        if (!options.inputs.isEmpty()) {
            throw CommandFailure.usage("--resume goes on with the run's own items: leave --input out");
        }
        if (outputs.size() != 1) {
            throw CommandFailure.usage("--resume needs one --output FILE");
        }
        OutputFile output = OutputFile.of(outputs.getFirst());
        double maxCost = options.run.maxCost();
        Gateway gateway = connection.gateway(shell);
        Runs runs = new Runs(gateway);
        Run run = runs.get(resume);
        if (run.getState() == Run.State.PAUSED) {
            run = runs.resume(resume, maxCost);
        }
        Dataset dataset = gateway.get("/datasets/" + run.getDatasetId(), Dataset.getDefaultInstance());
        String project = new Projects(gateway).require(run.getProjectId()).getName();
        Outcome.Source source = new Outcome.Source(dataset.getName(), output, dataset, project);
        try (Progress progress = Progress.of(shell, printing);
                Interruption interruption = new Interruption(shell)) {
            return List.of(
                    new Labeling.Result.Done(new LabelFile(shell, gateway, progress).see(run, source, interruption)));
        }
    }
}
