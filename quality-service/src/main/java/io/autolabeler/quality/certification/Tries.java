package io.autolabeler.quality.certification;

import java.util.Optional;

/**
 * When to try for a certificate, and with which certainty, so that all tries together keep the promise: the chance that it
 * fails is spent on tries 1, 2, ... in proportion to {@code 1 / k^2}, and each waits for twice the items of the one before.
 *
 * <p>Source: the union bound with Euler's {@code sum 1 / k^2 = pi^2 / 6}.
 *
 * @param promised what all tries together keep
 * @param made at least 0
 * @param items with a known truth at the last one, at least 0
 */
record Tries(Risk promised, int made, int items) {
    private static final double GROWTH = 2;

    Tries {
        if (made < 0 || items < 0) {
            throw new IllegalArgumentException("tries and items must be at least 0, got " + made + " and " + items);
        }
    }

    /** Of a promise that nobody has tried to make. */
    static Tries none(Risk promised) {
        return new Tries(promised, 0, 0);
    }

    /** What the next one must keep by itself; empty while there are too few items for one. */
    Optional<Risk> next(int known) {
        int number = made + 1;
        Risk own = new Risk(promised.alpha(), promised.delta() * 6 / (Math.PI * Math.PI * number * number));
        boolean enough = known >= own.leastItems() && known >= GROWTH * items;
        return enough ? Optional.of(own) : Optional.empty();
    }

    /** After another one. */
    Tries after(int known) {
        return new Tries(promised, made + 1, known);
    }
}
