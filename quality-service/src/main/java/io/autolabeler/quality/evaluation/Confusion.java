package io.autolabeler.quality.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each gold label met each given label.
 *
 * @param classes number of labels
 * @param cells those that occur
 */
public record Confusion(int classes, List<Cell> cells) {
    /** Stands for an item that was given no label: it counts as wrong. */
    public static final int UNLABELED = -1;

    /** Items with this gold label that were given that label, or {@link #UNLABELED}. */
    public record Cell(int gold, int label, int items) {}

    public Confusion {
        cells = List.copyOf(cells);
        for (Cell cell : cells) {
            if (cell.gold < 0 || cell.gold >= classes || cell.label < UNLABELED || cell.label >= classes) {
                throw new IllegalArgumentException("gold and label must be below " + classes + ", got " + cell);
            }
        }
    }

    /**
     * Counts items.
     *
     * @param labels {@code [items]}, {@link #UNLABELED} where there is none
     */
    public static Confusion of(int classes, int[] gold, int[] labels) {
        Map<Long, Integer> counts = new HashMap<>();
        for (int i = 0; i < gold.length; i++) {
            counts.merge((long) gold[i] * (classes + 1L) + labels[i] + 1, 1, Integer::sum);
        }
        List<Cell> cells = new ArrayList<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> cells.add(new Cell(
                        (int) (each.getKey() / (classes + 1L)),
                        (int) (each.getKey() % (classes + 1L)) - 1,
                        each.getValue())));
        return new Confusion(classes, cells);
    }

    /** {@code [cells]}: the items of each cell. */
    int[] items() {
        return cells.stream().mapToInt(Cell::items).toArray();
    }
}
