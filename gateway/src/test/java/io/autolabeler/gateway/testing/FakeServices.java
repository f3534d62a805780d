package io.autolabeler.gateway.testing;

import com.google.protobuf.Message;
import io.autolabeler.labeling.v1.DatasetServiceGrpc;
import io.autolabeler.labeling.v1.ProjectServiceGrpc;
import io.autolabeler.labeling.v1.RunServiceGrpc;
import io.autolabeler.learning.v1.HeadServiceGrpc;
import io.autolabeler.monitoring.v1.AlertServiceGrpc;
import io.autolabeler.monitoring.v1.MetricServiceGrpc;
import io.autolabeler.quality.v1.CalibrationServiceGrpc;
import io.autolabeler.quality.v1.CertificateServiceGrpc;
import io.autolabeler.quality.v1.ReportServiceGrpc;
import io.autolabeler.quality.v1.ReviewServiceGrpc;
import io.autolabeler.quality.v1.SamplingServiceGrpc;
import io.autolabeler.retrieval.v1.KnowledgeBaseServiceGrpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * All five services, played by one real gRPC server. A method answers with its empty message until told otherwise; every
 * call is remembered with who made it.
 */
@Singleton
public class FakeServices {
    private static final List<ServiceDescriptor> SERVICES = List.of(
            ProjectServiceGrpc.getServiceDescriptor(),
            DatasetServiceGrpc.getServiceDescriptor(),
            RunServiceGrpc.getServiceDescriptor(),
            KnowledgeBaseServiceGrpc.getServiceDescriptor(),
            ReportServiceGrpc.getServiceDescriptor(),
            ReviewServiceGrpc.getServiceDescriptor(),
            SamplingServiceGrpc.getServiceDescriptor(),
            CalibrationServiceGrpc.getServiceDescriptor(),
            CertificateServiceGrpc.getServiceDescriptor(),
            HeadServiceGrpc.getServiceDescriptor(),
            MetricServiceGrpc.getServiceDescriptor(),
            AlertServiceGrpc.getServiceDescriptor());
    private static final io.grpc.Context.Key<Metadata> HEADERS = io.grpc.Context.key("headers");

    private final int port;
    private final Map<String, Function<Message, Message>> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Server server = NettyServerBuilder.forPort(0).build();

    FakeServices(@ConfigProperty(name = "fake-services.port") int port) {
        this.port = port;
    }

    /** One call as it came in. */
    public record Call(String method, Message request, Metadata headers) {
        /** The value of the header; empty if there is none. */
        public String header(String name) {
            String value = headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
            return value == null ? "" : value;
        }
    }

    void onStart(@Observes @Priority(1) StartupEvent event) {
        start();
    }

    void onStop(@Observes ShutdownEvent event) {
        stop();
    }

    /** Listens, after a {@link #stop()} again. */
    public void start() {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .maxInboundMessageSize(16 * 1024 * 1024)
                .intercept(new Headers());
        SERVICES.forEach(service -> builder.addService(played(service)));
        try {
            server = builder.build().start();
        } catch (IOException e) {
            throw new IllegalStateException("the fake services cannot listen on " + port, e);
        }
    }

    /** Goes away at once, as a killed process does. */
    public void stop() {
        try {
            server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Forgets all calls and answers. */
    public void reset() {
        answers.clear();
        calls.clear();
    }

    /** Answers the method so from now on; the function may throw a status. */
    @SuppressWarnings("unchecked")
    public <A extends Message, B extends Message> void answer(MethodDescriptor<A, B> method, Function<A, B> answer) {
        answers.put(method.getFullMethodName(), request -> answer.apply((A) request));
    }

    /** The calls of the method, in order. */
    public List<Call> calls(MethodDescriptor<?, ?> method) {
        return calls.stream()
                .filter(call -> call.method().equals(method.getFullMethodName()))
                .toList();
    }

    /** All calls, in order. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    @SuppressWarnings("unchecked")
    private ServerServiceDefinition played(ServiceDescriptor service) {
        ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(service);
        service.getMethods().forEach(method -> {
            var typed = (MethodDescriptor<Message, Message>) method;
            definition.addMethod(typed, ServerCalls.asyncUnaryCall((request, answer) -> play(typed, request, answer)));
        });
        return definition.build();
    }

    private void play(MethodDescriptor<Message, Message> method, Message request, StreamObserver<Message> answer) {
        calls.add(new Call(method.getFullMethodName(), request, HEADERS.get()));
        try {
            answer.onNext(answers.getOrDefault(method.getFullMethodName(), any -> empty(method))
                    .apply(request));
            answer.onCompleted();
        } catch (StatusRuntimeException e) {
            answer.onError(e);
        }
    }

    /** What the method answers when nothing else is said. */
    public <B extends Message> B empty(MethodDescriptor<?, B> method) {
        var marshaller = (MethodDescriptor.PrototypeMarshaller<B>) method.getResponseMarshaller();
        return java.util.Objects.requireNonNull(marshaller.getMessagePrototype());
    }

    private static final class Headers implements ServerInterceptor {
        @Override
        public <A, B> ServerCall.Listener<A> interceptCall(
                ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
            return io.grpc.Contexts.interceptCall(
                    io.grpc.Context.current().withValue(HEADERS, headers), call, headers, next);
        }
    }
}
