package io.autolabeler.quality.consensus;

import io.autolabeler.quality.consensus.Consensus.Trace;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/** Counts the rounds of one fit, keeps their bounds and says when to stop. */
final class Rounds {
    private final double[] bounds;
    private final DoubleConsumer progress;
    private int done;
    private boolean converged;

    Rounds(int most, DoubleConsumer progress) {
        this.bounds = new double[most];
        this.progress = progress;
    }

    boolean goOn() {
        return !converged && done < bounds.length;
    }

    /** Ends a round; {@code settled} makes it the last one. */
    void end(double bound, boolean settled) {
        bounds[done++] = bound;
        converged = settled;
        progress.accept(goOn() ? (double) done / bounds.length : 1);
    }

    /** Ends a round, and the fit once the bound gains less than a share {@code tolerance} above 0 of itself. */
    void endUnlessGaining(double bound, double tolerance) {
        end(bound, tolerance > 0 && done > 0 && bound - bounds[done - 1] < tolerance * Math.abs(bound));
    }

    Trace trace() {
        return new Trace(Arrays.copyOf(bounds, done), done, converged);
    }

    /** For a method without a bound. */
    Trace traceWithoutBounds() {
        return new Trace(new double[0], done, converged);
    }
}
