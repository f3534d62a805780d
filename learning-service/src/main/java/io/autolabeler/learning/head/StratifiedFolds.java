package io.autolabeler.learning.head;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A split of examples into folds in which every class has nearly the same share.
 *
 * @param of the fold of each example
 */
record StratifiedFolds(int[] of, int count) {

    /** Deals the examples of each class, shuffled, to {@code count} folds in turn. */
    static StratifiedFolds deal(int[] labels, int classes, int count, RandomGenerator random) {
        if (count < 2) {
            throw new IllegalArgumentException("count must be at least 2, got " + count);
        }
        int[] folds = new int[labels.length];
        int next = 0;
        for (int each = 0; each < classes; each++) {
            int label = each;
            List<Integer> members = new ArrayList<>(IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .boxed()
                    .toList());
            Collections.shuffle(members, Random.from(random));
            for (int member : members) {
                folds[member] = next++ % count;
            }
        }
        return new StratifiedFolds(folds, count);
    }

    /** Positions of the examples in the fold. */
    int[] inside(int fold) {
        return IntStream.range(0, of.length).filter(i -> of[i] == fold).toArray();
    }

    /** Positions of the examples outside the fold. */
    int[] outside(int fold) {
        return IntStream.range(0, of.length).filter(i -> of[i] != fold).toArray();
    }
}
