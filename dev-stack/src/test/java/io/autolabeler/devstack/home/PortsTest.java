package io.autolabeler.devstack.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    private static final Map<String, String> FREE = Map.of("AUTOLABELER_PORTS", "free");

    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void makeHome() {
        home = Home.at(folder);
    }

    @Test
    void takesTheUsualPortsUnlessToldOtherwise() {
        Ports ports = Ports.choose(home, Map.of("AUTOLABELER_PORT_KAFKA_CONTROLLER", "29093"), name -> false);

        assertThat(ports.of("gateway")).isEqualTo(8080);
        assertThat(ports.of("kafka-controller")).isEqualTo(29093);
    }

    @Test
    void keepsFreePortsOverRestarts() {
        Ports first = Ports.choose(home, FREE, name -> false);

        assertThat(new HashSet<>(first.byName().values())).hasSameSizeAs(Ports.USUAL.keySet());
        assertThat(Ports.choose(home, FREE, name -> false)).isEqualTo(first);
        assertThat(Ports.choose(home, Map.of(), name -> false)).isEqualTo(first);
    }

    @Test
    void takesAnotherFreePortWhenAStrangerTookIt() throws IOException {
        Ports first = Ports.choose(home, FREE, name -> false);
        try (ServerSocket stranger = new ServerSocket(first.of("redis"), 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(stranger.isBound()).isTrue();
            assertThat(Ports.choose(home, FREE, name -> false).of("redis")).isNotEqualTo(first.of("redis"));
        }
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatThrownBy(() -> Ports.choose(home, Map.of("AUTOLABELER_PORT_REDIS", "70000"), name -> false))
                .isInstanceOf(StackException.class)
                .hasMessage("AUTOLABELER_PORT_REDIS must be a port from 1 to 65535, got 70000");
    }
}
