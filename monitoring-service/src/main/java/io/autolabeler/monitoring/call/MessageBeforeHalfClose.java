package io.autolabeler.monitoring.call;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps the end of a unary request behind its message.
 *
 * <p>A method that runs on a virtual thread asks for its message late; on the unified server the end of the request, which
 * is not asked for, may overtake it, and the call would end in INTERNAL "Half-closed without a request" (Quarkus issue
 * 48940).
 */
@ApplicationScoped
@GlobalInterceptor
class MessageBeforeHalfClose implements ServerInterceptor {
    @Override
    public <A, B> Listener<A> interceptCall(ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        Listener<A> listener = next.startCall(call, headers);
        return call.getMethodDescriptor().getType().clientSendsOneMessage() ? new Ordered<>(listener) : listener;
    }

    private static final class Ordered<A> extends SimpleForwardingServerCallListener<A> {
        private boolean messageSeen;
        private boolean halfClosed;

        Ordered(Listener<A> listener) {
            super(listener);
        }

        @Override
        public synchronized void onMessage(A message) {
            super.onMessage(message);
            messageSeen = true;
            if (halfClosed) {
                super.onHalfClose();
            }
        }

        @Override
        public synchronized void onHalfClose() {
            halfClosed = true;
            if (messageSeen) {
                super.onHalfClose();
            }
        }
    }
}
