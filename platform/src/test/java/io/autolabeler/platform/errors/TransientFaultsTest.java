package io.autolabeler.platform.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransientFaultsTest {
    static Stream<Throwable> passing() {
        return Stream.of(
                new VertxException("Pool closed", true),
                new VertxException("Timeout waiting for connection", true),
                // As a blocking caller gets them: what is no exception comes wrapped.
                new CompletionException(new NoStackTraceThrowable("Pool closed")),
                new CompletionException(
                        new NoStackTraceThrowable("Connection is not active now, current status: CLOSED")),
                ClosedConnectionException.INSTANCE,
                new ConnectException("refused"),
                new IOException("Connection reset by peer"),
                new PgException("terminating connection due to administrator command", "FATAL", "57P01", ""),
                Status.UNAVAILABLE.asRuntimeException(),
                ServiceException.unavailable("away", null));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void waitsForFaultsThatPass(Throwable fault) {
        assertThat(TransientFaults.isTransient(fault)).isTrue();
    }

    static Stream<Throwable> staying() {
        return Stream.of(
                new IllegalArgumentException("a closed interval is wanted"),
                new CompletionException(new NoStackTraceThrowable("something else")),
                new VertxException("something else", true),
                new PgException("duplicate key", "ERROR", "23505", ""),
                Status.INVALID_ARGUMENT.asRuntimeException());
    }

    @ParameterizedTest
    @MethodSource("staying")
    void passesOnFaultsThatComeBackEveryTime(Throwable fault) {
        assertThat(TransientFaults.isTransient(fault)).isFalse();
    }

    @Test
    void findsNoFaultWhereThereIsNone() {
        assertThat(TransientFaults.isTransient((Throwable) null)).isFalse();
    }

    @Test
    void waitsForAConnectionThatThePeerEnded() {
        Status ended = Status.INTERNAL.withDescription("Connection closed after GOAWAY. HTTP/2 error code:"
                + " PROTOCOL_ERROR, debug data: Request stream 273 is not correct for server connection");

        assertThat(TransientFaults.isTransient(ended.asRuntimeException())).isTrue();
        assertThat(TransientFaults.isTransient(Status.INTERNAL.asRuntimeException()))
                .isFalse();
    }
}
