package io.autolabeler.quality.consensus;

import io.autolabeler.quality.consensus.VoteMatrix.Repeats;
import io.autolabeler.quality.consensus.VoteMatrix.Shape;
import java.util.Arrays;

/** Collects votes in any order; of several votes by one annotator on one item the first counts. */
public final class VoteMatrixBuilder {
    private static final int FIRST_CAPACITY = 64;

    private final Shape shape;
    private final int[] gold;
    private int[][] columns = new int[3][FIRST_CAPACITY];
    private int size;

    VoteMatrixBuilder(Shape shape) {
        this.shape = shape;
        this.gold = new int[shape.items()];
        Arrays.fill(gold, VoteMatrix.UNKNOWN);
    }

    /** Adds a label; returns this builder. */
    public VoteMatrixBuilder vote(int item, int annotator, int label) {
        require("item", item, shape.items());
        require("annotator", annotator, shape.annotators());
        require("label", label, shape.classes());
        if (size == columns[0].length) {
            for (int c = 0; c < columns.length; c++) {
                columns[c] = Arrays.copyOf(columns[c], 2 * size);
            }
        }
        columns[0][size] = item;
        columns[1][size] = annotator;
        columns[2][size++] = label;
        return this;
    }

    /** Fixes an item's true class; returns this builder. */
    public VoteMatrixBuilder gold(int item, int label) {
        require("item", item, shape.items());
        require("label", label, shape.classes());
        gold[item] = label;
        return this;
    }

    /** The votes so far; later ones don't change it. */
    public VoteMatrix build() {
        int[] byAnnotator = stablySorted(identity(size), columns[1], shape.annotators());
        int[] order = stablySorted(byAnnotator, columns[0], shape.items());
        int[] start = new int[shape.items() + 1];
        int[][] kept = new int[2][size];
        int votes = 0;
        int identical = 0;
        for (int o = 0; o < size; o++) {
            int row = order[o];
            if (o > 0 && samePlace(row, order[o - 1])) {
                identical += columns[2][row] == kept[1][votes - 1] ? 1 : 0;
                continue;
            }
            kept[0][votes] = columns[1][row];
            kept[1][votes++] = columns[2][row];
            start[columns[0][row] + 1]++;
        }
        Arrays.parallelPrefix(start, Integer::sum);
        int[][] shorter = {Arrays.copyOf(kept[0], votes), Arrays.copyOf(kept[1], votes)};
        Repeats repeats = new Repeats(identical, size - votes - identical);
        return new VoteMatrix(shape, start, shorter, gold.clone(), repeats);
    }

    private boolean samePlace(int row, int other) {
        return columns[0][row] == columns[0][other] && columns[1][row] == columns[1][other];
    }

    private static int[] identity(int size) {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        return order;
    }

    /** A counting sort: rows with equal keys stay in the order in which they came. */
    private static int[] stablySorted(int[] order, int[] key, int keys) {
        int[] next = new int[keys + 1];
        for (int row : order) {
            next[key[row] + 1]++;
        }
        Arrays.parallelPrefix(next, Integer::sum);
        int[] sorted = new int[order.length];
        for (int row : order) {
            sorted[next[key[row]]++] = row;
        }
        return sorted;
    }

    private static void require(String name, int value, int count) {
        if (value < 0 || value >= count) {
            throw new IllegalArgumentException(name + " must be in [0, " + count + "), got " + value);
        }
    }
}
