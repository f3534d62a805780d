package io.autolabeler.quality.labelerror;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;

/** Items that say nearly the same and carry different labels: one of the two is wrong, whatever a model thinks. */
public final class Contradictions {
    /** From which cosine on embeddings say the same. */
    public static final double LEAST_COSINE = 0.95;

    /** From which share of common tokens on texts say the same. */
    public static final double LEAST_OVERLAP = 0.8;

    private Contradictions() {}

    /**
     * Two items that contradict each other.
     *
     * @param likeness in [0, 1], 1 for the same
     */
    public record Pair(int first, int second, double likeness) {}

    private interface Likeness {
        double of(int first, int second);
    }

    /**
     * Pairs of nearly the same direction, most alike first. O(items^2 x dimensions): for sets of some ten thousand.
     *
     * @param vectors {@code [items][dimensions]}; a zero vector is like none
     * @param labels {@code [items]} or {@link GivenLabels#NONE}
     */
    public static List<Pair> byCosine(double[][] vectors, int[] labels, DoubleConsumer progress) {
        double[] lengths = new double[vectors.length];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = Math.sqrt(dot(vectors[i], vectors[i]));
        }
        Likeness cosine = (a, b) -> {
            double length = lengths[a] * lengths[b];
            return length == 0 ? 0 : dot(vectors[a], vectors[b]) / length;
        };
        return pairs(labels, cosine, LEAST_COSINE, progress);
    }

    /**
     * Pairs of nearly the same tokens, most alike first. O(items^2 x tokens).
     *
     * @param tokens of each item; an empty set is like none
     */
    public static List<Pair> byOverlap(List<Set<String>> tokens, int[] labels, DoubleConsumer progress) {
        Likeness jaccard = (a, b) -> {
            long common = tokens.get(a).stream().filter(tokens.get(b)::contains).count();
            long all = tokens.get(a).size() + tokens.get(b).size() - common;
            return all == 0 ? 0 : (double) common / all;
        };
        return pairs(labels, jaccard, LEAST_OVERLAP, progress);
    }

    private static List<Pair> pairs(int[] labels, Likeness likeness, double least, DoubleConsumer progress) {
        List<Pair> pairs = new ArrayList<>();
        for (int a = 0; a < labels.length; a++) {
            for (int b = a + 1; b < labels.length && labels[a] != GivenLabels.NONE; b++) {
                if (labels[b] != GivenLabels.NONE && labels[b] != labels[a]) {
                    double alike = likeness.of(a, b);
                    if (alike >= least) {
                        pairs.add(new Pair(a, b, Math.min(1, alike)));
                    }
                }
            }
            progress.accept((a + 1.0) / labels.length);
        }
        pairs.sort(Comparator.comparingDouble((Pair pair) -> -pair.likeness));
        return pairs;
    }

    /**
     * Items of several lists in one: by their best place in any of them, then by how many lists name them, then by number.
     *
     * @param ranked lists of items, the most suspicious first
     */
    public static List<Integer> merged(List<List<Integer>> ranked) {
        Map<Integer, Integer> best = new HashMap<>();
        Map<Integer, Integer> named = new HashMap<>();
        for (List<Integer> list : ranked) {
            for (int place = 0; place < list.size(); place++) {
                best.merge(list.get(place), place, Math::min);
                named.merge(list.get(place), -1, Integer::sum);
            }
        }
        return best.keySet().stream()
                .sorted(Comparator.<Integer>comparingInt(best::get)
                        .thenComparingInt(named::get)
                        .thenComparingInt(item -> item))
                .toList();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
