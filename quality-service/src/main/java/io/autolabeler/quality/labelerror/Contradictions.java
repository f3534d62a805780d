package io.autolabeler.quality.labelerror;

import io.autolabeler.quality.numeric.Vectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
            lengths[i] = Math.sqrt(Vectors.dot(vectors[i], vectors[i]));
        }
        Likeness cosine = (a, b) -> {
            double length = lengths[a] * lengths[b];
            return length == 0 ? 0 : Vectors.dot(vectors[a], vectors[b]) / length;
        };
        return pairs(labels, cosine, LEAST_COSINE, progress);
    }

    /**
     * Pairs of nearly the same direction within groups of near duplicates, most alike first. O(items + pairs in a group).
     *
     * @param vectors {@code [items][dimensions]} of length 1 or 0
     * @param groups {@code [items]}, as {@link NearDuplicates#groups}
     */
    public static List<Pair> within(int[] groups, double[][] vectors, int[] labels) {
        Map<Integer, List<Integer>> members = new TreeMap<>();
        for (int i = 0; i < groups.length; i++) {
            members.computeIfAbsent(groups[i], group -> new ArrayList<>()).add(i);
        }
        List<Pair> pairs = new ArrayList<>();
        for (List<Integer> group : members.values()) {
            for (int a = 0; a < group.size(); a++) {
                for (int other : group.subList(a + 1, group.size())) {
                    addPair(pairs, group.get(a), other, vectors, labels);
                }
            }
        }
        return mostAlikeFirst(pairs);
    }

    private static void addPair(List<Pair> pairs, int first, int second, double[][] vectors, int[] labels) {
        boolean differ = labels[first] != GivenLabels.NONE
                && labels[second] != GivenLabels.NONE
                && labels[first] != labels[second];
        double alike = differ ? Vectors.dot(vectors[first], vectors[second]) : 0;
        if (alike >= LEAST_COSINE) {
            pairs.add(new Pair(first, second, Math.min(1, alike)));
        }
    }

    /**
     * Pairs of nearly the same tokens, most alike first. O(items x tokens + pairs with a rare token in common).
     *
     * <p>Source: S. Chaudhuri, V. Ganti, R. Kaushik, "A Primitive Operator for Similarity Joins in Data Cleaning", ICDE 2006
     * (prefix filter).
     *
     * @param tokens of each item; an empty set is like none
     */
    public static List<Pair> byOverlap(List<Set<String>> tokens, int[] labels, DoubleConsumer progress) {
        Map<String, Integer> frequency = new HashMap<>();
        tokens.forEach(each -> each.forEach(token -> frequency.merge(token, 1, Integer::sum)));
        Comparator<String> rarestFirst = Comparator.<String>comparingInt(token -> frequency.getOrDefault(token, 0))
                .thenComparing(token -> token);
        Map<String, List<Integer>> seen = new HashMap<>();
        List<Pair> pairs = new ArrayList<>();
        for (int b = 0; b < labels.length; b++) {
            Set<Integer> alike = new TreeSet<>();
            for (String token : labels[b] == GivenLabels.NONE ? List.<String>of() : rare(tokens.get(b), rarestFirst)) {
                List<Integer> before = seen.computeIfAbsent(token, any -> new ArrayList<>());
                alike.addAll(before);
                before.add(b);
            }
            for (int a : alike) {
                double overlap = labels[a] == labels[b] ? 0 : jaccard(tokens.get(a), tokens.get(b));
                if (overlap >= LEAST_OVERLAP) {
                    pairs.add(new Pair(a, b, overlap));
                }
            }
            progress.accept((b + 1.0) / labels.length);
        }
        pairs.sort(Comparator.comparingInt(Pair::first).thenComparingInt(Pair::second));
        return mostAlikeFirst(pairs);
    }

    /** Of its rarest tokens so many that every set alike enough has one of them among its own rarest ones. */
    private static List<String> rare(Set<String> tokens, Comparator<String> rarestFirst) {
        int most = tokens.size() - (int) Math.ceil(LEAST_OVERLAP * tokens.size() - 1e-9) + 1;
        return tokens.stream()
                .sorted(rarestFirst)
                .limit(tokens.isEmpty() ? 0 : most)
                .toList();
    }

    private static double jaccard(Set<String> first, Set<String> second) {
        long common = first.stream().filter(second::contains).count();
        return (double) common / (first.size() + second.size() - common);
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
        return mostAlikeFirst(pairs);
    }

    private static List<Pair> mostAlikeFirst(List<Pair> pairs) {
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
}
