package io.autolabeler.quality.agreement;

import io.autolabeler.quality.evaluation.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Who opened which document, and what spans each marked there. A rater that opened a document and marked nothing says that
 * nothing is there; one that did not open it says nothing. Immutable.
 */
public final class SpanRatings {
    private final Map<String, Document> documents;

    /**
     * A document.
     *
     * @param length in code points
     * @param byRater the spans of each rater that opened it
     */
    record Document(int length, Map<String, List<Span>> byRater) {}

    private SpanRatings(Map<String, Document> documents) {
        this.documents = documents;
    }

    /** Collects openings and spans. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects openings and spans; a document must be opened before spans are marked in it. */
    public static final class Builder {
        private final Map<String, Document> documents = new LinkedHashMap<>();

        private Builder() {}

        /** A rater saw the document, which has so many code points; returns this builder. */
        public Builder opened(String document, int length, String rater) {
            Document known = documents.computeIfAbsent(document, name -> new Document(length, new LinkedHashMap<>()));
            if (known.length != length || length < 0) {
                throw new IllegalArgumentException(
                        "length must be at least 0 and the same for all raters, got " + length + " for " + document);
            }
            known.byRater.computeIfAbsent(rater, name -> new ArrayList<>());
            return this;
        }

        /** A rater marked the span; returns this builder. */
        public Builder span(String rater, Span span) {
            Document document = documents.get(span.document());
            List<Span> spans = document == null ? null : document.byRater.get(rater);
            if (document == null || spans == null || span.end() > document.length) {
                throw new IllegalArgumentException(
                        "span must lie in a document that its rater opened, got " + span + " by " + rater);
            }
            spans.add(span);
            return this;
        }

        /** What was collected; later additions don't change it. */
        public SpanRatings build() {
            Map<String, Document> copy = new LinkedHashMap<>();
            documents.forEach((name, each) -> {
                Map<String, List<Span>> byRater = new LinkedHashMap<>();
                each.byRater.forEach((rater, spans) ->
                        byRater.put(rater, spans.stream().distinct().toList()));
                copy.put(name, new Document(each.length, byRater));
            });
            return new SpanRatings(copy);
        }
    }

    /** By name, in the order in which they turned up. */
    Map<String, Document> documents() {
        return documents;
    }

    /** Those that at least two raters opened. */
    List<Document> shared() {
        return documents.values().stream()
                .filter(each -> each.byRater.size() >= 2)
                .toList();
    }

    List<String> raters() {
        return documents.values().stream()
                .flatMap(each -> each.byRater.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** All that somebody used, by name. */
    List<String> labels() {
        TreeSet<String> labels = new TreeSet<>();
        documents
                .values()
                .forEach(document ->
                        document.byRater.values().forEach(spans -> spans.forEach(span -> labels.add(span.label()))));
        return List.copyOf(labels);
    }
}
