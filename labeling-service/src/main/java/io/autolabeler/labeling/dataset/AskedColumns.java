package io.autolabeler.labeling.dataset;

import java.util.List;

/**
 * The columns named when a dataset was created.
 *
 * @param text empty: `text`, else the only text column
 * @param label empty: none
 * @param id empty: none
 */
record AskedColumns(String text, String label, String id) {
    static final int MOST_COLUMNS = 1_000;
    static final String DEFAULT_TEXT = "text";

    /**
     * The place of the text column in a header.
     *
     * @throws UnusableFile if a column asked for is missing, or no text column stands out
     */
    int textIndex(List<String> columns) {
        requirePresent("labelColumn", label, columns);
        requirePresent("idColumn", id, columns);
        if (!text.isEmpty()) {
            requirePresent("textColumn", text, columns);
            return columns.indexOf(text);
        }
        if (columns.contains(DEFAULT_TEXT)) {
            return columns.indexOf(DEFAULT_TEXT);
        }
        return columns.indexOf(onlyOne(columns.stream().filter(this::mayBeText).toList(), columns));
    }

    /**
     * The one candidate.
     *
     * @throws UnusableFile if there are none or several
     */
    String onlyOne(List<String> candidates, List<String> columns) {
        if (candidates.size() != 1) {
            throw new UnusableFile(
                    "textColumn", "no column is named `text`; say which one holds the text. " + listed(columns));
        }
        return candidates.getFirst();
    }

    /** True for a column that was not asked for as anything but text. */
    boolean mayBeText(String column) {
        return (label.isEmpty() || !column.equals(label)) && (id.isEmpty() || !column.equals(id));
    }

    /** Throws {@link UnusableFile} if a column was asked for and is not there. */
    static void requirePresent(String field, String column, List<String> columns) {
        if (!column.isEmpty() && !columns.contains(column)) {
            throw new UnusableFile(field, "there is no column `" + column + "`. " + listed(columns));
        }
    }

    private static String listed(List<String> columns) {
        String shown = String.join(", ", columns.subList(0, Math.min(columns.size(), 50)));
        return "The columns are: " + shown + (columns.size() > 50 ? ", …" : "");
    }
}
