package io.autolabeler.labeling.annotator;

import io.autolabeler.common.v1.ItemError;
import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.labeling.annotator.ledger.Reservation;
import java.util.List;

/** What became of one item. */
public sealed interface Outcome {

    /**
     * A distribution over the schema's labels.
     *
     * @param scores best first, at least one, summing to 1
     * @param promptVersion of the method that was really used, which a fallback may have changed
     * @param cached taken from the model-response cache
     */
    record Labeled(List<LabelScore> scores, String promptVersion, boolean cached, Usage usage) implements Outcome {
        public Labeled {
            scores = List.copyOf(scores);
        }
    }

    /** No label: the item goes to people. */
    record LeftToPeople(String promptVersion) implements Outcome {}

    /** No label, and why. */
    record Failed(ItemError error, String promptVersion, Usage usage) implements Outcome {}

    /** Not asked, because the run's limit or its state does not allow it: the item stays open. */
    record NotAsked(Reservation why) implements Outcome {}

    /** What an item took, all its attempts together; costs in pico-dollars. */
    record Usage(int inputTokens, int outputTokens, long costPico, double seconds) {
        public static final Usage NONE = new Usage(0, 0, 0, 0);
    }
}
