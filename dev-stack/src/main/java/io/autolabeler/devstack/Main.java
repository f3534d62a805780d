package io.autolabeler.devstack;

import io.autolabeler.devstack.command.DemoCommand;
import io.autolabeler.devstack.command.DownCommand;
import io.autolabeler.devstack.command.LogsCommand;
import io.autolabeler.devstack.command.StatusCommand;
import io.autolabeler.devstack.command.TestCommand;
import io.autolabeler.devstack.command.UpCommand;
import io.autolabeler.devstack.home.StackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher's own verbs; the launcher gives every other verb to the command-line client. */
@Command(
        name = "./autolabeler",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DemoCommand.class,
            TestCommand.class
        })
public final class Main {

    private Main() {}

    /** Ends with the verb's exit code: 0 done, 1 failed, 2 wrong usage. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof StackException)) {
                throw failure;
            }
            command.getErr().println("autolabeler: " + failure.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }
}
