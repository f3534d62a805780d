package io.autolabeler.cli;

import io.autolabeler.cli.shell.Shell;

/** Starts the command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Shell.ofProcess(), arguments));
    }

    /** The exit code of the command, executed in that shell. */
    public static int run(Shell shell, String... arguments) {
        return Autolabeler.commandLine(shell).execute(arguments);
    }
}
