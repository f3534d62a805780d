package io.autolabeler.platform.errors;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/** Tells faults that pass by themselves (a database that restarts, a deadlock) from those that come back every time. */
public final class TransientFaults {
    /** Serialization failure, deadlock, too many connections, and the states of a server that starts or stops. */
    private static final Set<String> STATES =
            Set.of("40001", "40P01", "53300", "57P01", "57P02", "57P03", "08006", "08003");

    private TransientFaults() {}

    /** Does work that comes round again by itself: a fault that passes is only told, any other one is thrown. */
    public static void leaveForLater(Runnable work, Consumer<String> tell) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            if (!isTransient(fault)) {
                throw fault;
            }
            tell.accept(fault.toString());
        }
    }

    /** True if trying the same again later can succeed. */
    public static boolean isTransient(@Nullable Throwable fault) {
        return switch (fault) {
            case null -> false;
            case PgException refused -> STATES.contains(refused.getSqlState());
            case ConnectException refused -> true;
            case ClosedChannelException closed -> true;
            case TimeoutException late -> true;
            case java.util.concurrent.TimeoutException late -> true;
            case ClosedConnectionException lost -> true;
            // How the pool of connections says that it, or a connection, is closed or none is free.
            case VertxException pool when says(pool, "closed") || says(pool, "timeout") -> true;
            case NoStackTraceThrowable pool when says(pool, "closed") -> true;
            case IOException broken -> true;
            case StatusRuntimeException status ->
                isTransient(status.getStatus().getCode()) || isLostConnection(status.getStatus());
            case CircuitBreakerOpenException open -> true;
            case ServiceException known -> known.code() == ErrorCode.UNAVAILABLE;
            default -> isTransient(fault.getCause());
        };
    }

    /** True for a gRPC status that may be gone when the call is made again. */
    public static boolean isTransient(Status.Code code) {
        return switch (code) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED -> true;
            default -> false;
        };
    }

    /**
     * True if the peer ended the connection under the call. A peer that answers a call which was given up in the meantime
     * may do so with a protocol error, which gRPC reports as INTERNAL for all other calls on the connection.
     */
    public static boolean isLostConnection(Status status) {
        String description = status.getDescription();
        return status.getCode() == Status.Code.INTERNAL
                && description != null
                && description.startsWith("Connection closed after GOAWAY");
    }

    private static boolean says(Throwable fault, String word) {
        String message = fault.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains(word);
    }
}
