package io.autolabeler.cli.shell;

/** Ends the command with one clear line and an exit code. */
public class CommandFailure extends RuntimeException {
    private final int exitCode;

    public CommandFailure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** The command was asked for something that cannot be: exit code 2. */
    public static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    /** The command could not be done: exit code 1. */
    public static CommandFailure failure(String message) {
        return new CommandFailure(ExitCode.FAILURE, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
