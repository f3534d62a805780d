package io.autolabeler.quality.consensus;

import java.util.function.DoubleConsumer;

/** Progress of a job of equally long stages. */
final class Stages {
    private final int count;
    private final DoubleConsumer progress;
    private int begun;

    Stages(int count, DoubleConsumer progress) {
        this.count = count;
        this.progress = progress;
    }

    /** The next stage's own progress. */
    DoubleConsumer next() {
        int done = begun++;
        return share -> progress.accept((done + share) / count);
    }

    /** Stages that were left out count as done. */
    void finish() {
        progress.accept(1);
    }
}
