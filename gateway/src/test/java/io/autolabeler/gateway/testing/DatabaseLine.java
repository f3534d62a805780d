package io.autolabeler.gateway.testing;

import io.autolabeler.devstack.testing.RunningStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The line between the gateway and PostgreSQL, which can be cut or held up. PostgreSQL itself, shared by all tests, goes on. */
public final class DatabaseLine implements QuarkusTestResourceLifecycleManager {
    private enum State {
        WHOLE,
        CUT,
        HELD_UP
    }

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile State state = State.WHOLE;
    private @Nullable ServerSocket server;

    @Override
    public Map<String, String> start() {
        String[] postgres = RunningStack.get().address("postgres").split(":");
        try {
            ServerSocket opened = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            server = opened;
            Thread.startVirtualThread(() -> accept(opened, postgres[0], Integer.parseInt(postgres[1])));
            return Map.of(
                    "quarkus.datasource.reactive.url",
                    "postgresql://127.0.0.1:" + opened.getLocalPort() + "/${autolabeler.database}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(DatabaseLine.class));
    }

    /** Ends all connections and lets no new one through, as a server that was killed. */
    public void cut() {
        state = State.CUT;
        sockets.forEach(DatabaseLine::close);
    }

    /** Lets connections stand but passes nothing on, as a server that was frozen. */
    public void holdUp() {
        state = State.HELD_UP;
    }

    /** Makes it as good as new. What was held up is lost with its connections. */
    public void mend() {
        sockets.forEach(DatabaseLine::close);
        state = State.WHOLE;
    }

    @Override
    public void stop() {
        cut();
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from, String host, int port) {
        while (!from.isClosed()) {
            try {
                connect(from.accept(), host, port);
            } catch (IOException e) {
                // Closed at the end of the tests, or a connection that ended while it was made.
            }
        }
    }

    private void connect(Socket client, String host, int port) throws IOException {
        if (state == State.CUT) {
            client.close();
            return;
        }
        Socket postgres = new Socket(host, port);
        sockets.add(client);
        sockets.add(postgres);
        Thread.startVirtualThread(() -> pass(client, postgres));
        Thread.startVirtualThread(() -> pass(postgres, client));
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (state == State.WHOLE) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // One side ended; so does the other.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
