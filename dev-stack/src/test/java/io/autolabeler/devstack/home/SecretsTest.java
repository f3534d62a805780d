package io.autolabeler.devstack.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @Test
    void remembersEachSecretInAFileForTheOwnerOnly(@TempDir Path folder) throws IOException {
        Home home = Home.at(folder.resolve("home"));

        String secret = new Secrets(home).of("redis");

        assertThat(secret).matches("[A-Za-z0-9_-]{43}");
        assertThat(new Secrets(home).of("redis")).isEqualTo(secret);
        assertThat(new Secrets(home).of("kafka")).isNotEqualTo(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.secrets())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.root())))
                .isEqualTo("rwx------");
    }
}
