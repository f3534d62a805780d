package io.autolabeler.quality.calibration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The map of an annotator, and for labels that it is surer or less sure of than of others a map of their own, drawn towards the
 * map of all as long as it rests on few items.
 *
 * @param byLabel by the label that the annotator chose; empty where one map serves all
 */
public record LabelMaps(Calibrator all, Map<String, Shrunk> byLabel) {
    private static final int LEAST_ITEMS = 50;

    public LabelMaps {
        byLabel = Map.copyOf(byLabel);
    }

    /** One map for all labels. */
    public LabelMaps(Calibrator all) {
        this(all, Map.of());
    }

    /** The calibrated distribution of an item that was given a label. */
    public double[] apply(String label, double[] shares, int top) {
        @Nullable Shrunk own = byLabel.get(label);
        return own == null ? all.apply(shares, top) : own.apply(shares, top);
    }

    /** How probably the label that an item was given is right. */
    public double chosen(String label, double[] shares, int top) {
        @Nullable Shrunk own = byLabel.get(label);
        return own == null ? all.chosen(shares, top) : own.chosen(shares, top);
    }

    /** Log-loss of each item. */
    double[] losses(ScoredItems items, List<String> labels) {
        return calibrated(items, labels).losses(new Uncalibrated());
    }

    /** All items after the maps. */
    ScoredItems calibrated(ScoredItems items, List<String> labels) {
        return calibrated(items, i -> this, labels);
    }

    private static ScoredItems calibrated(ScoredItems items, IntFunction<LabelMaps> maps, List<String> labels) {
        return items.mapped(
                i -> maps.apply(i).apply(labels.get(i), items.row(i), items.top(i)),
                i -> maps.apply(i).chosen(labels.get(i), items.row(i), items.top(i)));
    }

    /** False as long as nothing was fitted. */
    public boolean calibrated() {
        return all.calibrated() || !byLabel.isEmpty();
    }

    /** Maps for the labels with at least 50 items, beside the map of all. */
    static LabelMaps fit(Calibrator all, ScoredItems items, List<String> labels) {
        Map<String, Shrunk> own = new HashMap<>();
        rowsByLabel(labels).forEach((label, rows) -> {
            if (rows.size() >= LEAST_ITEMS && rows.size() < labels.size()) {
                ScoredItems part =
                        items.pick(rows.stream().mapToInt(Integer::intValue).toArray());
                own.put(label, new Shrunk(CalibrationMethod.PLATT.fit(part), part.size(), all));
            }
        });
        return new LabelMaps(all, own);
    }

    /** Each item after maps that were fitted without its fold, the map of all by the same method. */
    static ScoredItems crossFitted(CalibrationMethod method, ScoredItems items, List<String> labels) {
        int[] folds = CalibrationChoice.folds(items.size());
        List<LabelMaps> byFold = new ArrayList<>();
        for (int fold = 0; fold < CalibrationChoice.FOLDS; fold++) {
            int out = fold;
            int[] others = IntStream.range(0, items.size())
                    .filter(i -> folds[i] != out)
                    .toArray();
            ScoredItems fitted = items.pick(others);
            byFold.add(fit(
                    method.fit(fitted),
                    fitted,
                    IntStream.of(others).mapToObj(labels::get).toList()));
        }
        return calibrated(items, i -> byFold.get(folds[i]), labels);
    }

    private static Map<String, List<Integer>> rowsByLabel(List<String> labels) {
        Map<String, List<Integer>> rows = new TreeMap<>();
        for (int i = 0; i < labels.size(); i++) {
            rows.computeIfAbsent(labels.get(i), label -> new ArrayList<>()).add(i);
        }
        return rows;
    }
}
