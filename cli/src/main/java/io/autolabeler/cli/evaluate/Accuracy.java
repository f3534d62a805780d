package io.autolabeler.cli.evaluate;

import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.file.Rows;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well labels agree with gold labels. Rows without gold label are left out; a row with gold but without label, a
 * failed item, counts as wrong.
 *
 * @param items rows with a gold label
 * @param right those whose label is the gold label
 * @param labels every label that occurs as gold or as label, by name
 */
public record Accuracy(int items, int right, List<PerLabel> labels) {
    /**
     * One label's part.
     *
     * @param gold rows with this gold label
     * @param labeled rows that were given this label, among those with gold
     * @param right rows where both agree
     */
    public record PerLabel(String label, int gold, int labeled, int right) {
        /** The harmonic mean of precision and recall, in [0, 1]. */
        public double f1() {
            return share(2 * right, gold + labeled);
        }
    }

    /** The share of rows that are right, in [0, 1]; 0 without rows. */
    public double value() {
        return share(right, items);
    }

    /** The mean F1 over all labels, each counting the same. */
    public double macroF1() {
        return labels.stream().mapToDouble(PerLabel::f1).average().orElse(0);
    }

    /** Counts the rows of a file. */
    public static Accuracy of(InputFile file, String goldColumn, String labelColumn) {
        Counter counter = new Counter();
        Rows.each(file, row -> counter.add(value(row, goldColumn), value(row, labelColumn)));
        return counter.result();
    }

    private static String value(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static final class Counter {
        private static final int GOLD = 0;
        private static final int LABELED = 1;
        private static final int RIGHT = 2;
        private final Map<String, int[]> byLabel = new TreeMap<>();
        private int items;
        private int right;

        void add(String gold, String label) {
            if (gold.isEmpty()) {
                return;
            }
            items++;
            counts(gold)[GOLD]++;
            if (!label.isEmpty()) {
                counts(label)[LABELED]++;
            }
            if (gold.equals(label)) {
                right++;
                counts(gold)[RIGHT]++;
            }
        }

        Accuracy result() {
            List<PerLabel> labels = byLabel.entrySet().stream()
                    .map(entry -> new PerLabel(
                            entry.getKey(), entry.getValue()[GOLD], entry.getValue()[LABELED], entry.getValue()[RIGHT]))
                    .toList();
            return new Accuracy(items, right, labels);
        }

        private int[] counts(String label) {
            return byLabel.computeIfAbsent(label, key -> new int[RIGHT + 1]);
        }
    }
}
