package io.autolabeler.cli;

import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.ExitCode;
import io.autolabeler.cli.shell.Shell;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script that lets a shell complete verbs and flags. */
@Command(
        name = "completion",
        description = "Print a script that completes verbs and flags: source <(./autolabeler completion bash)")
final class CompletionCommand implements Callable<Integer> {
    private static final Set<String> SHELLS = Set.of("bash", "zsh");
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SHELL", description = "bash or zsh: the script serves both.")
    String name = "bash";

    CompletionCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (!SHELLS.contains(name.toLowerCase(Locale.ROOT))) {
            throw CommandFailure.usage("completion is there for bash and zsh, not for " + name);
        }
        CommandLine root = spec.root().commandLine();
        shell.out().println(AutoComplete.bash(root.getCommandName(), root));
        return ExitCode.DONE;
    }
}
