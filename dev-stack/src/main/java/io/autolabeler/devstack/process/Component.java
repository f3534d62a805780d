package io.autolabeler.devstack.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** One part of the system that runs as a process of its own. */
public interface Component {

    /** Its name in logs, states and settings. */
    String name();

    /** What it listens on, by name; at least one. */
    Map<String, Integer> ports();

    /** The command that starts it, after its files are prepared; called only while it is not running. */
    Launch prepare() throws IOException;

    /** True if it answers as it should; quick, and false whenever anything is wrong. */
    boolean ready();

    /** What it takes for an orderly stop. */
    StopSignal stopSignal();

    /** How long a first start may take on a slow machine. */
    Duration startLimit();

    /** What of its set-up is worth a new start when it changes, by name; nothing secret. */
    default Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        ports().forEach((name, port) -> facts.put("port." + name, Integer.toString(port)));
        return facts;
    }

    /** True if the last lines of its log tell of a hindrance that passes by itself, so that another start is worth it. */
    default boolean passes(String lastLines) {
        return false;
    }
}
