package io.autolabeler.cli.judge;

import io.autolabeler.cli.file.Columns;
import io.autolabeler.cli.report.Query;
import io.autolabeler.cli.shell.CommandFailure;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The flags for files of spans. */
public final class SpanOptions {
    private static final String SPANS = "--spans";
    private static final String START = "--start-column";
    private static final String END = "--end-column";
    private static final String LENGTH = "--length-column";
    private static final String TEXT = "--text-column";

    @Option(
            names = SPANS,
            description = "One row per span, in code points, the end exclusive; a row without label, start and end says"
                    + " that the annotator saw the item. Each item needs its length or text on one of its rows.")
    boolean spans;

    @Option(names = START, paramLabel = "NAME", description = "Of spans; default start.")
    String start = "";

    @Option(names = END, paramLabel = "NAME", description = "Of spans; default end.")
    String end = "";

    @Option(names = LENGTH, paramLabel = "NAME", description = "Of spans: the item's length; default length.")
    String length = "";

    @Option(names = TEXT, paramLabel = "NAME", description = "Of spans: the item's text; default text.")
    String text = "";

    /** Fails where a named column is not in the file, or is named although rows are no spans. */
    void check(Columns columns) {
        if (!spans && !Stream.of(start, end, length, text).allMatch(String::isEmpty)) {
            throw CommandFailure.usage("%s, %s, %s and %s need %s".formatted(START, END, LENGTH, TEXT, SPANS));
        }
        columns.optional(start, START);
        columns.optional(end, END);
        columns.optional(length, LENGTH);
        columns.optional(text, TEXT);
    }

    void addTo(Query query) {
        query.set("spans", SPANS, spans ? "true" : "")
                .set("startColumn", START, start)
                .set("endColumn", END, end)
                .set("lengthColumn", LENGTH, length)
                .set("textColumn", TEXT, text);
    }
}
