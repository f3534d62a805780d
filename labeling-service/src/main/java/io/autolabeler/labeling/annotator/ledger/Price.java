package io.autolabeler.labeling.annotator.ledger;

import java.math.BigDecimal;

/**
 * What a token costs, in whole pico-dollars (1e-12 USD), so that sums are exact.
 *
 * @param inputPico per input token
 * @param cachedInputPico per input token that the provider had cached
 * @param outputPico per output token
 */
public record Price(long inputPico, long cachedInputPico, long outputPico) {
    /** Costs nothing, or nobody said what it costs. */
    public static final Price NONE = new Price(0, 0, 0);

    private static final int DECIMALS = 6;

    public Price {
        if (inputPico < 0 || cachedInputPico < 0 || outputPico < 0) {
            throw new IllegalArgumentException("prices must not be negative");
        }
    }

    /** Pico-dollars per token, from US dollars per million tokens with at most 6 decimals. */
    public static long perToken(BigDecimal usdPerMillion) {
        if (usdPerMillion.stripTrailingZeros().scale() > DECIMALS) {
            throw new IllegalArgumentException("a price must have at most 6 decimals, got " + usdPerMillion);
        }
        return usdPerMillion.movePointRight(DECIMALS).longValueExact();
    }

    /** Pico-dollars for the tokens; ArithmeticException beyond the range of a long. */
    public long of(Tokens tokens) {
        long input = Math.multiplyExact(inputPico, tokens.input() - tokens.cachedInput());
        long cached = Math.multiplyExact(cachedInputPico, tokens.cachedInput());
        long output = Math.multiplyExact(outputPico, tokens.output());
        return Math.addExact(Math.addExact(input, cached), output);
    }

    /**
     * The tokens of one call.
     *
     * @param input all of them, cached ones included
     * @param cachedInput the part of the input that the provider had cached
     * @param output reasoning included
     * @param estimated counted here, because the provider did not say
     */
    public record Tokens(int input, int cachedInput, int output, boolean estimated) {
        /** Of a call that the provider refused. */
        public static final Tokens NONE = new Tokens(0, 0, 0, false);

        public Tokens {
            if (input < 0 || output < 0 || cachedInput < 0 || cachedInput > input) {
                throw new IllegalArgumentException("tokens must not be negative, nor more cached than there are: input "
                        + input + ", cached " + cachedInput + ", output " + output);
            }
        }
    }
}
