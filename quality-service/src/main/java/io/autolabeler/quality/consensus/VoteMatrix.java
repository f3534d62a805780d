package io.autolabeler.quality.consensus;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Who labelled what as which class: the labels of item {@code i} are the votes {@code start(i)} to {@code end(i) - 1}, by
 * rising annotator, at most one of each. Immutable.
 */
public final class VoteMatrix {
    /** Stands for "no class": an item without a known truth, or without a label. */
    public static final int UNKNOWN = -1;

    private final int annotators;
    private final int classes;
    private final int[] start;
    private final int[] annotator;
    private final int[] label;
    private final int[] gold;
    private final Repeats repeats;

    /**
     * Rows that named an item and annotator again; none of them counts.
     *
     * @param identical said the same as the first row
     * @param contradicting said something else
     */
    public record Repeats(int identical, int contradicting) {}

    VoteMatrix(Shape shape, int[] start, int[][] columns, int[] gold, Repeats repeats) {
        this.annotators = shape.annotators();
        this.classes = shape.classes();
        this.start = start;
        this.annotator = columns[0];
        this.label = columns[1];
        this.gold = gold;
        this.repeats = repeats;
    }

    /** The numbers of items and annotators, which may be 0, and of classes, at least 1, seen or not. */
    public record Shape(int items, int annotators, int classes) {
        public Shape {
            if (items < 0 || annotators < 0) {
                throw new IllegalArgumentException(
                        "items and annotators must be at least 0, got " + items + " and " + annotators);
            }
            if (classes < 1) {
                throw new IllegalArgumentException("classes must be at least 1, got " + classes);
            }
        }
    }

    /** Takes votes in any order; items, annotators and classes are numbered from 0. */
    public static VoteMatrixBuilder builder(int items, int annotators, int classes) {
        return new VoteMatrixBuilder(new Shape(items, annotators, classes));
    }

    public int items() {
        return start.length - 1;
    }

    public int annotators() {
        return annotators;
    }

    public int classes() {
        return classes;
    }

    /** All labels of all items. */
    public int votes() {
        return label.length;
    }

    /** The number of an item's first vote. */
    public int start(int item) {
        return start[item];
    }

    /** The number after an item's last vote. */
    public int end(int item) {
        return start[item + 1];
    }

    public int votesOn(int item) {
        return start[item + 1] - start[item];
    }

    public int annotator(int vote) {
        return annotator[vote];
    }

    public int label(int vote) {
        return label[vote];
    }

    /** The item's true class where it is known, otherwise {@link #UNKNOWN}. */
    public int gold(int item) {
        return gold[item];
    }

    public boolean hasGold(int item) {
        return gold[item] != UNKNOWN;
    }

    public int goldItems() {
        return (int) Arrays.stream(gold).filter(each -> each != UNKNOWN).count();
    }

    public Repeats repeats() {
        return repeats;
    }

    /** {@code [annotators]}: how many labels each gave. */
    public int[] votesByAnnotator() {
        int[] counts = new int[annotators];
        for (int each : annotator) {
            counts[each]++;
        }
        return counts;
    }

    /** How many annotators gave a label at all; a consensus of one follows that one and the prior. */
    public int voices() {
        return (int)
                Arrays.stream(votesByAnnotator()).filter(count -> count > 0).count();
    }

    /** The same votes, with the true class of some items unknown. */
    VoteMatrix withoutGold(int[] items) {
        int[] fewer = gold.clone();
        for (int item : items) {
            fewer[item] = UNKNOWN;
        }
        return new VoteMatrix(
                new Shape(items(), annotators, classes), start, new int[][] {annotator, label}, fewer, repeats);
    }

    /** The same items, annotators and gold, with only the votes whose number passes. */
    VoteMatrix keep(IntPredicate passes) {
        int[] starts = new int[start.length];
        int[][] columns = new int[2][votes()];
        int kept = 0;
        for (int i = 0; i < items(); i++) {
            for (int v = start(i); v < end(i); v++) {
                if (passes.test(v)) {
                    columns[0][kept] = annotator[v];
                    columns[1][kept++] = label[v];
                }
            }
            starts[i + 1] = kept;
        }
        int[][] shorter = {Arrays.copyOf(columns[0], kept), Arrays.copyOf(columns[1], kept)};
        return new VoteMatrix(new Shape(items(), annotators, classes), starts, shorter, gold, repeats);
    }
}
