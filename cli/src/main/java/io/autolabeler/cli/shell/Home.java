package io.autolabeler.cli.shell;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The user's folder with the local address and key, written by {@code ./autolabeler up}.
 *
 * @param folder AUTOLABELER_HOME, else {@code ~/.autolabeler}
 */
public record Home(Path folder) {
    private static final String DEFAULT_ADDRESS = "http://127.0.0.1:8080";

    public static Home of(Shell shell) {
        return new Home(shell.variable("AUTOLABELER_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".autolabeler")));
    }

    /** The given address, else AUTOLABELER_ADDRESS, else what {@code up} wrote, else the default port of this machine. */
    public URI address(String given, Shell shell) {
        String text = Optional.of(given)
                .filter(value -> !value.isBlank())
                .or(() -> shell.variable("AUTOLABELER_ADDRESS"))
                .or(() -> line("address"))
                .orElse(DEFAULT_ADDRESS);
        String plain = text.strip().replaceAll("/+$", "");
        try {
            URI address = URI.create(plain);
            if (address.getHost() != null && plain.matches("https?://.*")) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            // falls through to the one message below
        }
        throw CommandFailure.usage("address must be like http://127.0.0.1:8080, got %s".formatted(plain));
    }

    /** AUTOLABELER_API_KEY, else the key that {@code up} made. */
    public Optional<String> key(Shell shell) {
        return shell.variable("AUTOLABELER_API_KEY").map(String::strip).or(() -> line("api-key"));
    }

    private Optional<String> line(String name) {
        Path file = folder.resolve(name);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .findFirst();
        } catch (IOException e) {
            throw CommandFailure.failure("cannot read %s: %s".formatted(file, e.getMessage()));
        }
    }
}
