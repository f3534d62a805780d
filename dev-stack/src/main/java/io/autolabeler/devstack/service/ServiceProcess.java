package io.autolabeler.devstack.service;

import io.autolabeler.devstack.home.Checkout;
import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.home.Ports;
import io.autolabeler.devstack.home.Secrets;
import io.autolabeler.devstack.home.StackException;
import io.autolabeler.devstack.process.Component;
import io.autolabeler.devstack.process.Launch;
import io.autolabeler.devstack.process.StopSignal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One service of a home.
 *
 * @param service which one
 * @param home where its data, its password and the operator's settings lie
 * @param checkout where it was built
 * @param network what it and the others listen on
 */
public record ServiceProcess(Service service, Home home, Checkout checkout, Ports network) implements Component {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_LIMIT)
            .build();

    /** The serial collector: least memory and fewest threads for six JVMs that share few cores. */
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Dquarkus.profile=prod");

    @Override
    public String name() {
        return service.title();
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of(name(), network.of(name()));
    }

    /** Where it is reached. */
    public URI address() {
        return URI.create("http://" + address(name()));
    }

    /** Says clearly that its build is missing. */
    public void checkBuilt() {
        if (!Files.isRegularFile(program())) {
            throw new StackException(name() + " is not built: " + program() + " is missing; run mvn package");
        }
    }

    @Override
    public Launch prepare() {
        checkBuilt();
        return new Launch(
                command(),
                Map.of("AUTOLABELER_DATABASE_PASSWORD", new Secrets(home).of("database." + name())),
                home.data(name()));
    }

    @Override
    public boolean ready() {
        HttpRequest request = HttpRequest.newBuilder(address().resolve("/q/health/ready"))
                .timeout(ANSWER_LIMIT)
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public StopSignal stopSignal() {
        return StopSignal.TERMINATE;
    }

    @Override
    public Duration startLimit() {
        return Duration.ofSeconds(180);
    }

    /** Its build and its command: a process of another build misses the files that it was started from. */
    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("command", Integer.toHexString(command().hashCode()));
        try {
            facts.put("build", Files.getLastModifiedTime(program()).toString());
        } catch (IOException e) {
            facts.put("build", "none");
        }
        return facts;
    }

    private Path program() {
        return checkout.root().resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(Checkout.java(), "-Xmx" + service.heap()));
        command.addAll(JVM);
        command.addAll(service.options());
        settings().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", program().toString()));
        return command;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("autolabeler.port", Integer.toString(network.of(name())));
        settings.put("autolabeler.home", home.root().toString());
        settings.put("autolabeler.database", name());
        for (String server : List.of("postgres", "redis", "kafka")) {
            settings.put("autolabeler." + server, address(server));
        }
        for (Service other : Service.values()) {
            settings.put("autolabeler.services." + other.title(), address(other.title()));
        }
        settings.put("autolabeler.bootstrap-key-file", home.apiKey().toString());
        operatorSettings().forEach(file -> settings.merge("quarkus.config.locations", file, (a, b) -> a + "," + b));
        return settings;
    }

    private List<String> operatorSettings() {
        return List.of("application.properties", "application.yaml").stream()
                .map(home.config()::resolve)
                .filter(Files::isRegularFile)
                .map(Path::toString)
                .toList();
    }

    private String address(String name) {
        return "127.0.0.1:" + network.of(name);
    }
}
