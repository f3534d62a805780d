package io.autolabeler.quality.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.autolabeler.quality.evaluation.Relation;
import io.autolabeler.quality.evaluation.Span;
import io.autolabeler.quality.report.FileRow.RejectedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The spans and relations of one document, from a JSON array of spans or an AnnotationValue as JSON.
 *
 * @param relations between spans of this value
 */
record SpanValue(List<Span> spans, List<Relation> relations) {
    private static final ObjectReader JSON = JsonMapper.builder().build().reader();
    private static final Set<String> KEYS = Set.of("spans", "relations", "labels");
    static final SpanValue NONE = new SpanValue(List.of(), List.of());

    SpanValue {
        spans = List.copyOf(spans);
        relations = List.copyOf(relations);
    }

    /** The label as a JSON array or object; empty if it is none. */
    static Optional<JsonNode> json(String label) {
        if (!label.startsWith("[") && !label.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(label)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Whether it holds spans, or could and holds none. */
    static boolean looksLike(JsonNode json) {
        if (json.isObject()) {
            return json.properties().stream().allMatch(each -> KEYS.contains(each.getKey()))
                    && json.path("labels").isEmpty()
                    && spans(json.path("spans"));
        }
        return spans(json);
    }

    private static boolean spans(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).allMatch(each -> each.has("end") && each.has("label"));
    }

    /**
     * Reads the value of a document; a row with one that cannot be read is rejected.
     *
     * @param column where it stands, for the reason
     */
    static SpanValue of(String document, String column, String label) {
        JsonNode json = json(label)
                .filter(SpanValue::looksLike)
                .orElseThrow(
                        () -> new RejectedRow(
                                column
                                        + " must be a JSON array of spans with start, end and label, or an object with spans and relations"));
        List<Span> spans = new ArrayList<>();
        for (JsonNode each : json.isObject() ? json.path("spans") : json) {
            spans.add(span(document, column, each));
        }
        List<Relation> relations = new ArrayList<>();
        for (JsonNode each : json.path("relations")) {
            Span head = spans.get(index(column, each, "fromSpan", "from_span", spans.size()));
            Span tail = spans.get(index(column, each, "toSpan", "to_span", spans.size()));
            relations.add(new Relation(text(column, each), head, tail));
        }
        return new SpanValue(spans, relations);
    }

    private static Span span(String document, String column, JsonNode json) {
        int start = whole(column, "start", json.path("start"));
        int end = whole(column, "end", json.path("end"));
        if (start < 0 || end <= start) {
            throw new RejectedRow(
                    "%s: a span must start at 0 or later and end after it, got %d to %d".formatted(column, start, end));
        }
        return new Span(document, start, end, text(column, json));
    }

    /** Protobuf leaves a 0 out. */
    private static int whole(String column, String key, JsonNode number) {
        if (number.isMissingNode()) {
            return 0;
        }
        if (!number.isIntegralNumber() || !number.canConvertToInt()) {
            throw new RejectedRow("%s: %s must be a whole number, got `%s`".formatted(column, key, number));
        }
        return number.intValue();
    }

    private static int index(String column, JsonNode relation, String name, String other, int spans) {
        int index = whole(column, name, relation.has(name) ? relation.path(name) : relation.path(other));
        if (index < 0 || index >= spans) {
            throw new RejectedRow(
                    "%s: %s must be the index of one of the %d spans, got %d".formatted(column, name, spans, index));
        }
        return index;
    }

    private static String text(String column, JsonNode json) {
        String label = json.path("label").asText("").strip();
        if (label.isEmpty()) {
            throw new RejectedRow(column + ": every span and relation must have a label");
        }
        return label;
    }

    /** The same in another document. */
    SpanValue in(String document) {
        return new SpanValue(
                spans.stream().map(each -> moved(each, document)).toList(),
                relations.stream()
                        .map(each ->
                                new Relation(each.type(), moved(each.head(), document), moved(each.tail(), document)))
                        .toList());
    }

    /** Whether both hold the same, in whatever order. */
    boolean sameAs(SpanValue other) {
        return Set.copyOf(spans).equals(Set.copyOf(other.spans))
                && Set.copyOf(relations).equals(Set.copyOf(other.relations));
    }

    private static Span moved(Span span, String document) {
        return new Span(document, span.start(), span.end(), span.label());
    }
}
