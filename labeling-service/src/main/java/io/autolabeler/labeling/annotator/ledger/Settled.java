package io.autolabeler.labeling.annotator.ledger;

import io.autolabeler.labeling.annotator.ledger.Price.Tokens;
import java.util.UUID;

/**
 * How a call ended.
 *
 * @param outcome SUCCEEDED, UNKNOWN, or the item error it ended in
 */
public record Settled(UUID id, State state, String outcome, Tokens tokens, long costPico, double seconds) {

    /** Of a call in the ledger. */
    public enum State {
        /** Its answer was used. */
        SUCCEEDED,
        /** It gave no usable answer; it may have cost something. */
        FAILED,
        /** The service was killed before the end was stored: charged at its reserve. */
        UNKNOWN
    }

    /** The end of a call that nobody saw. */
    public static Settled unknown(UUID id, long reservedPico) {
        return new Settled(id, State.UNKNOWN, State.UNKNOWN.name(), Tokens.NONE, reservedPico, 0);
    }
}
