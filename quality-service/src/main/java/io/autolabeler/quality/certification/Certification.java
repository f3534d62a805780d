package io.autolabeler.quality.certification;

import io.autolabeler.quality.statistics.Share;
import java.util.Optional;

/** Whether some labels may be accepted without a look. */
public sealed interface Certification {
    /** What was asked for. */
    Risk risk();

    /** One or two plain sentences that say what is known, and under which conditions. */
    String sentence();

    /** Accept labels of this score or more; positive infinity accepts none. */
    double threshold();

    /**
     * Labels at or above the threshold may be accepted, until the stream, the model or the prompt changes, or a month has
     * gone by.
     *
     * @param accepted what the threshold accepts of the items that it was checked on
     * @param checked all items that it was checked on
     */
    record Certified(Risk risk, AcceptedSet accepted, int checked) implements Certification {
        @Override
        public double threshold() {
            return accepted.threshold();
        }

        public double pValue() {
            return accepted.pValue(risk.alpha());
        }

        /** Share of the checked items that the threshold accepts, in (0, 1]; of weighted ones, of their number. */
        public double coverage() {
            return Math.min(1, accepted.items() / checked);
        }

        /** Upper bound of the share of wrong labels at this one threshold, exceeded with probability delta. */
        public double upperBound() {
            int trials = (int) accepted.items();
            return new Share((int) Math.min(trials, Math.ceil(accepted.errors() - 1e-9)), trials)
                    .upperBound(risk.delta());
        }

        @Override
        public String sentence() {
            return "Of the labels accepted at a score of " + threshold() + " or more, at most "
                    + Risk.percent(risk.alpha()) + " are wrong, with a certainty of " + Risk.percent(1 - risk.delta())
                    + ": of " + Math.round(accepted.items()) + " checked ones " + Math.round(accepted.errors())
                    + " were. This holds for items of the same stream, labelled by the same model and prompt.";
        }
    }

    /**
     * No label may be accepted without a look.
     *
     * @param checked how many items there were to check
     * @param moreGold at least how many more items with a known truth would do, if the model goes on as it did; empty where no
     *     number would, since it is wrong too often at every threshold
     */
    record NotCertified(Risk risk, int checked, Optional<Integer> moreGold) implements Certification {
        private static final double WEAKER = 0.05;

        @Override
        public double threshold() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public String sentence() {
            String refused = "No threshold keeps wrong labels at " + Risk.percent(risk.alpha())
                    + " or below with a certainty of " + Risk.percent(1 - risk.delta()) + " on " + checked
                    + " checked items, so every label is reviewed. ";
            return refused
                    + moreGold.map(more -> "At least " + more + " more checked items are needed." + weaker())
                            .orElse("More checked items would not help; the model has to become better, or the share"
                                    + " larger.");
        }

        /** What could be promised of fewer items, where that is less than asked for. */
        private String weaker() {
            Risk weaker = new Risk(WEAKER, risk.delta());
            return checked < risk.leastItems() && risk.alpha() < WEAKER
                    ? " A promise of at most %s needs %d without an error."
                            .formatted(Risk.percent(WEAKER), weaker.leastItems())
                    : "";
        }
    }
}
