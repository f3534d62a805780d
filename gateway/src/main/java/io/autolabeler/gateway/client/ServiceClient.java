package io.autolabeler.gateway.client;

import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.errors.ErrorCode;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.errors.TransientFaults;
import io.autolabeler.platform.grpc.ServiceChannels;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/**
 * One service behind the gateway. Every call has a deadline, passes a circuit breaker (open for 2 s once half of the last
 * 10 calls found nobody) and names its caller. Blocks its thread, which must be virtual; thread-safe.
 */
public abstract class ServiceClient {
    private static final Logger LOG = Logger.getLogger(ServiceClient.class);

    private final String name;
    private final String fallback;
    private final Channel channel;
    private final CallsConfig config;
    private final Guard breaker;
    private final Guard retry;

    /**
     * @param name as in {@code autolabeler.services.<name>}
     * @param fallback what happens without it, in one sentence
     */
    protected ServiceClient(String name, String fallback, ServiceChannels channels, CallsConfig config) {
        this.name = name + "-service";
        this.fallback = fallback;
        this.channel = channels.to(name);
        this.config = config;
        this.breaker = breaker();
        this.retry = Guard.create()
                .withDescription(name + "-retry")
                .withRetry()
                .maxRetries(2)
                .delay(100, ChronoUnit.MILLIS)
                .jitter(50, ChronoUnit.MILLIS)
                .whenException(ServiceClient::isAway)
                .done()
                .build();
    }

    private Guard breaker() {
        return Guard.create()
                .withDescription(name)
                .withCircuitBreaker()
                .requestVolumeThreshold(10)
                .failureRatio(0.5)
                .delay(2, ChronoUnit.SECONDS)
                .when(ServiceClient::isSilence)
                .onStateChange(this::log)
                .done()
                .build();
    }

    /** For example {@code labeling-service}. */
    public String name() {
        return name;
    }

    /** What happens without it, in one sentence. */
    public String fallback() {
        return fallback;
    }

    /** The answer to a quick call that may be made twice: made again where nobody answered, at most twice. */
    public <A, B> B repeatable(Caller caller, MethodDescriptor<A, B> method, A request) {
        return repeatable(Pace.QUICK, caller, method, request);
    }

    /** The answer to a call that may be made twice. */
    public <A, B> B repeatable(Pace pace, Caller caller, MethodDescriptor<A, B> method, A request) {
        return told(() -> through(retry, () -> guarded(pace, caller, method, request)));
    }

    /** The answer to a quick call that is made once, whatever becomes of it. */
    public <A, B> B once(Caller caller, MethodDescriptor<A, B> method, A request) {
        return once(Pace.QUICK, caller, method, request);
    }

    /** The answer to a call that is made once. */
    public <A, B> B once(Pace pace, Caller caller, MethodDescriptor<A, B> method, A request) {
        return told(() -> guarded(pace, caller, method, request));
    }

    /** True if the service answers within the time. */
    public boolean isReachable(Duration patience) {
        var options = CallOptions.DEFAULT.withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClientCalls.blockingUnaryCall(
                    channel, HealthGrpc.getCheckMethod(), options, HealthCheckRequest.getDefaultInstance());
            return true;
        } catch (StatusRuntimeException e) {
            return !isSilence(e);
        }
    }

    private <A, B> B guarded(Pace pace, Caller caller, MethodDescriptor<A, B> method, A request) {
        Channel named =
                ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(caller.metadata()));
        var options = CallOptions.DEFAULT.withDeadlineAfter(deadline(pace).toMillis(), TimeUnit.MILLISECONDS);
        return through(breaker, () -> ClientCalls.blockingUnaryCall(named, method, options, request));
    }

    private Duration deadline(Pace pace) {
        return switch (pace) {
            case QUICK -> config.deadline();
            case SLOW -> config.longDeadline();
        };
    }

    /** Puts silence into words; what the service itself says goes on unchanged. */
    private <B> B told(Supplier<B> call) {
        try {
            return call.get();
        } catch (CircuitBreakerOpenException e) {
            throw ServiceException.unavailable(silent(), e);
        } catch (StatusRuntimeException e) {
            if (!isSilence(e)) {
                throw e;
            }
            throw isStatus(e, Status.Code.DEADLINE_EXCEEDED)
                    ? new ServiceException(
                            ErrorCode.DEADLINE_EXCEEDED, name + " did not answer in time; try again", List.of(), e)
                    : ServiceException.unavailable(silent(), e);
        }
    }

    private String silent() {
        return name + " does not answer: " + fallback;
    }

    /** True if nobody answered; a service that says itself that it is unavailable is there. */
    private static boolean isSilence(Throwable fault) {
        return fault instanceof StatusRuntimeException status
                && (isAway(status) || isStatus(status, Status.Code.DEADLINE_EXCEEDED))
                && Objects.requireNonNull(StatusProto.fromThrowable(status)).getDetailsCount() == 0;
    }

    /** True if the call may succeed elsewhere or later; a service that stops cancels what it is doing. */
    private static boolean isAway(Throwable fault) {
        return isStatus(fault, Status.Code.UNAVAILABLE)
                || isStatus(fault, Status.Code.CANCELLED)
                || (fault instanceof StatusRuntimeException status
                        && TransientFaults.isLostConnection(status.getStatus()));
    }

    private static boolean isStatus(Throwable fault, Status.Code code) {
        return fault instanceof StatusRuntimeException status
                && status.getStatus().getCode() == code;
    }

    @SuppressWarnings("unchecked")
    private static <B> B through(Guard guard, Supplier<B> call) {
        return (B) guard.get((Supplier<Object>) call, Object.class);
    }

    private void log(CircuitBreakerState state) {
        if (state == CircuitBreakerState.OPEN) {
            LOG.warn(silent());
        } else if (state == CircuitBreakerState.CLOSED) {
            LOG.infof("%s answers again", name);
        }
    }
}
