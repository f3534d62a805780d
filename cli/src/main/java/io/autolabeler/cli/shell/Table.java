package io.autolabeler.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Rows in columns for people; figures stand at the right. */
public final class Table {
    private static final String GAP = "  ";
    private static final String FIGURE = "-|[-$]?[0-9][0-9.,]*( %)?";
    private final List<List<String>> rows = new ArrayList<>();

    /** A table that begins with a heading; without columns it has none. */
    public Table(String... heading) {
        if (heading.length > 0) {
            rows.add(List.of(heading));
        }
    }

    public Table row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(
                    cell instanceof Double figure
                            ? String.format(Locale.ROOT, "%.3f", figure)
                            : String.valueOf(cell).replaceAll("\\p{Cntrl}", " "));
        }
        rows.add(row);
        return this;
    }

    /** The lines of the table, each ended by a line feed. */
    public String text() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = IntStream.range(0, columns).map(this::width).toArray();
        boolean[] figures = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            figures[column] = isFigures(column);
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                String space = " ".repeat(widths[column] - cell.length());
                line.append(column == 0 ? "" : GAP).append(figures[column] ? space + cell : cell + space);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    private boolean isFigures(int column) {
        return rows.size() > 1
                && rows.stream()
                        .skip(1)
                        .filter(row -> column < row.size())
                        .allMatch(row -> row.get(column).matches(FIGURE));
    }
}
