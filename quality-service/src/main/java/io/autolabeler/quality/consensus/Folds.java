package io.autolabeler.quality.consensus;

import java.util.random.RandomGenerator;

/** Five equal parts of the votes, by chance. */
final class Folds {
    static final int COUNT = 5;

    private Folds() {}

    /** {@code [votes]}: each one's fold in [0, 5). */
    static int[] of(VoteMatrix votes, RandomGenerator random) {
        int[] order = new int[votes.votes()];
        for (int v = 0; v < order.length; v++) {
            int other = random.nextInt(v + 1);
            order[v] = order[other];
            order[other] = v;
        }
        int[] folds = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            folds[order[place]] = place % COUNT;
        }
        return folds;
    }
}
