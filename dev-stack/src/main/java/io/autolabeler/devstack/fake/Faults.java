package io.autolabeler.devstack.fake;

import java.util.List;
import java.util.Optional;

/**
 * How the endpoint behaves now.
 *
 * @param latencyMs of every call
 * @param rules the first that hits a call decides
 */
public record Faults(long latencyMs, List<Fault> rules) {
    /** Answers at once and rightly. */
    public static final Faults NONE = new Faults(0, List.of());

    // Absent in JSON means empty.
    @SuppressWarnings("ConstantValue")
    public Faults {
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    /** Only these rules. */
    public static Faults of(Fault... rules) {
        return new Faults(0, List.of(rules));
    }

    Optional<Fault> pick(long call, int callForText, double chance) {
        return rules.stream()
                .filter(rule -> rule.hits(call, callForText, chance))
                .findFirst();
    }
}
