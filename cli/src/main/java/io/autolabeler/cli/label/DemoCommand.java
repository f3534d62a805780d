package io.autolabeler.cli.label;

import io.autolabeler.cli.file.OutputFile;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.input.Inputs;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.Connection;
import io.autolabeler.cli.shell.ExitCode;
import io.autolabeler.cli.shell.Home;
import io.autolabeler.cli.shell.Money;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.cli.shell.Table;
import io.autolabeler.labeling.v1.Run;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Labels the example questions that come with AutoLabeler and shows how right the labels are. */
@Command(name = "demo", description = "Label the shipped examples from end to end and show how well it went.")
public final class DemoCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    final Connection connection = new Connection();

    @Mixin
    final Printing printing = new Printing();

    @Option(names = "--yes", description = "Ask nothing; this verb never does.")
    boolean yes;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The labeled file; default demo/banking.csv in the home folder.")
    @Nullable
    Path output;

    public DemoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Path examples = examples();
        LabelOptions options = CommandLine.populateCommand(
                new LabelOptions(),
                "--input=" + examples.resolve("items.csv"),
                "--examples=" + examples.resolve("examples.csv"),
                "--schema=" + examples.resolve("labels.yaml"),
                "--label-column=gold",
                "--id-column=id",
                "--enable-hitl");
        OutputFile labeled = OutputFile.of(output());
        Gateway gateway = connection.gateway(shell);
        try (Inputs inputs = Inputs.open(options.inputs, shell)) {
            Order order = Order.of(options, inputs.files());
            List<Labeling.Result> results =
                    new Labeling(shell, gateway, printing, false).label(order, List.of(labeled), "demo");
            return show(results.getFirst(), gateway);
        }
    }

    private int show(Labeling.Result result, Gateway gateway) {
        return switch (result) {
            case Labeling.Result.Failed(String input, RuntimeException cause) -> throw cause;
            case Labeling.Result.Done(Outcome outcome) -> {
                printing.print(shell, null, Summary.one(outcome), text(outcome, gateway));
                String advice = Summary.advice(outcome);
                if (!advice.isEmpty()) {
                    shell.say(advice);
                }
                yield outcome.exitCode() == ExitCode.DONE && outcome.accuracy().isEmpty()
                        ? ExitCode.FAILURE
                        : outcome.exitCode();
            }
        };
    }

    private static String text(Outcome outcome, Gateway gateway) {
        Run run = outcome.run();
        Table table = new Table()
                .row(
                        "items",
                        run.getCounts().getDone() + " labeled, "
                                + run.getCounts().getFailed() + " failed");
        outcome.accuracy()
                .ifPresent(accuracy -> table.row(
                        "accuracy",
                        String.format(
                                Locale.ROOT,
                                "%.4f (%d of %d as in the gold column)",
                                accuracy.value(),
                                accuracy.right(),
                                accuracy.items())));
        return table.row("routes", Summary.routes(run.getCounts()))
                .row("cost", Money.spent(run.getCost()))
                .row("items/s", String.format(Locale.ROOT, "%.1f", outcome.itemsPerSecond()))
                .row(
                        "labeled by",
                        run.getAnnotator().getModel() + " " + run.getAnnotator().getPromptVersion())
                .row("output", outcome.source().output().path())
                .row("address", gateway.address())
                .text();
    }

    private Path output() throws IOException {
        if (output != null) {
            return output;
        }
        Path folder = Home.of(shell).folder().resolve("demo");
        Files.createDirectories(folder);
        return folder.resolve("banking.csv");
    }

    /** The folder of the shipped examples: where the launcher says, else beside the code that runs, else here. */
    private Path examples() {
        Optional<String> told = Optional.ofNullable(System.getProperty("autolabeler.root"))
                .or(() -> shell.variable("AUTOLABELER_ROOT"));
        List<Path> places = told.map(root -> List.of(Path.of(root))).orElseGet(DemoCommand::usualPlaces);
        return places.stream()
                .map(place -> place.resolve("examples").resolve("banking"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> CommandFailure.failure(
                        "no examples/banking below %s: start the demo with ./autolabeler demo, or set AUTOLABELER_ROOT"
                                .formatted(places)));
    }

    private static List<Path> usualPlaces() {
        Path here = Path.of("").toAbsolutePath();
        try {
            Path code = Path.of(DemoCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Stream.concat(Stream.iterate(code, Objects::nonNull, Path::getParent), Stream.of(here))
                    .toList();
        } catch (URISyntaxException e) {
            return List.of(here);
        }
    }
}
