package io.autolabeler.quality.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the spans out of one tag per token: {@code B-X} begins a span of label X, {@code I-X} goes on with it, or begins one
 * where none of X is going on; all else is outside.
 *
 * <p>Source: the rules of conlleval, E. F. Tjong Kim Sang and S. Buchholz, "Introduction to the CoNLL-2000 Shared Task:
 * Chunking", 2000.
 */
public final class BioTags {
    private BioTags() {}

    /** The spans in token units, in their order. */
    public static List<Span> spans(String document, List<String> tags) {
        return spans(document, tags, false);
    }

    /**
     * The spans in token units, in their order.
     *
     * @param strict only {@code B-X} begins a span, as in IOB2: an {@code I-X} that goes on with nothing is outside
     */
    public static List<Span> spans(String document, List<String> tags, boolean strict) {
        List<Span> spans = new ArrayList<>();
        String open = "";
        int start = 0;
        for (int token = 0; token <= tags.size(); token++) {
            String tag = token < tags.size() ? tags.get(token) : "O";
            String label = tag.startsWith("B-") || !strict && tag.startsWith("I-") ? tag.substring(2) : "";
            boolean goesOn = tag.startsWith("I-") && tag.substring(2).equals(open);
            if (!goesOn) {
                if (!open.isEmpty()) {
                    spans.add(new Span(document, start, token, open));
                }
                open = label;
                start = token;
            }
        }
        return spans;
    }
}
