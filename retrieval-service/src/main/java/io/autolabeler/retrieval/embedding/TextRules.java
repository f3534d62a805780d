package io.autolabeler.retrieval.embedding;

import io.autolabeler.platform.errors.ServiceException;
import java.util.List;

/** What may be embedded; every broken rule is INVALID_ARGUMENT naming the field. */
public final class TextRules {
    private static final int MOST_TEXTS = 256;
    private static final int LONGEST_TEXT = 100_000;

    private TextRules() {}

    /** Checks how many texts there are. */
    public static void requireCount(String field, int count) {
        if (count < 1 || count > MOST_TEXTS) {
            throw ServiceException.invalid(field, "must be 1 to " + MOST_TEXTS, count);
        }
    }

    /** Checks each text; {@code field} names one with {@code %d} for its position. */
    public static void requireTexts(String field, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            requireLength(field.formatted(i), texts.get(i));
        }
    }

    /** Checks one text's length. */
    public static void requireLength(String field, String text) {
        if (text.length() > LONGEST_TEXT) {
            int length = text.codePointCount(0, text.length());
            if (length > LONGEST_TEXT) {
                throw ServiceException.invalid(field, "must be at most 100,000 characters", length);
            }
        }
    }
}
