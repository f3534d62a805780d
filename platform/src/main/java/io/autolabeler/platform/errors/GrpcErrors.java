package io.autolabeler.platform.errors;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.quarkus.grpc.ExceptionHandler;
import io.quarkus.grpc.ExceptionHandlerProvider;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts {@link ErrorStatus} behind every gRPC method. */
@ApplicationScoped
class GrpcErrors implements ExceptionHandlerProvider {
    @Override
    public <ReqT, RespT> ExceptionHandler<ReqT, RespT> createHandler(
            Listener<ReqT> listener, ServerCall<ReqT, RespT> call, Metadata metadata) {
        return new Handler<>(listener, call, metadata);
    }

    @Override
    public Throwable transform(Throwable fault) {
        return ErrorStatus.of(fault);
    }

    private static final class Handler<A, B> extends ExceptionHandler<A, B> {
        Handler(Listener<A> listener, ServerCall<A, B> call, Metadata metadata) {
            super(listener, call, metadata);
        }

        @Override
        protected void handleException(Throwable fault, ServerCall<A, B> call, Metadata metadata) {
            var status = ErrorStatus.of(fault);
            Metadata trailers = status.getTrailers();
            call.close(status.getStatus(), trailers == null ? metadata : trailers);
        }
    }
}
