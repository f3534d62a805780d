package io.autolabeler.devstack.process;

import io.autolabeler.devstack.home.PropertiesFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The processes started for one home, by name, kept in a file so that a later program finds them again. */
public final class Children {
    private final PropertiesFile file;

    /** The processes remembered in this file. */
    public Children(Path file) {
        this.file = new PropertiesFile(file);
    }

    /** The process of that name if it runs now. */
    public synchronized Optional<Child> live(String name) {
        SortedMap<String, String> known = file.read();
        String pid = known.get(name + ".pid");
        String startedAt = known.get(name + ".startedAt");
        return pid == null || startedAt == null
                ? Optional.empty()
                : Optional.of(new Child(Long.parseLong(pid), Instant.parse(startedAt)))
                        .filter(Child::alive);
    }

    /** Remembers a process and what else there is to know about it. */
    public synchronized void put(String name, Child child, Map<String, String> facts) {
        SortedMap<String, String> known = file.read();
        known.put(name + ".pid", Long.toString(child.pid()));
        known.put(name + ".startedAt", child.startedAt().toString());
        facts.forEach((fact, value) -> known.put(name + "." + fact, value));
        file.write(known);
    }

    /** One remembered fact about a process. */
    public synchronized Optional<String> fact(String name, String fact) {
        return Optional.ofNullable(file.read().get(name + "." + fact));
    }

    /** Forgets a process. */
    public synchronized void remove(String name) {
        SortedMap<String, String> known = file.read();
        known.keySet().removeIf(key -> key.startsWith(name + "."));
        file.write(known);
    }
}
