package io.autolabeler.devstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autolabeler.devstack.home.Checkout;
import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.home.Ports;
import io.autolabeler.devstack.home.StackException;
import io.autolabeler.devstack.server.Kafka;
import io.autolabeler.devstack.server.Postgres;
import io.autolabeler.devstack.server.Redis;
import io.autolabeler.devstack.server.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers, really killed. */
class SupervisorTest {
    private static final List<String> NAMES = List.of(Postgres.NAME, Redis.NAME, Kafka.NAME);

    @TempDir
    private static Path folder;

    private static Home home;
    private static Servers servers;
    private static Supervisor supervisor;

    @BeforeAll
    static void startOnFreePorts() {
        home = Home.at(folder.resolve("home"));
        Ports ports = Ports.choose(home, Map.of("AUTOLABELER_PORTS", "free"), name -> false);
        servers = Servers.of(home, Checkout.find(), ports);
        supervisor = new Supervisor(home, line -> {});
        supervisor.up(servers.all());
    }

    @AfterAll
    static void stop() {
        supervisor.down(servers.all());
    }

    @Test
    void repairsWhatWasKilledKeepsItsDataAndLeavesTheRestAlone() throws Exception {
        servers.postgres().admin().create("kept", "secret");
        createTopic("kept");
        Map<String, Long> before = pids();
        kill(Postgres.NAME);
        kill(Kafka.NAME);

        supervisor.up(servers.all());

        assertThat(pids().get(Redis.NAME)).isEqualTo(before.get(Redis.NAME));
        assertThat(pids().get(Postgres.NAME)).isNotEqualTo(before.get(Postgres.NAME));
        assertThat(pids().get(Kafka.NAME)).isNotEqualTo(before.get(Kafka.NAME));
        assertThat(servers.postgres().admin().databases("kept")).containsExactly("kept");
        assertThat(topics()).contains("kept");
    }

    @Test
    void keepsRedisDataOverAnOrderlyStop() throws IOException {
        redis("SET kept yes");

        supervisor.down(List.of(servers.redis()));
        assertThat(servers.redis().ready()).isFalse();
        supervisor.up(List.of(servers.redis()));

        assertThat(redis("GET kept")).contains("yes");
    }

    @Test
    void leavesEverythingAloneWhenAllIsUp() {
        supervisor.up(servers.all());
        Map<String, Long> before = pids();

        new Supervisor(home, line -> {}).up(servers.all());

        assertThat(pids()).isEqualTo(before);
    }

    @Test
    void startsPostgresThoughItsPidFileNamesAStranger() throws IOException {
        kill(Postgres.NAME);
        Path pidFile = home.data(Postgres.NAME).resolve("18/postmaster.pid");
        List<String> lines = Files.readAllLines(pidFile);
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(pidFile, lines);

        supervisor.up(List.of(servers.postgres()));

        assertThat(servers.postgres().ready()).isTrue();
    }

    @Test
    void stopsAFrozenServer() throws Exception {
        new ProcessBuilder("sh", "-c", "kill -STOP " + pids().get(Redis.NAME))
                .start()
                .waitFor();
        long begin = System.nanoTime();

        supervisor.down(List.of(servers.redis()));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        supervisor.up(List.of(servers.redis()));
    }

    @Test
    void saysWhichPortAStrangerHolds() throws IOException {
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Home other = Home.at(folder.resolve("other"));
            Supervisor another = new Supervisor(other, line -> {});

            assertThatThrownBy(() -> another.up(List.of(new Redis(other, stranger.getLocalPort()))))
                    .isInstanceOf(StackException.class)
                    .hasMessage("port " + stranger.getLocalPort()
                            + " (redis) is in use by another program; stop that, or set AUTOLABELER_PORT_REDIS"
                            + " or AUTOLABELER_PORTS=free");
            assertThat(another.children().live(Redis.NAME)).isEmpty();
        }
    }

    @Test
    void neverSignalsAProcessThatGotARecycledNumber() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        Home other = Home.at(folder.resolve("recycled"));
        Supervisor another = new Supervisor(other, line -> {});
        Child recycled = new Child(stranger.pid(), Instant.now().minusSeconds(3600));
        another.children().put(Redis.NAME, recycled, Map.of());

        another.down(List.of(new Redis(other, 1)));

        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    @Test
    void showsTheEndOfTheLogOfAServerThatDoesNotStart() throws IOException {
        Home other = Home.at(folder.resolve("broken"));
        Files.createDirectories(other.data(Postgres.NAME).resolve("18"));
        Files.writeString(other.data(Postgres.NAME).resolve("18/PG_VERSION"), "18\n");
        Supervisor another = new Supervisor(other, line -> {});

        assertThatThrownBy(() -> another.up(List.of(new Postgres(other, 31_999))))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("postgres ended while it started; the end of ")
                .hasMessageContaining("postgresql.conf");
    }

    private static Map<String, Long> pids() {
        return NAMES.stream()
                .collect(Collectors.toMap(
                        name -> name, name -> child(name).map(Child::pid).orElse(-1L)));
    }

    private static Optional<Child> child(String name) {
        return supervisor.children().live(name);
    }

    private static void kill(String name) {
        child(name).orElseThrow().kill();
    }

    private static String redis(String command) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", servers.redis().port())) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static void createTopic(String name) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    private static Iterable<String> topics() throws Exception {
        try (Admin admin = admin()) {
            return admin.listTopics().names().get();
        }
    }

    private static Admin admin() {
        return Admin.create(
                Map.of("bootstrap.servers", "127.0.0.1:" + servers.kafka().port()));
    }
}
