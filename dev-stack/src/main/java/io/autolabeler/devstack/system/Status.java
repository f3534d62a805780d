package io.autolabeler.devstack.system;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the parts of a system are.
 *
 * @param services the six services
 * @param stack PostgreSQL, Redis and Kafka
 */
public record Status(List<Part> services, List<Part> stack) {

    /**
     * How one part is.
     *
     * @param name its name
     * @param pid its process, if it runs
     * @param ready whether it answers as it should
     * @param url where it listens
     */
    public record Part(String name, Optional<Long> pid, boolean ready, String url) {

        private String state() {
            return pid.isEmpty() ? "down" : ready ? "ready" : "not ready";
        }

        private String line() {
            return "%-12s %-10s %-9s %s"
                    .formatted(name, state(), pid.map(String::valueOf).orElse("-"), url);
        }

        /** Names and addresses are our own and hold nothing that JSON would have to escape. */
        private String json() {
            return "{\"name\":\"%s\",\"pid\":%s,\"ready\":%s,\"url\":\"%s\"}"
                    .formatted(name, pid.map(String::valueOf).orElse("null"), ready, url);
        }
    }

    /** True if every part is ready. */
    public boolean ready() {
        return all().allMatch(Part::ready);
    }

    /** One line for each part. */
    public String table() {
        return Stream.concat(
                        Stream.of("%-12s %-10s %-9s %s".formatted("NAME", "STATE", "PID", "ADDRESS")),
                        all().map(Part::line))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** All of it as one JSON object. */
    public String json() {
        return "{\"services\":[%s],\"stack\":[%s]}".formatted(json(services), json(stack));
    }

    private Stream<Part> all() {
        return Stream.concat(services.stream(), stack.stream());
    }

    private static String json(List<Part> parts) {
        return parts.stream().map(Part::json).collect(Collectors.joining(","));
    }
}
