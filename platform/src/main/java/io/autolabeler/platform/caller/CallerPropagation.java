package io.autolabeler.platform.caller;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/** Sends {@link Caller#current()} along with every call, unless the call names its caller already. */
public final class CallerPropagation implements ClientInterceptor {
    @Override
    public <A, B> ClientCall<A, B> interceptCall(MethodDescriptor<A, B> method, CallOptions options, Channel next) {
        Caller caller = Caller.current();
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<B> listener, Metadata headers) {
                if (!headers.containsKey(Caller.KEY)) {
                    headers.merge(caller.metadata());
                }
                super.start(listener, headers);
            }
        };
    }
}
