package io.autolabeler.cli.label;

import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.file.OutputFile;
import io.autolabeler.cli.shell.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where each input's labeled file goes. */
final class Outputs {
    private Outputs() {}

    /**
     * One output for each input, in order.
     *
     * @param given as many files as there are inputs, or one folder
     * @param read files that no output may overwrite
     */
    static List<OutputFile> of(List<Path> given, List<InputFile> inputs, List<Path> read) {
        List<Path> paths = given;
        if (given.size() == 1 && Files.isDirectory(given.getFirst())) {
            paths = inputs.stream()
                    .map(input -> given.getFirst().resolve(labeledName(input)))
                    .toList();
        } else if (given.size() != inputs.size()) {
            throw CommandFailure.usage(
                    given.isEmpty()
                            ? "no output: give --output FILE"
                            : "%d inputs need %d times --output in the same order, or one folder; got %d"
                                    .formatted(inputs.size(), inputs.size(), given.size()));
        }
        return check(paths, read);
    }

    private static List<OutputFile> check(List<Path> paths, List<Path> read) {
        Set<Path> taken = new HashSet<>();
        read.forEach(path -> taken.add(real(path)));
        List<OutputFile> outputs = new ArrayList<>();
        for (Path path : paths) {
            OutputFile output = OutputFile.of(path);
            if (!taken.add(real(path))) {
                throw CommandFailure.usage(
                        "output %s is a file that is read or written already: choose another --output".formatted(path));
            }
            outputs.add(output);
        }
        return outputs;
    }

    /** {@code items.csv.gz} becomes {@code items.labeled.csv.gz}. */
    private static String labeledName(InputFile input) {
        String ending = "." + input.kind().formatName() + (input.kind().gzip() ? ".gz" : "");
        String name = input.shortName();
        String stem = name.toLowerCase(Locale.ROOT).endsWith(ending)
                ? name.substring(0, name.length() - ending.length())
                : name;
        return stem + ".labeled" + ending;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThereYet) {
            return path.toAbsolutePath().normalize();
        }
    }
}
