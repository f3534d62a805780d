package io.autolabeler.labeling.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every row must keep to, whatever its format. */
final class RowRules {
    static final int LONGEST_TEXT = 100_000;

    private RowRules() {}

    /** Why the row cannot be taken; null if it can. */
    static @Nullable String fault(String text, List<? extends @Nullable String> values) {
        if (text.length() > LONGEST_TEXT) {
            int length = text.codePointCount(0, text.length());
            if (length > LONGEST_TEXT) {
                return "the text has %,d characters; at most %,d are taken".formatted(length, LONGEST_TEXT);
            }
        }
        for (String value : values) {
            if (value != null && value.indexOf('\0') >= 0) {
                return "a value holds a NUL character";
            }
        }
        return null;
    }
}
