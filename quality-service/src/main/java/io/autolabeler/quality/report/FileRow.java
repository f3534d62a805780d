package io.autolabeler.quality.report;

import java.util.Map;
import java.util.Set;

/**
 * One row of a file.
 *
 * @param line where it begins in the file, from 1
 * @param values by column, in the file's order; a column that is not there has no value
 */
record FileRow(int line, Map<String, String> values) {
    /** The value without surrounding white space; empty if there is none. */
    String get(String column) {
        return values.getOrDefault(column, "").strip();
    }

    Set<String> columns() {
        return values.keySet();
    }

    /** The value as a number; a row without one is rejected. */
    double number(String column) {
        String value = get(column);
        try {
            double number = Double.parseDouble(value);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words.
        }
        throw new RejectedRow(column + " must be a number, got `" + value + "`");
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
