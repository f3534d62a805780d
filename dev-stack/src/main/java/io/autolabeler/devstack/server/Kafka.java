package io.autolabeler.devstack.server;

import io.autolabeler.devstack.home.Checkout;
import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.process.Component;
import io.autolabeler.devstack.process.Launch;
import io.autolabeler.devstack.process.StopSignal;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One Kafka broker that is its own controller, in a JVM of its own.
 *
 * @param home where its data lies
 * @param checkout where its libraries lie
 * @param port what clients connect to
 * @param controllerPort what the broker reaches its controller by
 */
public record Kafka(Home home, Checkout checkout, int port, int controllerPort) implements Component {
    /** The name of the component. */
    public static final String NAME = "kafka";

    /** The name of its second port. */
    public static final String CONTROLLER = "kafka-controller";

    private static final List<String> JVM = List.of(
            "-Xms64m",
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
    private static final int API_VERSIONS = 18;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of(NAME, port, CONTROLLER, controllerPort);
    }

    /** The short session lets a killed broker register again after seconds: until it ends, the number counts as taken. */
    @Override
    public Launch prepare() throws IOException {
        Path data = home.data(NAME);
        Files.deleteIfExists(readyFile());
        Path settings = data.resolve("server.properties");
        Files.writeString(settings, """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@%1$s:%3$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d
                advertised.listeners=PLAINTEXT://%1$s:%2$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%4$s
                num.partitions=3
                offsets.topic.num.partitions=3
                offsets.topic.replication.factor=1
                transaction.state.log.num.partitions=3
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=500
                """.formatted(Loopback.HOST, port, controllerPort, data.resolve("log")));
        return new Launch(
                checkout.javaCommand(
                        JVM,
                        KafkaMain.class.getName(),
                        List.of(settings.toString(), readyFile().toString())),
                Map.of(),
                data);
    }

    @Override
    public boolean ready() {
        return Files.exists(readyFile()) && answers();
    }

    @Override
    public StopSignal stopSignal() {
        return StopSignal.TERMINATE;
    }

    @Override
    public Duration startLimit() {
        return Duration.ofSeconds(120);
    }

    /** Written by the broker when it has started whole: its port opens seconds earlier. */
    private Path readyFile() {
        return home.data(NAME).resolve("ready");
    }

    /** Asks which requests the broker knows, in the oldest form of the question. */
    private boolean answers() {
        try (Socket socket = Loopback.connect(port)) {
            DataOutputStream request = new DataOutputStream(socket.getOutputStream());
            int correlation = 7;
            request.writeInt(10);
            request.writeShort(API_VERSIONS);
            request.writeShort(0);
            request.writeInt(correlation);
            request.writeShort(-1);
            request.flush();
            DataInputStream response = new DataInputStream(socket.getInputStream());
            return response.readInt() > 0 && response.readInt() == correlation;
        } catch (IOException e) {
            return false;
        }
    }
}
