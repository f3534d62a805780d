package io.autolabeler.gateway.key;

import io.autolabeler.gateway.v1.ApiKey;
import io.autolabeler.gateway.v1.Role;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Stores the first administrator's key, so that there is somebody who can make others. */
@Singleton
class BootstrapKey {
    private static final Logger LOG = Logger.getLogger(BootstrapKey.class);
    private static final Pattern SHAPE = Pattern.compile("al_[A-Za-z0-9_-]{32,200}");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---r--r--");

    private final KeyRepository keys;
    private final Optional<Path> file;

    BootstrapKey(KeyRepository keys, @ConfigProperty(name = "autolabeler.bootstrap-key-file") Optional<Path> file) {
        this.keys = keys;
        this.file = file;
    }

    void onStart(@Observes StartupEvent event) {
        file.ifPresent(this::store);
    }

    private void store(Path file) {
        String key = read(file);
        if (!SHAPE.matcher(key).matches()) {
            throw new IllegalStateException(file + " must hold one key: al_ and at least 32 letters, digits, - or _");
        }
        ApiKey described = ApiKey.newBuilder()
                .setName("first key")
                .setRole(Role.Value.ADMIN)
                .build();
        if (keys.insertOnce(key, described)) {
            LOG.infof("stored the first key, %s…", key.substring(0, KeyRepository.PREFIX));
        }
    }

    private static String read(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                LOG.warnf("%s can be read by others; its mode should be 600", file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the file of the first key cannot be read: " + file, e);
        }
    }
}
