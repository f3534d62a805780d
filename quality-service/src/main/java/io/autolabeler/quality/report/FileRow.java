package io.autolabeler.quality.report;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One row of a file.
 *
 * @param line where it begins in the file, from 1
 * @param number among the file's rows, from 1, those that cannot be used counted too
 * @param columns of the file, in its order
 * @param values by column; a column that is not there has no value
 */
record FileRow(int line, int number, Set<String> columns, Map<String, String> values) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** The value without surrounding white space; empty if there is none. */
    String get(String column) {
        return values.getOrDefault(column, "").strip();
    }

    /** The value as a number; a row without one is rejected. */
    double number(String column) {
        String value = get(column);
        if (isNumber(value)) {
            return Double.parseDouble(value);
        }
        throw new RejectedRow(column + " must be a number, got `" + value + "`");
    }

    /** True for a finite number as people write it. */
    static boolean isNumber(String value) {
        return NUMBER.matcher(value).matches() && Double.isFinite(Double.parseDouble(value));
    }

    /** True unless the value is a word. */
    static boolean isNumberOrMissing(String value) {
        return value.isEmpty()
                || value.equalsIgnoreCase("nan")
                || NUMBER.matcher(value).matches();
    }

    /** The value; a row without one is rejected. */
    String required(String column) {
        String value = get(column);
        if (value.isEmpty()) {
            throw new RejectedRow(column + " is empty");
        }
        return value;
    }

    /** Why a row cannot be used. */
    static final class RejectedRow extends RuntimeException {
        private static final long serialVersionUID = 1;

        RejectedRow(String reason) {
            super(reason, null, false, false);
        }
    }
}
