package io.autolabeler.cli.file;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file's columns, as its first rows show them.
 *
 * @param names in the file's order
 * @param textLike those with a value that is not a number
 */
public record Columns(InputFile file, List<String> names, Set<String> textLike) {
    private static final int SAMPLE = 100;
    /** Of a file without a header, in which any row may bring a column. */
    private static final int LARGE_SAMPLE = 10_000;

    private static final String DEFAULT_TEXT = "text";

    /** Reads the first rows; a file without any text is refused, one with a broken row is not. */
    public static Columns of(InputFile file) {
        Read read = read(file);
        if (read.names.isEmpty() || (read.textLike.isEmpty() && !read.broken)) {
            throw UnusableFile.content(file.name() + " holds no row with a text that can be read");
        }
        return new Columns(file, List.copyOf(read.names), Set.copyOf(read.textLike));
    }

    /** As {@link #of}, but a file of nothing but figures will do; names have no surrounding white space, as reports read them. */
    public static Columns ofFigures(InputFile file) {
        Read read = read(file);
        if (read.names.isEmpty() || (!read.any && !read.broken)) {
            throw UnusableFile.content(file.name() + " holds no row");
        }
        return new Columns(file, stripped(read.names), Set.copyOf(stripped(read.textLike)));
    }

    private static List<String> stripped(Set<String> names) {
        return names.stream().map(String::strip).distinct().toList();
    }

    /** What the first rows hold. */
    private record Read(Set<String> names, Set<String> textLike, boolean any, boolean broken) {}

    private static Read read(InputFile file) {
        Set<String> names = new LinkedHashSet<>(Rows.header(file));
        Set<String> textLike = new LinkedHashSet<>();
        AtomicBoolean any = new AtomicBoolean();
        try {
            Rows.each(file, names.isEmpty() ? LARGE_SAMPLE : SAMPLE, row -> {
                any.set(true);
                names.addAll(row.keySet());
                row.forEach((name, value) -> {
                    if (isText(value)) {
                        textLike.add(name);
                    }
                });
            });
        } catch (UnusableFile row) {
            return new Read(names, textLike, any.get(), !names.isEmpty());
        }
        return new Read(names, textLike, any.get(), false);
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

    /** The given name, which must be a column; empty if none was given. */
    public String optional(String given, String flag) {
        return given.isEmpty() ? "" : require(given, flag);
    }

    /** The given column, else the first of the usual names that the file has. */
    public String choose(String given, String flag, List<String> usual) {
        if (!given.isEmpty()) {
            return require(given, flag);
        }
        return usual.stream()
                .filter(names::contains)
                .findFirst()
                .orElseThrow(() -> UnusableFile.named("%s has no column %s: name it with %s; its columns are %s"
                        .formatted(file.name(), String.join(" or ", usual), flag, String.join(", ", names))));
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
