package io.autolabeler.labeling.testing;

import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.stream.Stream;

/** A real gRPC server on loopback in place of another service. Its port is free again once it is closed. */
public final class LoopbackServer implements AutoCloseable {
    private final Server server;

    public LoopbackServer(int port, BindableService... services) {
        try {
            server = NettyServerBuilder.forAddress(
                            new InetSocketAddress("127.0.0.1", port), InsecureServerCredentials.create())
                    .addServices(Stream.of(services)
                            .map(BindableService::bindService)
                            .toList())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.shutdownNow().awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
