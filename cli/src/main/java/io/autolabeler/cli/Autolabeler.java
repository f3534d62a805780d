package io.autolabeler.cli;

import io.autolabeler.cli.dataset.DatasetsCommand;
import io.autolabeler.cli.doctor.DoctorCommand;
import io.autolabeler.cli.evaluate.EvaluateCommand;
import io.autolabeler.cli.judge.AgreementCommand;
import io.autolabeler.cli.judge.AnnotatorQualityCommand;
import io.autolabeler.cli.judge.CalibrateCommand;
import io.autolabeler.cli.judge.ConsensusCommand;
import io.autolabeler.cli.judge.LabelErrorsCommand;
import io.autolabeler.cli.judge.ThresholdsCommand;
import io.autolabeler.cli.key.KeysCommand;
import io.autolabeler.cli.label.DemoCommand;
import io.autolabeler.cli.label.LabelCommand;
import io.autolabeler.cli.label.PlanCommand;
import io.autolabeler.cli.project.ProjectsCommand;
import io.autolabeler.cli.review.ReviewCommand;
import io.autolabeler.cli.run.RunsCommand;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.Shell;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;

/** All verbs, grouped as {@code --help} shows them. */
@Command(
        name = "autolabeler",
        description = "Label texts, know how sure the labels are, and send people only what needs them.",
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "",
        footer = {
            "",
            "Of the launcher itself: up, down, status, logs, test.",
            "Each verb has its own help: autolabeler VERB --help"
        })
final class Autolabeler implements Runnable {
    private static final Map<String, List<String>> GROUPS = groups();
    private static final int HELP_WIDTH = 110;

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Label", List.of("label", "plan", "runs", "demo"));
        groups.put(
                "Judge",
                List.of(
                        "evaluate",
                        "review",
                        "calculate-iaa",
                        "ensemble-staple",
                        "export-annotator-quality",
                        "calibrate",
                        "optimize-hitl-thresholds",
                        "find-label-errors"));
        groups.put("Keep", List.of("projects", "datasets"));
        groups.put("Operate", List.of("keys", "doctor", "completion"));
        return groups;
    }

    @Override
    public void run() {
        throw CommandFailure.usage("no verb given: ./autolabeler --help lists them");
    }

    /** The whole command, ready to be executed in that shell. */
    static CommandLine commandLine(Shell shell) {
        CommandLine all = new CommandLine(new Autolabeler());
        List.of(
                        new LabelCommand(shell),
                        new PlanCommand(shell),
                        new RunsCommand(shell),
                        new DemoCommand(shell),
                        new EvaluateCommand(shell),
                        new ReviewCommand(shell),
                        new AgreementCommand(shell),
                        new ConsensusCommand(shell),
                        new AnnotatorQualityCommand(shell),
                        new CalibrateCommand(shell),
                        new ThresholdsCommand(shell),
                        new LabelErrorsCommand(shell),
                        new ProjectsCommand(shell),
                        new DatasetsCommand(shell),
                        new KeysCommand(shell),
                        new DoctorCommand(shell),
                        new CompletionCommand(shell))
                .forEach(all::addSubcommand);
        all.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> verbs(all));
        Failures failures = new Failures(shell);
        all.setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8));
        all.setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8));
        all.setExecutionExceptionHandler(failures);
        all.setParameterExceptionHandler(failures);
        withHelp(all);
        return all;
    }

    /** Gives every verb its --help; verbs of verbs must be named. */
    private static void withHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        command.getCommandSpec().usageMessage().sortOptions(false).width(HELP_WIDTH);
        command.getSubcommands().values().forEach(Autolabeler::withHelp);
    }

    private static String verbs(CommandLine all) {
        StringBuilder text = new StringBuilder();
        GROUPS.forEach((group, names) -> {
            text.append('\n').append(group).append(":\n");
            for (String name : names) {
                CommandLine verb = Objects.requireNonNull(all.getSubcommands().get(name), name);
                String[] description = verb.getCommandSpec().usageMessage().description();
                text.append("  %-26s%s%n".formatted(name, String.join(" ", description)));
            }
        });
        return text.toString();
    }
}
