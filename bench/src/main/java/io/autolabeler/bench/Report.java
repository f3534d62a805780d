package io.autolabeler.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/** Prints figures as they come. */
final class Report {
    private Report() {}

    /** Which machine this is. */
    static void machine() {
        line(
                "%s, %d cores of %s, %.0f GB, JDK %s",
                LocalDate.now(),
                Runtime.getRuntime().availableProcessors(),
                first("/proc/cpuinfo", "model name"),
                Double.parseDouble(first("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / (1 << 20),
                Runtime.version());
    }

    static void title(String text) {
        line("%n%s", text);
    }

    /** A figure with its unit. */
    static void figure(String what, double value, String unit) {
        line("    %-58s %8.1f %s", what, value, unit);
    }

    /** A ratio with what it is held against. */
    static void ratio(String what, double value, String aim) {
        line("    %-58s %8.2f (aim %s)", what, value, aim);
    }

    static void line(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }

    private static String first(String file, String key) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
