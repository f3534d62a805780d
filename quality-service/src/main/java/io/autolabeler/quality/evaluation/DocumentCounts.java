package io.autolabeler.quality.evaluation;

import io.autolabeler.quality.evaluation.F1Scores.Label;
import io.autolabeler.quality.evaluation.SpanMatches.Counts;
import io.autolabeler.quality.evaluation.SpanMatches.Scheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What came of the spans of each document, to be summed over samples of documents. */
final class DocumentCounts {
    private static final int GOLD = 0;
    private static final int GIVEN = 1;
    /** Halves: two for a span with the same bounds, one for another match. */
    private static final int CREDIT = 2;
    /** Spans with the same bounds, whatever the label. */
    private static final int EXACT = 3;
    /** Gold, given and right spans of the first label; those of the others follow. */
    private static final int LABELS = 4;

    private static final int PER_LABEL = 3;

    /** A document's counts that are not 0. */
    private record Sparse(int[] places, int[] counts) {}

    private final List<Sparse> documents;
    private final int size;

    private DocumentCounts(List<Sparse> documents, int size) {
        this.documents = documents;
        this.size = size;
    }

    /** Spans must be of these documents. */
    static DocumentCounts of(Collection<String> documents, Collection<Span> gold, Collection<Span> given) {
        Map<String, List<Span>> golds = byDocument(documents, gold);
        Map<String, List<Span>> givens = byDocument(documents, given);
        Map<String, Integer> labels = new HashMap<>();
        List<Sparse> counts = new ArrayList<>();
        golds.forEach((document, spans) -> counts.add(counts(spans, givens.getOrDefault(document, List.of()), labels)));
        return new DocumentCounts(counts, LABELS + PER_LABEL * labels.size());
    }

    int[] ones() {
        int[] ones = new int[documents.size()];
        Arrays.fill(ones, 1);
        return ones;
    }

    double strictF1(int[] times) {
        return strictF1(sums(times));
    }

    /** Strict, macro, partial and label-ignored F1 of a sample; macro is the mean over the labels that the sample has. */
    double[] all(int[] times) {
        long[] sums = sums(times);
        long spans = sums[GOLD] + sums[GIVEN];
        return new double[] {strictF1(sums), macroF1(sums), f1(spans, sums[CREDIT]), f1(spans, 2 * sums[EXACT])};
    }

    private double strictF1(long[] sums) {
        long right = 0;
        for (int place = LABELS; place < size; place += PER_LABEL) {
            right += sums[place + 2];
        }
        return f1(sums[GOLD] + sums[GIVEN], 2 * right);
    }

    private double macroF1(long[] sums) {
        double sum = 0;
        int labels = 0;
        for (int place = LABELS; place < size; place += PER_LABEL) {
            long spans = sums[place] + sums[place + 1];
            sum += f1(spans, 2 * sums[place + 2]);
            labels += spans > 0 ? 1 : 0;
        }
        return labels == 0 ? 0 : sum / labels;
    }

    private static double f1(long spans, long halves) {
        return spans == 0 ? 0 : (double) halves / spans;
    }

    private long[] sums(int[] times) {
        long[] sums = new long[size];
        for (int d = 0; d < times.length; d++) {
            Sparse each = documents.get(d);
            for (int c = 0; c < each.places.length && times[d] > 0; c++) {
                sums[each.places[c]] += (long) times[d] * each.counts[c];
            }
        }
        return sums;
    }

    private static Sparse counts(List<Span> gold, List<Span> given, Map<String, Integer> labels) {
        Labels strict = Labels.ofEqual(gold, given, Span::label);
        SpanMatches matches = SpanMatches.of(gold, given);
        Counts partial = matches.counts(Scheme.PARTIAL);
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        counts.put(GOLD, strict.micro().gold());
        counts.put(GIVEN, strict.micro().labeled());
        counts.put(CREDIT, 2 * partial.correct() + partial.partial());
        counts.put(EXACT, partial.correct());
        strict.byLabel().forEach((name, label) -> put(counts, place(labels, name), label));
        return new Sparse(
                counts.keySet().stream().mapToInt(Integer::intValue).toArray(),
                counts.values().stream().mapToInt(Integer::intValue).toArray());
    }

    private static void put(Map<Integer, Integer> counts, int place, Label label) {
        counts.put(place, label.gold());
        counts.put(place + 1, label.labeled());
        counts.put(place + 2, label.right());
    }

    private static int place(Map<String, Integer> labels, String name) {
        int next = labels.size();
        return LABELS + PER_LABEL * labels.computeIfAbsent(name, label -> next);
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
