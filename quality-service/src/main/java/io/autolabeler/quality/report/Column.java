package io.autolabeler.quality.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A column that a report reads.
 *
 * @param setting that names it
 * @param asked the name asked for; empty: one of the usual names
 * @param usual names it mostly has, the likeliest first
 */
record Column(String setting, String asked, List<String> usual) {
    static Column of(String setting, String asked, String... usual) {
        return new Column(setting, asked.strip(), List.of(usual));
    }

    /** Its name in a file with these columns, upper and lower case alike where nothing else fits. */
    String in(Set<String> columns) {
        List<String> names = asked.isEmpty() ? usual : List.of(asked);
        return Stream.concat(
                        names.stream().filter(columns::contains),
                        names.stream().flatMap(name -> columns.stream().filter(name::equalsIgnoreCase)))
                .findFirst()
                .orElseThrow(() -> missing(columns));
    }

    private ReportFault missing(Set<String> columns) {
        String rule = asked.isEmpty()
                ? "%s must be set: the file has no column %s".formatted(setting, String.join(" or ", usual))
                : "%s must be a column of the file, got %s".formatted(setting, asked);
        return new ReportFault(setting, rule + "; its columns are " + String.join(", ", columns));
    }

    /** Its name in a file with these columns; empty if it was not asked for and has none of its usual names. */
    String orNone(Set<String> columns) {
        boolean there = usual.stream().anyMatch(name -> columns.stream().anyMatch(name::equalsIgnoreCase));
        return asked.isEmpty() && !there ? "" : in(columns);
    }
}
