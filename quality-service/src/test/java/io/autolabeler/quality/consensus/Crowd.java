package io.autolabeler.quality.consensus;

import java.util.random.RandomGenerator;

/** Simulated annotators. */
enum Crowd {
    /** Five labels per item by 40 annotators of differing skill, whose errors are spread evenly. */
    ONE_COIN(400, 40, 3),
    /** The same, but each annotator has a class of its own that it falls back to when unsure. */
    BIASED(400, 40, 3),
    /** As many annotators as items, five labels each. */
    SPARSE(200, 200, 3);

    private static final int LABELS_PER_ITEM = 5;

    private final int items;
    private final int annotators;
    private final int classes;

    Crowd(int items, int annotators, int classes) {
        this.items = items;
        this.annotators = annotators;
        this.classes = classes;
    }

    /** Votes, and the truth that they were drawn for. */
    record Drawn(VoteMatrix votes, int[] truth) {}

    Drawn draw(long seed) {
        RandomGenerator random = Vectors.random(seed);
        double[] skill = random.doubles(annotators, 0.35, 0.95).toArray();
        int[] habit = random.ints(annotators, 0, classes).toArray();
        int[] truth = random.ints(items, 0, classes).toArray();
        int[] turn = random.ints(items, 0, annotators).toArray();
        VoteMatrixBuilder votes = VoteMatrix.builder(items, annotators, classes);
        for (int i = 0; i < items; i++) {
            for (int a = 0; a < LABELS_PER_ITEM; a++) {
                int j = this == SPARSE ? (i * 7 + a * 39) % annotators : (turn[i] + a * 7) % annotators;
                int wrong = this == BIASED ? habit[j] : (truth[i] + 1 + random.nextInt(classes - 1)) % classes;
                votes.vote(i, j, random.nextDouble() < skill[j] ? truth[i] : wrong);
            }
        }
        return new Drawn(votes.build(), truth);
    }
}
