package io.autolabeler.quality.consensus;

/**
 * When a fit ends.
 *
 * @param tolerance least movement to go on for, at least 0, which uses up the rounds; each method says what moves
 * @param rounds most rounds, at least 1
 */
public record Stopping(double tolerance, int rounds) {
    public Stopping {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance must be at least 0, got " + tolerance);
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds must be at least 1, got " + rounds);
        }
    }
}
