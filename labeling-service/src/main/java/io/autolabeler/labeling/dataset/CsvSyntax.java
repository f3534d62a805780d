package io.autolabeler.labeling.dataset;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of separated fields. A field that starts with a quote ends with one, may hold separators and line ends, and its
 * own quotes are doubled; a quote inside any other field is a character like any other.
 *
 * <p>Source: RFC 4180, with LF and CR as line ends beside CRLF and UTF-8 as the encoding.
 *
 * @param separator a comma or a tab
 */
record CsvSyntax(byte separator) implements RecordSyntax {
    private static final int UNCLOSED = -1;

    @Override
    public RecordEnd end(byte[] bytes, int start, int end, boolean fileEnd) {
        int i = start;
        boolean fieldStart = true;
        while (i < end) {
            byte here = bytes[i];
            if (here == '\n' || here == '\r') {
                int next = RecordSyntax.afterLineEnd(bytes, i, end, fileEnd);
                return next < 0 ? new RecordEnd.Open(false) : new RecordEnd.Whole(i, next);
            }
            if (fieldStart && here == '"') {
                i = afterClosingQuote(bytes, i + 1, end);
                if (i == UNCLOSED || (i == end && !fileEnd)) {
                    return new RecordEnd.Open(i == UNCLOSED);
                }
                if (i < end && !endsField(bytes[i])) {
                    return new RecordEnd.Broken(
                            "text follows a closing quote; quotes in a quoted field must be doubled");
                }
                fieldStart = false;
            } else {
                fieldStart = here == separator;
                i++;
            }
        }
        return fileEnd ? new RecordEnd.Whole(end, end) : new RecordEnd.Open(false);
    }

    /** The fields of a whole record, without their quotes; one empty field for an empty record. */
    List<String> fields(byte[] bytes, int start, int end) {
        List<String> fields = new ArrayList<>();
        int from = start;
        while (true) {
            boolean quoted = from < end && bytes[from] == '"';
            int to = quoted ? afterClosingQuote(bytes, from + 1, end) : from;
            while (to < end && bytes[to] != separator) {
                to++;
            }
            fields.add(quoted ? unquoted(bytes, from + 1, to - 1) : string(bytes, from, to));
            if (to == end) {
                return fields;
            }
            from = to + 1;
        }
    }

    private boolean endsField(byte here) {
        return here == separator || here == '\n' || here == '\r';
    }

    private static int afterClosingQuote(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '"') {
                if (i + 1 == end || bytes[i + 1] != '"') {
                    return i + 1;
                }
                i++;
            }
        }
        return UNCLOSED;
    }

    private static String unquoted(byte[] bytes, int start, int end) {
        return string(bytes, start, end).replace("\"\"", "\"");
    }

    private static String string(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
