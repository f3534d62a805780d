package io.autolabeler.platform.grpc;

import io.grpc.Context;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;

/**
 * Runs every unary method on a virtual thread of its own, with the caller and the trace of its request.
 *
 * <p>Used in place of Quarkus' {@code @RunOnVirtualThread}, whose replaying of a call's events may, on the unified server,
 * let the end of a request overtake its message (Quarkus issue 48940) or lose an event, so that the call never ends. Here
 * the call starts on the event loop, where its message arrives; only the method itself, which begins when the request has
 * ended, leaves it.
 */
@ApplicationScoped
@GlobalInterceptor
class OnVirtualThread implements ServerInterceptor {
    private final ExecutorService threads;

    OnVirtualThread(@VirtualThreads ExecutorService threads) {
        this.threads = threads;
    }

    @Override
    public <A, B> Listener<A> interceptCall(ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        Listener<A> listener = next.startCall(call, headers);
        return call.getMethodDescriptor().getType().clientSendsOneMessage()
                ? new SimpleForwardingServerCallListener<>(listener) {
                    @Override
                    public void onHalfClose() {
                        threads.execute(Context.current().wrap(super::onHalfClose));
                    }
                }
                : listener;
    }
}
