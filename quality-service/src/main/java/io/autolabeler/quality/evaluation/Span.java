package io.autolabeler.quality.evaluation;

import java.util.Comparator;

/**
 * A labelled stretch of a document.
 *
 * @param start in code points or tokens, at least 0
 * @param end exclusive, above start
 */
public record Span(String document, int start, int end, String label) {
    /** By place in a document, then label. */
    static final Comparator<Span> BY_PLACE =
            Comparator.comparingInt(Span::start).thenComparingInt(Span::end).thenComparing(Span::label);

    public Span {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("span must be at [start, end) from 0, got " + start + " to " + end);
        }
    }

    public int length() {
        return end - start;
    }

    /** How many places both cover; 0 in different documents. */
    public int overlap(Span other) {
        return document.equals(other.document)
                ? Math.max(0, Math.min(end, other.end) - Math.max(start, other.start))
                : 0;
    }

    /** Whether both start and end at the same places of the same document. */
    public boolean sameBounds(Span other) {
        return start == other.start && end == other.end && document.equals(other.document);
    }
}
