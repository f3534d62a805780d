package io.autolabeler.platform.grpc;

import io.autolabeler.platform.caller.CallerPropagation;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.quarkus.opentelemetry.runtime.tracing.instrumentation.grpc.GrpcTracingClientInterceptor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;

/**
 * One gRPC channel per peer service, at the {@code host:port} of {@code autolabeler.services.<name>}. A channel carries the
 * caller and the trace, is made once and kept, and looks for a peer that went away every second.
 *
 * <p>The channel has no deadline of its own: every call sets one ({@code stub.withDeadlineAfter(…)}).
 */
@Singleton
public class ServiceChannels {
    private static final int LARGEST_MESSAGE = 16 * 1024 * 1024;
    private static final Executor IN_A_SECOND = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final Config config;
    private final Instance<GrpcTracingClientInterceptor> tracing;
    private final Map<String, ManagedChannel> channels = new ConcurrentHashMap<>();

    ServiceChannels(Config config, Instance<GrpcTracingClientInterceptor> tracing) {
        this.config = config;
        this.tracing = tracing;
    }

    /** The channel to the service, for example {@code retrieval}; it connects with its first call. */
    public ManagedChannel to(String service) {
        return channels.computeIfAbsent(
                service, name -> open(config.getValue("autolabeler.services." + name, String.class)));
    }

    private ManagedChannel open(String address) {
        ManagedChannelBuilder<?> builder = ManagedChannelBuilder.forTarget("dns:///" + address)
                .usePlaintext()
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .keepAliveTime(30, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS)
                .disableRetry();
        // The interceptor added last runs first.
        tracing.forEach(builder::intercept);
        builder.intercept(new CallerPropagation());
        ManagedChannel channel = builder.build();
        watch(channel);
        return channel;
    }

    private static void watch(ManagedChannel channel) {
        ConnectivityState state = channel.getState(false);
        switch (state) {
            case SHUTDOWN -> {}
            case TRANSIENT_FAILURE -> IN_A_SECOND.execute(() -> reconnect(channel));
            default -> channel.notifyWhenStateChanged(state, () -> watch(channel));
        }
    }

    /** Left alone, gRPC waits up to two minutes before it looks again. */
    private static void reconnect(ManagedChannel channel) {
        channel.resetConnectBackoff();
        watch(channel);
    }

    @PreDestroy
    void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}
