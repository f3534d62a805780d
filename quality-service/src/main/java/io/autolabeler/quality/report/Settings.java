package io.autolabeler.quality.report;

import io.autolabeler.platform.errors.ServiceException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules that several kinds of settings share. */
final class Settings {
    private static final int LONGEST_NAME = 500;

    private Settings() {}

    /** The value, the first choice where it is empty; throws if it is none of them. */
    static String choice(String field, String value, List<String> choices) {
        if (value.isEmpty()) {
            return choices.getFirst();
        }
        if (!choices.contains(value)) {
            throw ServiceException.invalid(field, "must be one of " + String.join(", ", choices), value);
        }
        return value;
    }

    /** Throws if a value is empty or comes twice. */
    static void distinct(String field, List<String> values) {
        Set<String> seen = new HashSet<>();
        for (String value : values) {
            if (value.isEmpty() || !seen.add(value)) {
                throw ServiceException.invalid(field, "must be different and not empty", value);
            }
        }
    }

    /** Throws if a column's name is longer than any column's. */
    static void requireName(String field, String value) {
        if (value.length() > LONGEST_NAME) {
            throw ServiceException.invalid(field, "must have at most " + LONGEST_NAME + " characters", value);
        }
    }

    /** The value, the standard where it is 0; throws if it is not in (0, 1). */
    static double probability(String field, double value, double standard) {
        if (value == 0) {
            return standard;
        }
        if (!(value > 0 && value < 1)) {
            throw ServiceException.invalid(field, "must be above 0 and below 1", value);
        }
        return value;
    }
}
