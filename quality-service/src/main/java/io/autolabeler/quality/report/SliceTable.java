package io.autolabeler.quality.report;

import io.autolabeler.quality.evaluation.Confusion;
import io.autolabeler.quality.evaluation.Evaluation;
import io.autolabeler.quality.statistics.Interval;
import io.autolabeler.quality.v1.Estimate;
import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.EvaluationSettings;
import io.autolabeler.quality.v1.SliceFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Figures for each value of each slice column.
 *
 * @param rows with a gold label
 */
record SliceTable(EvaluationSettings asked, Names labels, List<GoldRow> rows) {
    private static final int MOST_SLICES = 200;
    private static final int FEW = 30;
    /** Stands for the values that are too many. */
    private static final String OTHERS = "(others)";

    void put(EvaluationResult.Builder result) {
        for (int column = 0; column < asked.getSliceColumnsCount(); column++) {
            String name = asked.getSliceColumns(column);
            Map<String, List<GoldRow>> parts = new TreeMap<>();
            for (GoldRow row : rows) {
                parts.computeIfAbsent(row.slices().get(column), value -> new ArrayList<>())
                        .add(row);
            }
            if (parts.size() > MOST_SLICES) {
                result.addNotes("%s has %,d values: the %d most frequent stand for themselves, the rest together as %s."
                        .formatted(name, parts.size(), MOST_SLICES, OTHERS));
                parts = frequent(parts);
            }
            parts.forEach((value, members) -> result.addSlices(slice(name, value, members)));
        }
    }

    /** The most frequent ones, of equals the first by name, and the others together. */
    private static Map<String, List<GoldRow>> frequent(Map<String, List<GoldRow>> parts) {
        Map<String, List<GoldRow>> kept = new TreeMap<>();
        List<GoldRow> others = new ArrayList<>();
        parts.entrySet().stream()
                .sorted(Comparator.comparing(part -> -part.getValue().size()))
                .forEach(part -> {
                    if (kept.size() < MOST_SLICES) {
                        kept.put(part.getKey(), part.getValue());
                    } else {
                        others.addAll(part.getValue());
                    }
                });
        kept.merge(OTHERS, others, (same, more) -> {
            List<GoldRow> both = new ArrayList<>(same);
            both.addAll(more);
            return both;
        });
        return kept;
    }

    private SliceFigures slice(String column, String value, List<GoldRow> members) {
        Evaluation evaluation = Evaluation.of(confusion(members), asked.getSeed(), done -> {});
        Interval macro = evaluation.macroF1().interval();
        Estimate accuracy = LabelEvaluation.accuracy(members);
        return SliceFigures.newBuilder()
                .setColumn(column)
                .setValue(value)
                .setItems(members.size())
                .setAccuracy(accuracy)
                .setMacroF1(evaluation.scores().macroF1())
                .setMacroF1Interval(Figures.bounds(macro))
                .setSmall(members.size() < FEW)
                .build();
    }

    /** Of the labels that occur in the slice alone, so that a small slice is little work. */
    private static Confusion confusion(List<GoldRow> members) {
        Map<Integer, Integer> numbers = new TreeMap<>();
        for (GoldRow row : members) {
            numbers.putIfAbsent(row.gold(), numbers.size());
            if (row.given() != Confusion.UNLABELED) {
                numbers.putIfAbsent(row.given(), numbers.size());
            }
        }
        return Confusion.of(
                numbers.size(),
                members.stream()
                        .mapToInt(row -> numbers.getOrDefault(row.gold(), 0))
                        .toArray(),
                members.stream()
                        .mapToInt(row -> numbers.getOrDefault(row.given(), Confusion.UNLABELED))
                        .toArray());
    }
}
