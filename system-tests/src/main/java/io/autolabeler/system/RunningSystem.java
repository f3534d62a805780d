package io.autolabeler.system;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.autolabeler.devstack.fake.FakeEndpoint;
import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.home.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The started system, with a fake model endpoint beside it, and what tests do to it. */
public final class RunningSystem implements AutoCloseable {
    /** The configured model that the fake endpoint plays. */
    public static final String MODEL = "fake";

    private final Launcher launcher;
    private final FakeEndpoint endpoint;
    private final Api api;
    private boolean disturbed;

    private RunningSystem(Launcher launcher, FakeEndpoint endpoint, Api api) {
        this.launcher = launcher;
        this.endpoint = endpoint;
        this.api = api;
    }

    /** A system of its own, with a home that lasts as long as it runs. */
    public static RunningSystem start() {
        try {
            Path home = Files.createTempDirectory("autolabeler-system-test");
            FakeEndpoint endpoint = FakeEndpoint.start(0, null);
            Files.createDirectories(home.resolve("config"));
            Files.writeString(home.resolve("config/application.properties"), settings(endpoint));
            Launcher launcher = new Launcher(home, Map.of("AUTOLABELER_PORTS", "free"));
            upOrNothing(launcher);
            String address = Files.readString(home.resolve("address")).strip();
            String key = Files.readString(home.resolve("api-key")).strip();
            return new RunningSystem(launcher, endpoint, new Api(address, key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String settings(FakeEndpoint endpoint) {
        return """
                autolabeler.models.fake.base-url=%s
                autolabeler.models.fake.model-name=fake-1
                autolabeler.models.fake.price-input-usd-per-million=0.15
                autolabeler.models.fake.price-output-usd-per-million=0.60
                autolabeler.models.fake.timeout=5s
                """.formatted(endpoint.baseUrl());
    }

    /** The launcher, for this system's home. */
    public Launcher launcher() {
        return launcher;
    }

    /** The REST interface, with the first key. */
    public Api api() {
        return api;
    }

    /** Plays the model. */
    public FakeEndpoint endpoint() {
        return endpoint;
    }

    /** Kills the process as nothing can prevent. */
    public void kill(String name) {
        signal("-KILL", name);
    }

    /** Asks the process to stop, and waits until it has. */
    public void stop(String name) {
        long pid = pid(name);
        signal("-TERM", name);
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    }

    /** Stops the process from doing anything, until it is thawed. */
    public void freeze(String name) {
        signal("-STOP", name);
    }

    /** Lets a frozen process go on. */
    public void thaw(String name) {
        signal("-CONT", name);
    }

    private void signal(String signal, String name) {
        disturbed = true;
        try {
            int code = new ProcessBuilder("kill", signal, Long.toString(pid(name)))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill " + signal + " " + name + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts what is down and leaves the rest alone. */
    public void repair() {
        up(launcher);
    }

    /** Starts what is down, if anything was disturbed since. */
    public void repairIfNeeded() {
        if (disturbed) {
            repair();
            disturbed = false;
        }
    }

    /** The pid of each part that runs. */
    public Map<String, Long> pids() {
        JsonObject status =
                JsonParser.parseString(launcher.run("status", "--json").out()).getAsJsonObject();
        Map<String, Long> pids = new HashMap<>();
        Stream.of("services", "stack")
                .flatMap(each -> status.getAsJsonArray(each).asList().stream())
                .map(JsonElement::getAsJsonObject)
                .filter(each -> !each.get("pid").isJsonNull())
                .forEach(each ->
                        pids.put(each.get("name").getAsString(), each.get("pid").getAsLong()));
        return pids;
    }

    private long pid(String name) {
        Long pid = pids().get(name);
        if (pid == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return pid;
    }

    /** A connection to a service's own database. */
    public Connection database(String service) throws SQLException {
        Home home = Home.at(launcher.home());
        int port = io.autolabeler.devstack.home.Ports.remembered(home).of("postgres");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + service,
                service,
                new Secrets(home).of("database." + service));
    }

    @Override
    public void close() {
        launcher.run("down");
        endpoint.close();
    }

    private static void upOrNothing(Launcher launcher) {
        try {
            up(launcher);
        } catch (IllegalStateException e) {
            launcher.run("down");
            throw e;
        }
    }

    private static void up(Launcher launcher) {
        Launcher.Output output = launcher.run("up");
        if (output.exitCode() != 0) {
            throw new IllegalStateException("up failed: " + output);
        }
    }
}
