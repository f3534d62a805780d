package io.autolabeler.cli.label;

import io.autolabeler.cli.shell.ExitCode;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.cli.shell.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints what came of each file and says with which code the command ends. */
final class Report {
    /** The code of several files is the first of these that any of them has. */
    private static final List<Integer> WORST_FIRST =
            List.of(ExitCode.FAILURE, ExitCode.USAGE, ExitCode.BUDGET, ExitCode.PARTIAL);

    private final Shell shell;
    private final Printing printing;

    Report(Shell shell, Printing printing) {
        this.shell = shell;
        this.printing = printing;
    }

    int of(List<Labeling.Result> results) {
        if (results.size() == 1 && results.getFirst() instanceof Labeling.Result.Failed(var input, var cause)) {
            throw cause;
        }
        List<Outcome> outcomes = new ArrayList<>();
        List<Integer> codes = new ArrayList<>();
        for (Labeling.Result result : results) {
            switch (result) {
                case Labeling.Result.Done(Outcome outcome) -> {
                    outcomes.add(outcome);
                    codes.add(outcome.exitCode());
                }
                case Labeling.Result.Failed(String input, RuntimeException cause) -> {
                    shell.say("error: %s: %s".formatted(input, cause.getMessage()));
                    codes.add(ExitCode.FAILURE);
                }
            }
        }
        print(outcomes, results.size() == 1);
        return WORST_FIRST.stream().filter(codes::contains).findFirst().orElse(ExitCode.DONE);
    }

    private void print(List<Outcome> outcomes, boolean single) {
        String text = outcomes.stream().map(Summary::text).collect(Collectors.joining("\n"));
        printing.print(shell, null, single ? Summary.one(outcomes.getFirst()) : Summary.several(outcomes), text);
        outcomes.stream().map(Summary::advice).filter(line -> !line.isEmpty()).forEach(shell::say);
    }
}
