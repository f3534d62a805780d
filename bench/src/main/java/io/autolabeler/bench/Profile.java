package io.autolabeler.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/** Where the services spend their processor time while something is measured, by Flight Recorder; or nothing, if not wanted. */
final class Profile {
    private static final List<String> SERVICES =
            List.of("gateway", "labeling", "retrieval", "quality", "learning", "monitoring");
    private static final int SHOWN = 8;

    /** With the plus, because the empty settings do not know the event. */
    private static final String SAMPLES = "+jdk.CPUTimeSample#";

    private final boolean wanted;
    private final Map<String, Long> recorded = new LinkedHashMap<>();

    Profile(boolean wanted) {
        this.wanted = wanted;
    }

    /** Begins to sample the processor time of every service. */
    void start(Map<String, Long> pids) {
        if (!wanted) {
            return;
        }
        pids.forEach((part, pid) -> {
            if (SERVICES.contains(part)) {
                jcmd(
                        pid,
                        "JFR.start",
                        "name=bench",
                        "settings=none",
                        SAMPLES + "enabled=true",
                        SAMPLES + "throttle=10ms");
                recorded.put(part, pid);
            }
        });
    }

    /** Prints what was sampled since {@link #start}. */
    void stop() {
        recorded.forEach((service, pid) -> {
            try {
                Path file = Files.createTempFile("bench-" + service, ".jfr");
                jcmd(pid, "JFR.stop", "name=bench", "filename=" + file);
                print(service, RecordingFile.readAllEvents(file));
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        recorded.clear();
    }

    private static void print(String service, List<RecordedEvent> events) {
        List<RecordedEvent> samples = events.stream()
                .filter(event -> event.getEventType().getName().equals("jdk.CPUTimeSample"))
                .toList();
        Map<String, Integer> ours = new HashMap<>();
        Map<String, Integer> leaves = new HashMap<>();
        for (RecordedEvent sample : samples) {
            if (sample.getStackTrace() == null) {
                continue;
            }
            List<RecordedFrame> frames = sample.getStackTrace().getFrames();
            leaves.merge(name(frames.getFirst().getMethod()), 1, Integer::sum);
            own(frames).ifPresent(frame -> ours.merge(name(frame.getMethod()), 1, Integer::sum));
        }
        Report.line("    profile of %s, %d samples", service, samples.size());
        Report.line("      innermost: %s", top(leaves, samples.size()));
        Report.line("      innermost of ours: %s", top(ours, samples.size()));
    }

    private static Optional<RecordedFrame> own(List<RecordedFrame> frames) {
        return frames.stream()
                .filter(frame -> frame.getMethod().getType().getName().startsWith("io.autolabeler"))
                .findFirst();
    }

    private static String name(RecordedMethod method) {
        String type = method.getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
    }

    private static String top(Map<String, Integer> counts, int all) {
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .limit(SHOWN)
                        .map(each -> "%s %.1f %%".formatted(each.getKey(), 100.0 * each.getValue() / all))
                        .toList());
    }

    private static void jcmd(long pid, String... arguments) {
        try {
            Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
            ProcessBuilder builder = new ProcessBuilder(tool.toString(), Long.toString(pid));
            builder.command().addAll(List.of(arguments));
            Process process = builder.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException("jcmd failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
