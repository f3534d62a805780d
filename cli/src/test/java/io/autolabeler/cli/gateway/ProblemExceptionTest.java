package io.autolabeler.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemExceptionTest {
    @Test
    void isTheDetailWithItsFields() {
        ProblemException problem = ProblemException.of(400, "/x", """
                {"title":"Bad","detail":"the run cannot start","code":"INVALID_ARGUMENT",
                 "errors":[{"field":"maxCost","message":"must be above 0"},{"field":"model","message":"unknown"}]}""");

        assertThat(problem).hasMessage("the run cannot start (maxCost: must be above 0; model: unknown)");
        assertThat(problem.code()).isEqualTo("INVALID_ARGUMENT");
        assertThat(problem.passes()).isFalse();
    }

    @Test
    void isTheStatusWhenAnotherServerAnswers() {
        assertThat(ProblemException.of(502, "/api/v1/me", "<html>"))
                .hasMessage("the gateway answered 502 to /api/v1/me");
        assertThat(ProblemException.of(502, "/x", "{}").passes()).isTrue();
        assertThat(ProblemException.of(429, "/x", "[]").passes()).isTrue();
        assertThat(ProblemException.of(400, "/x", "{\"title\":\"Bad\"}")).hasMessage("Bad");
    }
}
