package io.autolabeler.retrieval.knowledge;

import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.retrieval.embedding.TextRules;
import io.autolabeler.retrieval.v1.Example;
import java.util.List;

/** What an added example must be; every broken rule is INVALID_ARGUMENT naming the field. */
final class ExampleRules {
    private static final int MOST_EXAMPLES = 500;
    private static final int LONGEST_LABEL = 200;
    private static final int LONGEST_ID = 200;

    private ExampleRules() {}

    static void check(List<Example> examples) {
        if (examples.isEmpty() || examples.size() > MOST_EXAMPLES) {
            throw ServiceException.invalid("examples", "must be 1 to " + MOST_EXAMPLES, examples.size());
        }
        for (int i = 0; i < examples.size(); i++) {
            check("examples[" + i + "].", examples.get(i));
        }
    }

    private static void check(String at, Example example) {
        if (example.getText().isBlank()) {
            throw ServiceException.invalid(at + "text", at + "text must not be empty");
        }
        TextRules.requireLength(at + "text", example.getText());
        if (example.getText().indexOf('\0') >= 0) {
            throw ServiceException.invalid(at + "text", at + "text must not contain the character U+0000");
        }
        requireLabel(at + "label", example.getLabel());
        if (!example.getSource().isEmpty() && !example.getSource().equals("gold")) {
            throw ServiceException.invalid(
                    at + "source", "must be gold or empty; reviews become examples by themselves", example.getSource());
        }
        requireId(at + "itemId", example.getItemId());
        requireId(at + "datasetId", example.getDatasetId());
    }

    private static void requireId(String field, String id) {
        if (id.length() > LONGEST_ID) {
            throw ServiceException.invalid(field, "must be at most " + LONGEST_ID + " characters", id.length());
        }
    }

    private static void requireLabel(String field, String label) {
        int length = label.codePointCount(0, label.length());
        if (label.isBlank() || length > LONGEST_LABEL || label.chars().anyMatch(Character::isISOControl)) {
            throw ServiceException.invalid(
                    field, "must be 1 to " + LONGEST_LABEL + " characters without control characters", label);
        }
    }
}
