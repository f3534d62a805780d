package io.autolabeler.quality.report;

import io.autolabeler.quality.labelerror.Contradictions;
import io.autolabeler.quality.v1.Contradiction;
import io.autolabeler.quality.v1.LabelErrorResult;
import io.autolabeler.quality.v1.SuspectLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Suspects in their order, as rows of the output and, the first ones, in the result. */
final class SuspectRows {
    private static final int MOST_SUSPECTS = 100;
    private static final int MOST_CONTRADICTIONS = 50;
    private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");

    private SuspectRows() {}

    /** A suspect and its item's number. */
    record Numbered(int item, SuspectLabel.Builder label) {}

    /** Lowest score first, then by id, as numbers where all of them are some, then by row. */
    static List<Numbered> sorted(List<Numbered> suspects) {
        boolean numbers = suspects.stream()
                .allMatch(each -> WHOLE.matcher(each.label.getId()).matches());
        Comparator<Numbered> byId = numbers
                ? Comparator.comparingLong(each -> Long.parseLong(each.label.getId()))
                : Comparator.comparing(each -> each.label.getId());
        return suspects.stream()
                .sorted(Comparator.<Numbered>comparingDouble(each -> each.label.getScore())
                        .thenComparing(byId)
                        .thenComparingInt(each -> each.label.getRow()))
                .toList();
    }

    /** Writes sorted suspects, and puts the first ones into the result with their places in the merged ranking. */
    static void write(
            Job job,
            LabelErrorRows rows,
            List<Numbered> sorted,
            List<Contradictions.Pair> pairs,
            LabelErrorResult.Builder result) {
        job.output().add(header(rows.columns()));
        Map<Integer, Integer> merged = merged(sorted, pairs);
        for (Numbered each : sorted) {
            SuspectLabel.Builder label = each.label.setMergedRank(merged.getOrDefault(each.item, 0));
            job.output().add(fields(rows.columns(), label));
            if (result.getSuspectsCount() < MOST_SUSPECTS) {
                result.addSuspects(label);
            }
        }
    }

    private static List<String> header(LabelErrorColumns columns) {
        List<String> header = new ArrayList<>(List.of("id", "given", "likely", "score", "flagged"));
        if (columns.severalAnnotators()) {
            header.add("annotator");
        }
        if (!columns.text().isEmpty()) {
            header.add("text");
        }
        return header;
    }

    private static List<String> fields(LabelErrorColumns columns, SuspectLabel.Builder label) {
        List<String> fields = new ArrayList<>(List.of(
                label.getId(),
                label.getGiven(),
                label.getLikely(),
                Double.toString(label.getScore()),
                Boolean.toString(label.getFlagged())));
        if (columns.severalAnnotators()) {
            fields.add(label.getAnnotator());
        }
        if (!columns.text().isEmpty()) {
            fields.add(label.getText());
        }
        return fields;
    }

    private static Map<Integer, Integer> merged(List<Numbered> sorted, List<Contradictions.Pair> pairs) {
        List<Integer> ranked = sorted.stream().map(Numbered::item).distinct().toList();
        Map<Integer, Integer> place = new HashMap<>();
        ranked.forEach(item -> place.put(item, place.size()));
        List<Integer> contradicted = pairs.stream()
                .flatMap(pair -> Stream.of(pair.first(), pair.second())
                        .sorted(Comparator.comparingInt(item -> place.getOrDefault(item, Integer.MAX_VALUE))))
                .filter(place::containsKey)
                .distinct()
                .toList();
        Map<Integer, Integer> merged = new HashMap<>();
        Contradictions.merged(List.of(ranked, contradicted)).forEach(item -> merged.put(item, merged.size() + 1));
        return merged;
    }

    /** Tells of pairs that contradict each other. */
    static void tell(
            LabelErrorRows rows, int[] labels, List<Contradictions.Pair> pairs, LabelErrorResult.Builder result) {
        List<Contradiction> told = new ArrayList<>();
        pairs.stream()
                .limit(MOST_CONTRADICTIONS)
                .forEach(pair -> told.add(Contradiction.newBuilder()
                        .setFirstId(rows.items().get(pair.first()).id())
                        .setFirstLabel(rows.label(labels[pair.first()]))
                        .setSecondId(rows.items().get(pair.second()).id())
                        .setSecondLabel(rows.label(labels[pair.second()]))
                        .setLikeness(pair.likeness())
                        .build()));
        result.setContradictoryPairs(pairs.size()).addAllContradictions(told);
    }
}
