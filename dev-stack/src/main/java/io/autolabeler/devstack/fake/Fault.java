package io.autolabeler.devstack.fake;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Objects;

/**
 * What goes wrong, and how often: by probability, or every n-th call, or only the first calls for each text.
 *
 * @param kind what happens
 * @param probability of a call; 0: not by chance
 * @param every the n-th call each; 0: not by counting
 * @param firstPerText that many first calls for each text; 0: not by text
 * @param millis how late {@link Kind#LATE} answers
 * @param retryAfterSeconds told with {@link Kind#RATE_LIMITED}; 0: not told
 */
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record Fault(
        @JsonProperty(required = true) Kind kind,
        double probability,
        int every,
        int firstPerText,
        long millis,
        int retryAfterSeconds) {

    /** A way for an endpoint to fail. */
    public enum Kind {
        /** The right answer after {@code millis}. */
        LATE,
        /** Status 429. */
        RATE_LIMITED,
        /** Status 500. */
        SERVER_ERROR,
        /** Status 400 with the code of a prompt that is too long. */
        CONTEXT_LENGTH,
        /** Status 200 with a body that is no JSON. */
        GARBAGE,
        /** An answer that is no JSON in a body that is right. */
        GARBAGE_ANSWER,
        /** A label that nobody asked for. */
        WRONG_LABEL,
        /** The right label without a confidence. */
        NO_CONFIDENCE,
        /** An answer cut by the token limit. */
        TRUNCATED,
        /** An answer cut without saying so. */
        CUT_JSON,
        /** The connection ends in the middle of the body. */
        HALF_STREAM,
        /** No content at all. */
        EMPTY,
        /** The provider's filter took the answer away. */
        CONTENT_FILTER,
        /** The right answer, but nothing about tokens. */
        NO_USAGE
    }

    public Fault {
        Objects.requireNonNull(kind, "kind");
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be 0 to 1, got " + probability);
        }
    }

    /** The fault in every call. */
    public static Fault always(Kind kind) {
        return new Fault(kind, 1, 0, 0, 0, 0);
    }

    /** The fault in the first calls for each text. */
    public static Fault first(Kind kind, int calls) {
        return new Fault(kind, 0, 0, calls, 0, 0);
    }

    /** The fault in every n-th call. */
    public static Fault every(Kind kind, int n) {
        return new Fault(kind, 0, n, 0, 0, 0);
    }

    /** The same, answered so late, or telling to wait so long. */
    public Fault with(long newMillis, int newRetryAfterSeconds) {
        return new Fault(kind, probability, every, firstPerText, newMillis, newRetryAfterSeconds);
    }

    boolean hits(long call, int callForText, double chance) {
        return chance < probability || (every > 0 && call % every == 0) || callForText <= firstPerText;
    }
}
