package io.autolabeler.devstack.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * The ports of one home: what the operator says, else what the home had before, else the usual or a free one.
 *
 * @param byName port of each name
 */
public record Ports(Map<String, Integer> byName) {
    /** The usual port of every name. */
    public static final Map<String, Integer> USUAL = Map.of(
            "gateway", 8080,
            "labeling", 8081,
            "retrieval", 8082,
            "quality", 8083,
            "learning", 8084,
            "monitoring", 8085,
            "postgres", 15432,
            "redis", 16379,
            "kafka", 19092,
            "kafka-controller", 19093);

    /** Below the range that systems take ports for outgoing connections from. */
    private static final int FIRST_FREE = 20_000;

    private static final int LAST_FREE = 32_000;

    /** Copies the map. */
    public Ports {
        byName = Map.copyOf(byName);
    }

    /** The port of that name. */
    public int of(String name) {
        Integer port = byName.get(name);
        if (port == null) {
            throw new IllegalArgumentException("no port is named " + name);
        }
        return port;
    }

    /** The ports remembered in this home; the usual ones where there are none. */
    public static Ports remembered(Home home) {
        Map<String, Integer> ports = new TreeMap<>(USUAL);
        new PropertiesFile(home.ports()).read().forEach((name, port) -> ports.put(name, number(name, port)));
        return new Ports(ports);
    }

    /**
     * Decides on the ports of a home and remembers them. {@code AUTOLABELER_PORT_<NAME>} sets one,
     * {@code AUTOLABELER_PORTS=free} takes free ones instead of the usual.
     *
     * @param running says of a name whether the home's own process holds its port now
     */
    public static Ports choose(Home home, Map<String, String> environment, Predicate<String> running) {
        boolean anyFree = "free".equals(environment.get("AUTOLABELER_PORTS"));
        PropertiesFile file = new PropertiesFile(home.ports());
        SortedMap<String, String> before = file.read();
        SortedMap<String, String> chosen = new TreeMap<>();
        for (Map.Entry<String, Integer> usual : new TreeMap<>(USUAL).entrySet()) {
            String name = usual.getKey();
            String said = environment.get(variable(name));
            String known = before.get(name);
            if (said != null && !said.isBlank()) {
                chosen.put(name, Integer.toString(number(variable(name), said)));
            } else if (known != null && (!anyFree || running.test(name) || isFree(number(name, known)))) {
                chosen.put(name, known);
            } else {
                chosen.put(name, anyFree ? free(chosen) : usual.getValue().toString());
            }
        }
        if (!chosen.equals(before)) {
            file.write(chosen);
        }
        return remembered(home);
    }

    /** The environment variable that sets a port. */
    public static String variable(String name) {
        return "AUTOLABELER_PORT_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** True if nothing listens on the port. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String free(Map<String, String> taken) {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_FREE, LAST_FREE);
            if (!taken.containsValue(Integer.toString(port)) && isFree(port)) {
                return Integer.toString(port);
            }
        }
    }

    private static int number(String name, String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw new StackException(name + " must be a port from 1 to 65535, got " + text);
    }
}
