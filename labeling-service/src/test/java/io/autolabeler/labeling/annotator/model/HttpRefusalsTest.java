package io.autolabeler.labeling.annotator.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.common.v1.ItemError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRefusalsTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "429, rate_limit_exceeded, RATE_LIMITED, true",
        "429, insufficient_quota, RATE_LIMITED, false",
        "500, server_error, PROVIDER_ERROR, true",
        "503, overloaded, PROVIDER_ERROR, true",
        "401, invalid_api_key, PROVIDER_ERROR, false",
        "404, model_not_found, PROVIDER_ERROR, false",
        "400, context_length_exceeded, CONTEXT_LENGTH_EXCEEDED, false",
        "400, content_filter, CONTENT_FILTERED, false",
        "400, invalid_request_error, PROVIDER_ERROR, false",
        "302, '', PROVIDER_ERROR, false"
    })
    void tellsRefusalsApart(int status, String providerCode, ItemError.Code code, boolean mayRetry) {
        var refused = HttpRefusals.of(status, "{\"error\":{\"code\":\"" + providerCode + "\"}}", null, NOON);

        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.mayRetry()).isEqualTo(mayRetry);
    }

    @Test
    void copesWithABodyThatIsNoJson() {
        assertThat(HttpRefusals.of(502, "<html>bad gateway", null, NOON).code())
                .isEqualTo(ItemError.Code.PROVIDER_ERROR);
    }

    @Test
    void readsRetryAfterInSecondsAndAsADate() {
        assertThat(HttpRefusals.pause("7", NOON)).isEqualTo(Duration.ofSeconds(7));
        assertThat(HttpRefusals.pause("0.5", NOON)).isEqualTo(Duration.ofMillis(500));
        assertThat(HttpRefusals.pause("Thu, 01 Jan 2026 12:00:30 GMT", NOON)).isEqualTo(Duration.ofSeconds(30));
        assertThat(HttpRefusals.pause("Thu, 01 Jan 2026 11:00:00 GMT", NOON)).isZero();
        assertThat(HttpRefusals.pause("soon", NOON)).isZero();
        assertThat(HttpRefusals.pause(null, NOON)).isZero();
    }
}
