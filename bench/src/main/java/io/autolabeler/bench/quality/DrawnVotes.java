package io.autolabeler.bench.quality;

import io.autolabeler.quality.consensus.VoteMatrix;
import io.autolabeler.quality.consensus.VoteMatrixBuilder;
import java.util.SplittableRandom;

/** Labels of annotators who are right in seven of ten cases and guess otherwise: 5 of each item, in 5 classes. */
final class DrawnVotes {
    private static final int CLASSES = 5;
    private static final int LABELS_PER_ITEM = 5;
    private static final double RIGHT = 0.7;

    private DrawnVotes() {}

    static VoteMatrix of(int items, int annotators) {
        SplittableRandom random = new SplittableRandom(7);
        VoteMatrixBuilder drawn = VoteMatrix.builder(items, annotators, CLASSES);
        for (int item = 0; item < items; item++) {
            int truth = random.nextInt(CLASSES);
            int first = random.nextInt(annotators);
            for (int each = 0; each < LABELS_PER_ITEM; each++) {
                int label = random.nextDouble() < RIGHT ? truth : random.nextInt(CLASSES);
                drawn.vote(item, (first + each) % annotators, label);
            }
        }
        return drawn.build();
    }
}
