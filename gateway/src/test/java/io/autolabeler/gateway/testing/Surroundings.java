package io.autolabeler.gateway.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the gateway where {@link FakeServices} will listen, and gives it a file with its first key. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
    static final String KEY = "al_first-key-of-the-tests-0123456789-abcdefghij";
    private static final List<String> SERVICES = List.of("labeling", "retrieval", "quality", "learning", "monitoring");

    private @Nullable Path keyFile;

    @Override
    public Map<String, String> start() {
        int port = freePort();
        Map<String, String> settings = new HashMap<>();
        SERVICES.forEach(name -> settings.put("autolabeler.services." + name, "127.0.0.1:" + port));
        settings.put("fake-services.port", Integer.toString(port));
        settings.put("autolabeler.bootstrap-key-file", writtenKey().toString());
        return settings;
    }

    @Override
    public void stop() {
        try {
            if (keyFile != null) {
                Files.deleteIfExists(keyFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path writtenKey() {
        try {
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            keyFile = Files.createTempFile("gateway-test", ".key", owner);
            return Files.writeString(keyFile, KEY + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
