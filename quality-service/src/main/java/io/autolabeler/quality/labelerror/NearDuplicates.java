package io.autolabeler.quality.labelerror;

import io.autolabeler.quality.numeric.Vectors;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/** Which items say nearly the same, directly or by way of others. */
public final class NearDuplicates {
    private NearDuplicates() {}

    /**
     * {@code [items]}: the group of each, named by its first item. O(items^2 x dimensions): for sets of some ten thousand.
     *
     * @param vectors {@code [items][dimensions]} of length 1 or 0
     */
    public static int[] groups(double[][] vectors, DoubleConsumer progress) {
        int[] parents = IntStream.range(0, vectors.length).toArray();
        for (int a = 0; a < vectors.length; a++) {
            for (int b = a + 1; b < vectors.length; b++) {
                if (Vectors.dot(vectors[a], vectors[b]) >= Contradictions.LEAST_COSINE) {
                    join(parents, a, b);
                }
            }
            // The first items have the most others to be compared with.
            double left = 1 - (a + 1.0) / vectors.length;
            progress.accept(1 - left * left);
        }
        return IntStream.range(0, parents.length).map(i -> root(parents, i)).toArray();
    }

    private static void join(int[] parents, int a, int b) {
        int first = root(parents, a);
        int second = root(parents, b);
        parents[Math.max(first, second)] = Math.min(first, second);
    }

    private static int root(int[] parents, int item) {
        int at = item;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }
}
