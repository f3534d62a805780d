package io.autolabeler.cli.file;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A file's columns, as its first rows show them.
 *
 * @param names in the file's order
 * @param textLike those with a value that is not a number
 */
public record Columns(InputFile file, List<String> names, Set<String> textLike) {
    private static final int SAMPLE = 100;
    private static final String DEFAULT_TEXT = "text";

    /** Reads the first rows; a file without any row is refused, one with a broken row is not. */
    public static Columns of(InputFile file) {
        Set<String> names = new LinkedHashSet<>(Rows.header(file));
        Set<String> textLike = new LinkedHashSet<>();
        boolean broken = false;
        try {
            Rows.each(file, SAMPLE, row -> {
                names.addAll(row.keySet());
                row.forEach((name, value) -> {
                    if (isText(value)) {
                        textLike.add(name);
                    }
                });
            });
        } catch (UnusableFile row) {
            broken = !names.isEmpty();
        }
        if (names.isEmpty() || (textLike.isEmpty() && !broken)) {
            throw UnusableFile.content(file.name() + " holds no row with a text that can be read");
        }
        return new Columns(file, List.copyOf(names), Set.copyOf(textLike));
    }

    private static boolean isText(String value) {
        return !value.isBlank() && !value.strip().matches("[-+]?[0-9][0-9.,:eE+-]*");
    }

    /** The column of that name; {@code flag} is what the user should mend. */
    public String require(String name, String flag) {
        if (!names.contains(name)) {
            throw UnusableFile.named("%s has no column %s (%s); its columns are %s"
                    .formatted(file.name(), name, flag, String.join(", ", names)));
        }
        return name;
    }

    /**
     * The column with the texts: the given one, else {@code text}, else the only one left that holds texts.
     *
     * @param given empty: none was named
     * @param others columns that are something else, a label or an id; empty names count for nothing
     */
    public String text(String given, List<String> others) {
        if (!given.isEmpty()) {
            return require(given, "--text-column");
        }
        List<String> left =
                names.stream().filter(name -> !others.contains(name)).toList();
        if (left.contains(DEFAULT_TEXT)) {
            return DEFAULT_TEXT;
        }
        List<String> texts = left.size() == 1
                ? left
                : left.stream().filter(textLike::contains).toList();
        if (texts.size() != 1) {
            throw UnusableFile.named("%s has no column text; its columns are %s: name one with --text-column"
                    .formatted(file.name(), String.join(", ", names)));
        }
        return texts.getFirst();
    }
}
