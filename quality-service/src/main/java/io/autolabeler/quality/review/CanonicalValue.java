package io.autolabeler.quality.review;

import io.autolabeler.common.v1.AnnotationValue;
import io.autolabeler.common.v1.Relation;
import io.autolabeler.common.v1.Span;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Puts values that mean the same into the same form. */
final class CanonicalValue {
    private static final Comparator<Span> BY_PLACE =
            Comparator.comparingInt(Span::getStart).thenComparing(Span::getEnd).thenComparing(Span::getLabel);
    private static final Comparator<Relation> BY_SPANS = Comparator.comparingInt(Relation::getFromSpan)
            .thenComparing(Relation::getToSpan)
            .thenComparing(Relation::getLabel);

    private CanonicalValue() {}

    /** The value with labels, spans and relations in their natural order, relations pointing to the same spans as before. */
    static AnnotationValue of(AnnotationValue value) {
        List<Span> spans = value.getSpansList();
        List<Integer> order = IntStream.range(0, spans.size())
                .boxed()
                .sorted(Comparator.comparing(spans::get, BY_PLACE))
                .toList();
        int[] places = new int[spans.size()];
        for (int i = 0; i < places.length; i++) {
            places[order.get(i)] = i;
        }
        return AnnotationValue.newBuilder()
                .addAllLabels(value.getLabelsList().stream().sorted().toList())
                .addAllSpans(order.stream().map(spans::get).toList())
                .addAllRelations(value.getRelationsList().stream()
                        .map(each -> moved(each, places))
                        .sorted(BY_SPANS)
                        .toList())
                .build();
    }

    private static Relation moved(Relation relation, int[] places) {
        return relation.toBuilder()
                .setFromSpan(places[relation.getFromSpan()])
                .setToSpan(places[relation.getToSpan()])
                .build();
    }
}
