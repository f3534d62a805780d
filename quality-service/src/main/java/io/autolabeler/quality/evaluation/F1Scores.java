package io.autolabeler.quality.evaluation;

import io.autolabeler.quality.evaluation.Confusion.Cell;
import java.util.List;

/**
 * Accuracy and the means of F1 over labels.
 *
 * <p>Source: C. D. Manning, P. Raghavan, H. Schütze, "Introduction to Information Retrieval", 2008, section 13.6, for
 * macro and micro averages.
 *
 * @param items at least 0
 * @param right items whose label is the gold label
 * @param accuracy share of right items in [0, 1]; 0 for no items
 * @param macroF1 mean over the labels that occur, as gold or given
 * @param microF1 of all decisions together; differs from accuracy where items have no label
 * @param weightedF1 mean over the labels, by how often each is gold
 */
public record F1Scores(int items, int right, double accuracy, double macroF1, double microF1, double weightedF1) {
    /**
     * One label's part.
     *
     * @param gold items with this gold label
     * @param labeled items that were given it
     * @param right items where both agree
     */
    public record Label(int gold, int labeled, int right) {
        /** In [0, 1]; 0 for a label that was never given. */
        public double precision() {
            return labeled == 0 ? 0 : (double) right / labeled;
        }

        /** In [0, 1]; 0 for a label that is never gold. */
        public double recall() {
            return gold == 0 ? 0 : (double) right / gold;
        }

        /** The harmonic mean of precision and recall. */
        public double f1() {
            return gold + labeled == 0 ? 0 : 2.0 * right / (gold + labeled);
        }
    }

    /** {@code [labels]}: each label's part. */
    public static Label[] byLabel(Confusion confusion) {
        return byLabel(confusion.classes(), confusion.cells(), confusion.items());
    }

    public static F1Scores of(Confusion confusion) {
        return of(confusion.classes(), confusion.cells(), confusion.items());
    }

    /** The scores of a sample that holds so many items of each cell. */
    static F1Scores of(int classes, List<Cell> cells, int[] items) {
        int all = 0;
        int right = 0;
        int labeled = 0;
        for (int c = 0; c < items.length; c++) {
            Cell cell = cells.get(c);
            all += items[c];
            right += cell.gold() == cell.label() ? items[c] : 0;
            labeled += cell.label() == Confusion.UNLABELED ? 0 : items[c];
        }
        double macro = 0;
        double weighted = 0;
        int occurring = 0;
        for (Label label : byLabel(classes, cells, items)) {
            occurring += label.gold + label.labeled > 0 ? 1 : 0;
            macro += label.f1();
            weighted += label.f1() * label.gold;
        }
        return new F1Scores(
                all,
                right,
                all == 0 ? 0 : (double) right / all,
                occurring == 0 ? 0 : macro / occurring,
                all + labeled == 0 ? 0 : 2.0 * right / (all + labeled),
                all == 0 ? 0 : weighted / all);
    }

    private static Label[] byLabel(int classes, List<Cell> cells, int[] items) {
        int[][] counts = new int[3][classes];
        for (int c = 0; c < items.length; c++) {
            Cell cell = cells.get(c);
            counts[0][cell.gold()] += items[c];
            if (cell.label() != Confusion.UNLABELED) {
                counts[1][cell.label()] += items[c];
            }
            if (cell.label() == cell.gold()) {
                counts[2][cell.gold()] += items[c];
            }
        }
        Label[] labels = new Label[classes];
        for (int k = 0; k < classes; k++) {
            labels[k] = new Label(counts[0][k], counts[1][k], counts[2][k]);
        }
        return labels;
    }
}
