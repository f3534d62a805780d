package io.autolabeler.cli.evaluate;

import io.autolabeler.cli.report.Choice;
import io.autolabeler.cli.shell.CommandFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How an evaluation is shown. */
enum Format {
    TEXT(".txt"),
    JSON(".json"),
    MARKDOWN(".md"),
    HTML(".html");

    private final String ending;

    Format(String ending) {
        this.ending = ending;
    }

    /** The format of that name, of {@code --json} where none is named; null: the user does not mind. */
    static @Nullable Format named(String name, boolean json) {
        String chosen =
                Choice.of("--format", name.toLowerCase(Locale.ROOT), List.of("text", "json", "markdown", "html"));
        if (json && !chosen.isEmpty() && !chosen.equals("json")) {
            throw CommandFailure.usage("give --json or --format %s, not both".formatted(chosen));
        }
        if (chosen.isEmpty()) {
            return json ? JSON : null;
        }
        return valueOf(chosen.toUpperCase(Locale.ROOT));
    }

    /** The format that the file's name ends with, else the one that is wanted. */
    static Format ofEnding(Path file, @Nullable Format wanted) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        for (Format format : values()) {
            if (name.endsWith(format.ending) || (format == HTML && name.endsWith(".htm"))) {
                return format;
            }
        }
        if (wanted == null) {
            throw CommandFailure.usage(
                    "--output must end with .json, .md, .html or .txt, or --format say what it is, got " + file);
        }
        return wanted;
    }
}
