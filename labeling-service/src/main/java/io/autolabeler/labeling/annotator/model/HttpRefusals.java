package io.autolabeler.labeling.annotator.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.autolabeler.common.v1.ItemError;
import io.autolabeler.labeling.annotator.ledger.Price.Tokens;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table from HTTP answers other than 2xx to typed refusals. Providers charge nothing for these. */
final class HttpRefusals {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HttpRefusals() {}

    /**
     * The refusal.
     *
     * @param retryAfter the header; null if there is none
     */
    static Reply.Refused of(int status, String body, @Nullable String retryAfter, Clock clock) {
        String code = errorCode(body);
        if (status == 429 && code.contains("insufficient_quota")) {
            return Reply.Refused.forGood(ItemError.Code.RATE_LIMITED, "The provider's quota is used up.", Tokens.NONE);
        }
        if (status == 429) {
            return new Reply.Refused(
                    ItemError.Code.RATE_LIMITED,
                    "The provider's rate limit is reached.",
                    true,
                    pause(retryAfter, clock),
                    Tokens.NONE);
        }
        if (status >= 500 || status == 408 || status == 409) {
            return new Reply.Refused(
                    ItemError.Code.PROVIDER_ERROR,
                    "The provider answered with status " + status + ".",
                    true,
                    pause(retryAfter, clock),
                    Tokens.NONE);
        }
        if (code.contains("context_length") || body.contains("maximum context length")) {
            return Reply.Refused.forGood(
                    ItemError.Code.CONTEXT_LENGTH_EXCEEDED, "The text is longer than the model can read.", Tokens.NONE);
        }
        if (code.contains("content_filter") || code.contains("content_policy")) {
            return Reply.Refused.forGood(
                    ItemError.Code.CONTENT_FILTERED, "The provider's filter refused the text.", Tokens.NONE);
        }
        return Reply.Refused.forGood(
                ItemError.Code.PROVIDER_ERROR, "The provider refused the call: " + advice(status), Tokens.NONE);
    }

    private static String advice(int status) {
        return switch (status) {
            case 401, 403 -> "the key is not accepted (status " + status + ").";
            case 404 -> "it knows no such path or model (status 404).";
            case 413 -> "the request is too large (status 413).";
            default -> "status " + status + ".";
        };
    }

    /** The code and type of an error body in OpenAI's form; empty where it isn't one. */
    private static String errorCode(String body) {
        try {
            JsonNode error = JSON.readTree(body).path("error");
            String codes =
                    error.path("code").asText("") + " " + error.path("type").asText("");
            return codes.toLowerCase(Locale.ROOT);
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** Retry-After: seconds or an HTTP date. */
    static Duration pause(@Nullable String retryAfter, Clock clock) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        try {
            if (retryAfter.strip().matches("\\d{1,6}(\\.\\d+)?")) {
                return Duration.ofMillis((long) (Double.parseDouble(retryAfter.strip()) * 1000));
            }
            ZonedDateTime until = ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), until.toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
