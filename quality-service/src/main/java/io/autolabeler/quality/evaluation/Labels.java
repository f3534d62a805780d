package io.autolabeler.quality.evaluation;

import io.autolabeler.quality.evaluation.F1Scores.Label;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What was found of what there is, label by label: {@code labeled} counts what was given, {@code gold} what there is.
 *
 * @param byLabel of every label that occurs, as gold or given, by name
 */
public record Labels(Map<String, Label> byLabel) {
    /** Means of precision, recall and F1, each in [0, 1]. */
    public record Means(double precision, double recall, double f1) {}

    public Labels {
        byLabel = Map.copyOf(byLabel);
    }

    /** Counts what is the same on both sides; what is there twice counts once. */
    static <T> Labels ofEqual(Collection<T> gold, Collection<T> given, Function<T, String> label) {
        Set<T> there = new HashSet<>(gold);
        Map<String, int[]> counts = new TreeMap<>();
        there.forEach(each -> count(counts, label.apply(each))[0]++);
        for (T each : new HashSet<>(given)) {
            int[] found = count(counts, label.apply(each));
            found[1]++;
            found[2] += there.contains(each) ? 1 : 0;
        }
        return of(counts);
    }

    /** Of {@code [3]} counts for each label: gold, given and right. */
    static Labels of(Map<String, int[]> counts) {
        Map<String, Label> byLabel = new TreeMap<>();
        counts.forEach((label, each) -> byLabel.put(label, new Label(each[0], each[1], each[2])));
        return new Labels(byLabel);
    }

    static int[] count(Map<String, int[]> counts, String label) {
        return counts.computeIfAbsent(label, each -> new int[3]);
    }

    /** All labels together. */
    public Label micro() {
        int gold = 0;
        int labeled = 0;
        int right = 0;
        for (Label each : byLabel.values()) {
            gold += each.gold();
            labeled += each.labeled();
            right += each.right();
        }
        return new Label(gold, labeled, right);
    }

    /** Every label counts the same; all 0 for no labels. */
    public Means macro() {
        return mean(each -> 1.0);
    }

    /** Labels count by how often they are gold; all 0 without gold. */
    public Means weighted() {
        return mean(each -> (double) each.gold());
    }

    private Means mean(Function<Label, Double> weight) {
        double[] sums = new double[4];
        for (Label each : byLabel.values()) {
            double w = weight.apply(each);
            sums[0] += w * each.precision();
            sums[1] += w * each.recall();
            sums[2] += w * each.f1();
            sums[3] += w;
        }
        return sums[3] == 0 ? new Means(0, 0, 0) : new Means(sums[0] / sums[3], sums[1] / sums[3], sums[2] / sums[3]);
    }
}
