package io.autolabeler.cli.evaluate;

import java.util.Locale;

/** A table for a page; it is scrolled where it does not fit. */
final class HtmlTable {
    private final StringBuilder rows = new StringBuilder();

    HtmlTable(String... heading) {
        rows.append("<tr>");
        for (String cell : heading) {
            rows.append("<th scope=\"col\">").append(Html.escaped(cell)).append("</th>");
        }
        rows.append("</tr>\n");
    }

    /** Adds a row: figures stand at the right, shares with four places; texts are escaped. */
    HtmlTable row(Object... cells) {
        rows.append("<tr>");
        for (Object cell : cells) {
            String text = cell instanceof Double share ? String.format(Locale.ROOT, "%.4f", share) : cell.toString();
            rows.append(cell instanceof Number ? "<td class=\"n\">" : "<td>")
                    .append(Html.escaped(text))
                    .append("</td>");
        }
        rows.append("</tr>\n");
        return this;
    }

    String html() {
        return "<div class=\"scroll\" tabindex=\"0\"><table>\n" + rows + "</table></div>\n";
    }
}
