package io.autolabeler.devstack.testing;

import io.autolabeler.devstack.home.Checkout;
import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.home.Ports;
import io.autolabeler.devstack.home.PropertiesFile;
import io.autolabeler.devstack.home.StackException;
import io.autolabeler.devstack.process.Child;
import io.autolabeler.devstack.process.Children;
import io.autolabeler.devstack.process.Component;
import io.autolabeler.devstack.process.Supervisor;
import io.autolabeler.devstack.server.Kafka;
import io.autolabeler.devstack.server.Redis;
import io.autolabeler.devstack.server.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** PostgreSQL, Redis and Kafka on free ports, shared by every test JVM that uses them at the same time. */
public final class TestStack {
    /** Prefix of all databases that tests make. */
    public static final String DATABASE_PREFIX = "test_";

    private final Home home;
    private final Checkout checkout;
    private final Supervisor supervisor;
    private final PropertiesFile users;

    /** The stack of a home. */
    public TestStack(Home home, Checkout checkout) {
        this.home = home;
        this.checkout = checkout;
        this.supervisor = new Supervisor(home, System.out::println);
        this.users = new PropertiesFile(home.root().resolve("users.properties"));
    }

    /** Where the stack of a checkout lives. */
    public static Path place(Checkout checkout) {
        return checkout.root().resolve("target/test-stack");
    }

    /** Returns when the stack is ready for that process, started if nobody uses it yet. */
    public void enter(long user) {
        home.checkSpace();
        home.exclusively(() -> {
            register(user);
            Children children = supervisor.children();
            Ports ports = Ports.choose(home, Map.of("AUTOLABELER_PORTS", "free"), name -> holds(children, name));
            Servers servers = Servers.of(home, checkout, ports);
            boolean fresh = servers.all().stream()
                    .noneMatch(server -> children.live(server.name()).isPresent());
            if (fresh) {
                empty(home.data(Kafka.NAME));
                empty(home.data(Redis.NAME));
            }
            supervisor.up(servers.all());
            if (fresh) {
                servers.postgres()
                        .admin()
                        .databases(DATABASE_PREFIX)
                        .forEach(servers.postgres().admin()::drop);
            }
            return null;
        });
    }

    /** Signs the process off; after that time, if nobody uses the stack any more, stops it. */
    public void leave(long user, Duration patience) {
        home.exclusively(() -> {
            children(users).remove(name(user));
            return null;
        });
        try {
            TimeUnit.NANOSECONDS.sleep(patience.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted");
        }
        home.exclusively(() -> {
            if (!used()) {
                List<Component> servers =
                        Servers.of(home, checkout, Ports.remembered(home)).all();
                supervisor.down(servers);
            }
            return null;
        });
    }

    private void register(long user) {
        ProcessHandle process = ProcessHandle.of(user)
                .orElseThrow(() -> new StackException("there is no process " + user + " to use the test stack"));
        children(users).put(name(user), Child.of(process), Map.of());
    }

    private boolean used() {
        Children known = children(users);
        return users.read().keySet().stream()
                .filter(key -> key.endsWith(".pid"))
                .map(key -> key.substring(0, key.lastIndexOf('.')))
                .anyMatch(name -> known.live(name).isPresent());
    }

    private static Children children(PropertiesFile file) {
        return new Children(file.path());
    }

    private static String name(long user) {
        return "user-" + user;
    }

    private static boolean holds(Children children, String port) {
        return children.live(port.equals(Kafka.CONTROLLER) ? Kafka.NAME : port).isPresent();
    }

    private static void empty(Path folder) {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
