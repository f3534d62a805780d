package io.autolabeler.cli.shell;

/** What the command's exit codes mean; an interrupted command ends with 130 by itself. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILURE = 1;
    public static final int USAGE = 2;
    /** Finished, with failed items or rejected rows. */
    public static final int PARTIAL = 3;
    /** The run stopped at its cost limit. */
    public static final int BUDGET = 4;

    private ExitCode() {}
}
