package io.autolabeler.quality.sampling;

import io.autolabeler.quality.sampling.AcceptancePlan.Risks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How severely lots of one producer are looked at, an annotator or a model: more after rejected lots, less after a run of
 * accepted ones. The rules are after the pattern of ISO 2859-1, the plans are our own designs.
 *
 * <p>Source: ISO 2859-1:1999, clause 9.3, for the rules of switching.
 *
 * @param severity of the next lot
 * @param recent outcomes since the severity changed, true for accepted, last at the end; on normal inspection at most 10
 */
public record Inspection(Severity severity, List<Boolean> recent) {
    private static final int WINDOW = 5;
    private static final int MOST_REJECTED_IN_WINDOW = 1;
    private static final int ACCEPTED_TO_NORMAL = 5;
    private static final int REJECTED_TO_STOP = 5;
    private static final int ACCEPTED_TO_REDUCED = 10;

    /** How severely a lot is looked at. */
    public enum Severity {
        REDUCED(.05, .25),
        NORMAL(.05, .10),
        TIGHTENED(.10, .05),
        /** No more lots are looked at until somebody restarts it. */
        STOPPED(0, 0);

        private final double producer;
        private final double consumer;

        Severity(double producer, double consumer) {
            this.producer = producer;
            this.consumer = consumer;
        }
    }

    public Inspection {
        recent = List.copyOf(recent);
    }

    /** Normal inspection, with nothing seen so far. */
    public static Inspection start() {
        return begin(Severity.NORMAL);
    }

    /** What comes after a lot that was submitted for the first time; lots submitted again don't count. */
    public Inspection after(boolean accepted) {
        List<Boolean> outcomes = new ArrayList<>(recent);
        outcomes.add(accepted);
        return switch (severity) {
            case NORMAL -> afterNormal(outcomes);
            case TIGHTENED -> afterTightened(outcomes);
            case REDUCED -> accepted ? this : begin(Severity.NORMAL);
            case STOPPED -> throw new IllegalStateException("inspection is stopped; restart it before the next lot");
        };
    }

    /** Goes on with tightened inspection, once a person has seen to it that the producer does better. */
    public Inspection restart() {
        return severity == Severity.STOPPED ? begin(Severity.TIGHTENED) : this;
    }

    /**
     * The plan of the next lot; empty where all of it must be looked at, or none while stopped.
     *
     * @param lot items; 0 for many more than the sample
     * @param acceptable error rate of a good lot
     * @param rejectable error rate of a bad lot
     */
    public Optional<AcceptancePlan> plan(int lot, double acceptable, double rejectable) {
        return severity == Severity.STOPPED
                ? Optional.empty()
                : AcceptancePlan.design(lot, new Risks(acceptable, severity.producer, rejectable, severity.consumer));
    }

    private static Inspection afterNormal(List<Boolean> outcomes) {
        if (rejected(last(outcomes, WINDOW)) > MOST_REJECTED_IN_WINDOW) {
            return begin(Severity.TIGHTENED);
        }
        List<Boolean> seen = last(outcomes, ACCEPTED_TO_REDUCED);
        return seen.size() == ACCEPTED_TO_REDUCED && rejected(seen) == 0
                ? begin(Severity.REDUCED)
                : new Inspection(Severity.NORMAL, seen);
    }

    private static Inspection afterTightened(List<Boolean> outcomes) {
        List<Boolean> seen = last(outcomes, ACCEPTED_TO_NORMAL);
        if (seen.size() == ACCEPTED_TO_NORMAL && rejected(seen) == 0) {
            return begin(Severity.NORMAL);
        }
        return rejected(outcomes) >= REJECTED_TO_STOP
                ? begin(Severity.STOPPED)
                : new Inspection(Severity.TIGHTENED, outcomes);
    }

    private static Inspection begin(Severity severity) {
        return new Inspection(severity, List.of());
    }

    private static List<Boolean> last(List<Boolean> outcomes, int count) {
        return outcomes.subList(Math.max(0, outcomes.size() - count), outcomes.size());
    }

    private static long rejected(List<Boolean> outcomes) {
        return outcomes.stream().filter(accepted -> !accepted).count();
    }
}
