package io.autolabeler.gateway.problem;

import io.autolabeler.platform.errors.ErrorCode;
import io.autolabeler.platform.errors.ServiceException;

/** A key asked too often. */
public final class RateLimitedException extends ServiceException {
    private final int retryAfterSeconds;

    public RateLimitedException(int perMinute, int retryAfterSeconds) {
        super(
                ErrorCode.RATE_LIMITED,
                "this key may make " + perMinute + " requests a minute; try again in " + retryAfterSeconds + " s");
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** When the next request is let through, at least 1. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
