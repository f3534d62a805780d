package io.autolabeler.quality.evaluation;

/** Two spans of a document that have to do with each other, from head to tail. */
public record Relation(String type, Span head, Span tail) {
    public Relation {
        if (!head.document().equals(tail.document())) {
            throw new IllegalArgumentException("head and tail must be of one document, got " + head + " and " + tail);
        }
    }

    Relation turned() {
        return new Relation(type, tail, head);
    }

    /** The same without direction: the span that comes first is the head. */
    Relation ordered() {
        return Span.BY_PLACE.compare(head, tail) > 0 ? turned() : this;
    }

    /** The same with arguments without labels. */
    Relation withoutArgumentLabels() {
        return new Relation(
                type,
                new Span(head.document(), head.start(), head.end(), ""),
                new Span(tail.document(), tail.start(), tail.end(), ""));
    }

    boolean sameArguments(Relation other) {
        return head.sameBounds(other.head) && tail.sameBounds(other.tail);
    }

    boolean overlaps(Relation other) {
        return head.overlap(other.head) > 0 && tail.overlap(other.tail) > 0;
    }
}
