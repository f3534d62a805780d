package io.autolabeler.labeling.annotator.ledger;

/** Whether a call may be made. */
public enum Reservation {
    /** It may, and it is in the ledger. */
    STORED,
    /** The run's limit does not allow it; it is not in the ledger. */
    OVER_LIMIT,
    /** The run has been paused or has ended; it is not in the ledger. */
    RUN_STOPPED
}
