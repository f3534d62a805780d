package io.autolabeler.quality.report;

import java.util.List;
import java.util.Set;

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

    /** Its name in a file with these columns. */
    String in(Set<String> columns) {
        if (asked.isEmpty()) {
            return usual.stream()
                    .filter(columns::contains)
                    .findFirst()
                    .orElseThrow(() -> new ReportFault(
                            setting,
                            "%s must be set: the file has no column %s; its columns are %s"
                                    .formatted(setting, String.join(" or ", usual), String.join(", ", columns))));
        }
        if (!columns.contains(asked)) {
            throw new ReportFault(
                    setting,
                    "%s must be a column of the file, got %s; its columns are %s"
                            .formatted(setting, asked, String.join(", ", columns)));
        }
        return asked;
    }

    /** Its name in a file with these columns; empty if it was not asked for and has none of its usual names. */
    String orNone(Set<String> columns) {
        return asked.isEmpty() && usual.stream().noneMatch(columns::contains) ? "" : in(columns);
    }
}
