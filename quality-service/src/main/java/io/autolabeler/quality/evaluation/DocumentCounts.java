package io.autolabeler.quality.evaluation;

import io.autolabeler.quality.evaluation.F1Scores.Label;
import io.autolabeler.quality.evaluation.SpanMatches.Counts;
import io.autolabeler.quality.evaluation.SpanMatches.Scheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What came of the spans of each document, to be summed over samples of documents. */
final class DocumentCounts {
    private static final int GOLD = 0;
    private static final int GIVEN = 1;
    private static final int RIGHT = 2;
    /** Halves: two for a span with the same bounds, one for another match. */
    private static final int CREDIT = 3;

    /** {@code [documents][4]}. */
    private final List<int[]> counts;

    private DocumentCounts(List<int[]> counts) {
        this.counts = counts;
    }

    /** Spans must be of these documents. */
    static DocumentCounts of(Collection<String> documents, Collection<Span> gold, Collection<Span> given) {
        Map<String, List<Span>> golds = byDocument(documents, gold);
        Map<String, List<Span>> givens = byDocument(documents, given);
        List<int[]> counts = new ArrayList<>();
        golds.forEach((document, spans) -> counts.add(counts(spans, givens.getOrDefault(document, List.of()))));
        return new DocumentCounts(counts);
    }

    int[] ones() {
        int[] ones = new int[counts.size()];
        Arrays.fill(ones, 1);
        return ones;
    }

    double strictF1(int[] times) {
        long[] sums = sums(times);
        return sums[GOLD] + sums[GIVEN] == 0 ? 0 : 2.0 * sums[RIGHT] / (sums[GOLD] + sums[GIVEN]);
    }

    double partialF1(int[] times) {
        long[] sums = sums(times);
        return sums[GOLD] + sums[GIVEN] == 0 ? 0 : (double) sums[CREDIT] / (sums[GOLD] + sums[GIVEN]);
    }

    private long[] sums(int[] times) {
        long[] sums = new long[4];
        for (int d = 0; d < times.length; d++) {
            int[] each = counts.get(d);
            for (int c = 0; c < sums.length && times[d] > 0; c++) {
                sums[c] += (long) times[d] * each[c];
            }
        }
        return sums;
    }

    private static int[] counts(List<Span> gold, List<Span> given) {
        Label strict = Labels.ofEqual(gold, given, Span::label).micro();
        Counts partial = SpanMatches.of(gold, given).counts(Scheme.PARTIAL);
        int credit = 2 * partial.correct() + partial.partial();
        return new int[] {strict.gold(), strict.labeled(), strict.right(), credit};
    }

    private static Map<String, List<Span>> byDocument(Collection<String> documents, Collection<Span> spans) {
        Map<String, List<Span>> byDocument = new LinkedHashMap<>();
        new LinkedHashSet<>(documents).forEach(document -> byDocument.put(document, new ArrayList<>()));
        for (Span span : spans) {
            List<Span> others = byDocument.get(span.document());
            if (others == null) {
                throw new IllegalArgumentException("span must be of a document that was labelled, got " + span);
            }
            others.add(span);
        }
        return byDocument;
    }
}
