package io.autolabeler.gateway.client;

/** How long a call may take. */
public enum Pace {
    /** Reads and writes a few rows. */
    QUICK,
    /** Embeds or labels texts while the caller waits. */
    SLOW
}
