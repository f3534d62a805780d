package io.autolabeler.devstack.home;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names and values in a file that only its owner may read; a reader sees an old or a new version, never half of one.
 *
 * @param path the file
 */
public record PropertiesFile(Path path) {

    /** All values by name; empty if there is no file. */
    public SortedMap<String, String> read() {
        SortedMap<String, String> values = new TreeMap<>();
        if (!Files.exists(path)) {
            return values;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new StackException("cannot read " + path + ": " + e.getMessage(), e);
        }
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    /** Replaces the content. */
    public void write(Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        try {
            Path next =
                    Files.createTempFile(path.getParent(), path.getFileName().toString(), ".next");
            Home.restrict(next, "rw-------");
            try (Writer writer = Files.newBufferedWriter(next)) {
                properties.store(writer, null);
            }
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StackException("cannot write " + path + ": " + e.getMessage(), e);
        }
    }
}
