package io.autolabeler.labeling.run;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Money as pico-dollars (1e-12 USD), so that sums are exact. */
final class Pico {
    private static final int SCALE = 12;

    private Pico() {}

    static long fromUsd(double usd) {
        return BigDecimal.valueOf(usd)
                .movePointRight(SCALE)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    static double toUsd(long pico) {
        return BigDecimal.valueOf(pico, SCALE).doubleValue();
    }
}
