package io.autolabeler.platform.caller;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes {@link Caller#current()} the caller named in the metadata. */
@ApplicationScoped
@GlobalInterceptor
class CallerInterceptor implements ServerInterceptor {
    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        Context context = Context.current().withValue(Caller.CURRENT, Caller.from(headers));
        return Contexts.interceptCall(context, call, headers, next);
    }
}
