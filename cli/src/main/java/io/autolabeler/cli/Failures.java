package io.autolabeler.cli;

import io.autolabeler.cli.file.UnusableFile;
import io.autolabeler.cli.gateway.ProblemException;
import io.autolabeler.cli.gateway.UnreachableException;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.ExitCode;
import io.autolabeler.cli.shell.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The one table from what can go wrong to a line on standard error and an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Shell shell;

    Failures(Shell shell) {
        this.shell = shell;
    }

    @Override
    public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) throws Exception {
        int code = switch (fault) {
            case CommandFailure failure -> failure.exitCode();
            case UnusableFile file -> file.isContent() ? ExitCode.FAILURE : ExitCode.USAGE;
            case ProblemException problem -> ExitCode.FAILURE;
            case UnreachableException unreachable -> ExitCode.FAILURE;
            case IOException io -> ExitCode.FAILURE;
            case UncheckedIOException io -> ExitCode.FAILURE;
            default -> throw fault;
        };
        shell.say("error: " + fault.getMessage());
        return code;
    }

    @Override
    public int handleParseException(ParameterException fault, String[] arguments) {
        shell.say("error: %s; see ./%s --help"
                .formatted(
                        fault.getMessage(),
                        fault.getCommandLine().getCommandSpec().qualifiedName()));
        return ExitCode.USAGE;
    }
}
