package io.autolabeler.devstack.server;

import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.home.StackException;
import io.autolabeler.devstack.process.Component;
import io.autolabeler.devstack.process.Launch;
import io.autolabeler.devstack.process.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Redis with an append-only file, so that its data survives a kill.
 *
 * @param home where its data lies
 * @param port what it listens on
 */
public record Redis(Home home, int port) implements Component {
    /** The name of the component. */
    public static final String NAME = "redis";

    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String PONG = "+PONG";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of(NAME, port);
    }

    @Override
    public Launch prepare() throws IOException {
        Path data = home.data(NAME);
        Path settings = data.resolve("redis.conf");
        Files.writeString(settings, """
                bind %s
                port %d
                dir "%s"
                databases 1024
                daemonize no
                appendonly yes
                appendfsync everysec
                save ""
                """.formatted(Loopback.HOST, port, data));
        return new Launch(List.of(new RedisBinary(home).program().toString(), settings.toString()), Map.of(), data);
    }

    @Override
    public boolean ready() {
        try (Socket socket = Loopback.connect(port)) {
            socket.getOutputStream().write(PING);
            InputStream answer = socket.getInputStream();
            return new String(answer.readNBytes(PONG.length()), StandardCharsets.US_ASCII).equals(PONG);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public StopSignal stopSignal() {
        return StopSignal.TERMINATE;
    }

    @Override
    public Duration startLimit() {
        return Duration.ofSeconds(60);
    }

    /** The program inside the embedded-redis artifact that runs on this machine. */
    private record RedisBinary(Home home) {

        Path program() throws IOException {
            for (String resource : candidates()) {
                Path program = unpacked(resource);
                if (runs(program)) {
                    return program;
                }
            }
            throw new StackException("Redis does not run on %s %s: its program needs a Linux with libssl.so.3"
                    .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
        }

        /** The first is the usual one; the second links statically and runs where OpenSSL is not installed. */
        private static List<String> candidates() {
            return System.getProperty("os.arch").equals("aarch64")
                    ? List.of("redis-server-6.2.7-linux-arm64")
                    : List.of("redis-server-6.2.6-v5-linux-amd64", "redis-server-6.2.7-linux-386");
        }

        private Path unpacked(String resource) throws IOException {
            Path program = home.binaries().resolve(resource);
            if (Files.isExecutable(program)) {
                return program;
            }
            Path next = Files.createTempFile(home.binaries(), resource, ".next");
            try (InputStream content = Redis.class.getResourceAsStream("/" + resource)) {
                if (content == null) {
                    throw new StackException("the embedded-redis artifact has no " + resource);
                }
                Files.write(next, content.readAllBytes());
            }
            Home.restrict(next, "rwx------");
            return Files.move(next, program);
        }

        private static boolean runs(Path program) {
            return new Tool(List.of(program.toString(), "--version"), Map.of())
                    .run()
                    .succeeded();
        }
    }
}
