package io.autolabeler.retrieval.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Groups texts into batches of like length, so that little of a batch is padding.
 *
 * @param maxTexts texts in one batch, at least 1
 * @param maxTokens padded tokens in one batch; a single longer text is a batch of its own
 */
public record BatchPlan(int maxTexts, int maxTokens) {

    public BatchPlan {
        if (maxTexts < 1) {
            throw new IllegalArgumentException("maxTexts must be at least 1, got " + maxTexts);
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be at least 1, got " + maxTokens);
        }
    }

    /** Positions in {@code lengths}, each in exactly one batch, shortest first. O(n log n). */
    List<int[]> batches(int[] lengths) {
        int[] order = IntStream.range(0, lengths.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> lengths[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<int[]> batches = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= order.length; end++) {
            if (end == order.length || !fits(end - start + 1, lengths[order[end]])) {
                batches.add(Arrays.copyOfRange(order, start, end));
                start = end;
            }
        }
        return batches;
    }

    private boolean fits(int texts, int longest) {
        return texts <= maxTexts && (long) texts * longest <= maxTokens;
    }
}
