package io.autolabeler.devstack.server;

import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.home.Secrets;
import io.autolabeler.devstack.home.StackException;
import io.autolabeler.devstack.process.Component;
import io.autolabeler.devstack.process.Launch;
import io.autolabeler.devstack.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL as in production: a commit is on the disk before it is answered.
 *
 * @param home where its data lies
 * @param port what it listens on
 */
public record Postgres(Home home, int port) implements Component {
    /** The name of the component. */
    public static final String NAME = "postgres";

    private static final List<String> SETTINGS = List.of(
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "listen_addresses=" + Loopback.HOST,
            "unix_socket_directories=",
            "max_connections=300",
            "shared_buffers=128MB",
            "max_wal_size=2GB",
            "jit=off",
            "log_line_prefix=%m [%p] %d ",
            "log_min_error_statement=panic"); // statements hold texts of users, which no log may

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of(NAME, port);
    }

    /** Its databases, as their owner sees them. */
    public PostgresAdmin admin() {
        return new PostgresAdmin(port, new Secrets(home).of(NAME));
    }

    @Override
    public Launch prepare() throws IOException {
        PostgresBinaries binaries = new PostgresBinaries(home);
        Path data = home.data(NAME).resolve("18");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialize(binaries, data);
        }
        forgetStranger(data.resolve("postmaster.pid"), data);
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach(setting -> arguments.addAll(List.of("-c", setting)));
        return new Launch(binaries.command("postgres", arguments), Map.of("LC_ALL", "C"), home.data(NAME));
    }

    @Override
    public boolean ready() {
        return admin().answers();
    }

    @Override
    public StopSignal stopSignal() {
        return StopSignal.INTERRUPT;
    }

    @Override
    public Duration startLimit() {
        return Duration.ofSeconds(120);
    }

    /** After a kill, orphaned sessions take a moment to notice, and hold the memory until then. */
    @Override
    public boolean passes(String lastLines) {
        return lastLines.contains("shared memory block");
    }

    /** Makes the cluster beside its place and moves it there when it is whole, so that a kill leaves no half of one. */
    private void initialize(PostgresBinaries binaries, Path data) throws IOException {
        Path next = Files.createTempDirectory(home.data(NAME), "initdb").resolve("18");
        Path password = Files.createTempFile(home.data(NAME), "password", "");
        try {
            Files.writeString(password, new Secrets(home).of(NAME));
            List<String> arguments = List.of(
                    "-D",
                    next.toString(),
                    "-U",
                    PostgresAdmin.OWNER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C");
            Tool.Outcome outcome = new Tool(binaries.command("initdb", arguments), Map.of("LC_ALL", "C")).run();
            if (!outcome.succeeded()) {
                throw new StackException("PostgreSQL cannot make its data folder: " + lastLine(outcome.output()));
            }
            Files.move(next, data);
        } finally {
            Files.deleteIfExists(password);
        }
    }

    /** After a crash the number in the file may belong to another program, which PostgreSQL takes for itself. */
    private static void forgetStranger(Path pidFile, Path data) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> holder = Files.readString(pidFile)
                .lines()
                .findFirst()
                .map(line -> Long.parseLong(line.strip()))
                .flatMap(ProcessHandle::of);
        if (holder.isPresent() && !ownedBy(holder.get(), data)) {
            Files.delete(pidFile);
        }
    }

    private static boolean ownedBy(ProcessHandle process, Path data) {
        Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return Files.readString(commandLine).contains(data.toString());
        } catch (IOException e) {
            return false;
        }
    }

    private static String lastLine(String output) {
        return output.lines().reduce((before, last) -> last).orElse("no message");
    }
}
