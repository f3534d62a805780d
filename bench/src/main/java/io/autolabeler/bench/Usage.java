package io.autolabeler.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the parts of the system, with the processes below them, have used so far, from {@code /proc}.
 *
 * @param cpuSeconds processor time by part
 * @param megabytes memory by part, pages shared by several processes counted once (PSS)
 */
record Usage(Map<String, Double> cpuSeconds, Map<String, Double> megabytes) {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int LAST_TIME = 14;

    static Usage of(Map<String, Long> pids) {
        Map<String, Double> cpu = new LinkedHashMap<>();
        Map<String, Double> memory = new LinkedHashMap<>();
        pids.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(part -> {
            cpu.put(part.getKey(), tree(part.getValue()).mapToDouble(Usage::cpu).sum());
            memory.put(
                    part.getKey(), tree(part.getValue()).mapToDouble(Usage::pss).sum());
        });
        return new Usage(cpu, memory);
    }

    /** Memory of all parts. */
    double total() {
        return megabytes.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** One line: who used how much of one core since then. */
    String cpuSince(Usage earlier, double seconds) {
        return cpuSeconds.entrySet().stream()
                .map(part -> "%s %.0f %%"
                        .formatted(
                                part.getKey(),
                                100
                                        * (part.getValue()
                                                - earlier.cpuSeconds().getOrDefault(part.getKey(), 0.0))
                                        / seconds))
                .collect(Collectors.joining(", "));
    }

    /** One line: who holds how much. */
    String memory() {
        return megabytes.entrySet().stream()
                .map(part -> String.format(Locale.ROOT, "%s %.0f", part.getKey(), part.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static Stream<Long> tree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .map(ProcessHandle::pid);
    }

    /** Also of children that have ended and were waited for. */
    private static double cpu(long pid) {
        String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
        if (stat.isEmpty()) {
            return 0;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double ticks = 0;
        for (int i = USER_TIME; i <= LAST_TIME; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static double pss(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "smaps_rollup"))
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    /** Empty if the process has ended. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            if (!Files.exists(file.getParent())) {
                return "";
            }
            throw new UncheckedIOException(e);
        }
    }
}
