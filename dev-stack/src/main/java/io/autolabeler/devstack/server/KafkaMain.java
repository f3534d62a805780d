package io.autolabeler.devstack.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The broker's process: formats an empty data folder, runs until it is asked to stop. */
final class KafkaMain {

    private KafkaMain() {}

    /** Takes the settings file and the file to write when the broker is ready. */
    public static void main(String[] args) throws Exception {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            settings.load(reader);
        }
        Path data = Path.of(settings.getProperty("log.dirs"));
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(settings, data);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        server.startup();
        Files.writeString(
                Path.of(args[1]), Long.toString(ProcessHandle.current().pid()));
        server.awaitShutdown();
    }

    private static void format(Properties settings, Path data) throws IOException {
        Files.createDirectories(data);
        try {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(Integer.parseInt(settings.getProperty("node.id")))
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName(settings.getProperty("controller.listener.names"))
                    .addDirectory(data.toString())
                    .run();
        } catch (Exception e) {
            throw new IOException("cannot format " + data, e);
        }
    }
}
