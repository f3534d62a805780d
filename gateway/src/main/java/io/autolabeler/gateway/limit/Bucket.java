package io.autolabeler.gateway.limit;

/**
 * A token bucket: one request takes one token, tokens come back evenly.
 *
 * @param tokens left at that time, in [0, size]
 * @param nanos the time, on any clock that only goes forward
 */
record Bucket(double tokens, long nanos) {
    private static final double NANOS_PER_MINUTE = 60e9;

    static Bucket full(int size, long nanos) {
        return new Bucket(size, nanos);
    }

    /** The bucket at that time, with what came back since. */
    Bucket at(long now, int size) {
        double back = Math.max(0, now - nanos) * size / NANOS_PER_MINUTE;
        return new Bucket(Math.min(size, tokens + back), now);
    }

    boolean hasToken() {
        return tokens >= 1;
    }

    Bucket without() {
        return new Bucket(tokens - 1, nanos);
    }

    /** Seconds until there is a token, at least 1. */
    int secondsToNext(int size) {
        return secondsToNext(tokens, size);
    }

    static int secondsToNext(double tokens, int size) {
        return Math.max(1, (int) Math.ceil((1 - tokens) * 60 / size));
    }
}
