package io.autolabeler.monitoring.metric;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** What one event adds to the metric store, summed in memory. Not thread-safe. */
final class Tally {
    /** For what belongs to no run. */
    static final UUID NO_RUN = new UUID(0, 0);

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::metric)
            .thenComparing((Key key) -> key.scope().projectId())
            .thenComparing((Key key) -> key.scope().runId())
            .thenComparing(Key::dimension)
            .thenComparing((Key key) -> key.scope().minute());

    private final SortedMap<Key, Sum> sums = new TreeMap<>(ORDER);

    /** Whose minute a value belongs to. */
    record Scope(UUID projectId, UUID runId, Instant minute) {}

    /** One row of the store. */
    record Key(Metric metric, Scope scope, String dimension) {}

    /** What is added to it; where nothing was seen, only taken back, {@code least} and {@code most} are infinite. */
    record Sum(long count, BigDecimal sum, double least, double most) {
        Sum plus(Sum other) {
            return new Sum(
                    count + other.count, sum.add(other.sum), Math.min(least, other.least), Math.max(most, other.most));
        }
    }

    /** Counts one value; one that is no finite number is left out. */
    void add(Metric metric, Scope scope, String dimension, double value) {
        if (Double.isFinite(value)) {
            addExactly(metric, scope, dimension, BigDecimal.valueOf(value));
        }
    }

    /** Counts one value whose sum must be exact. */
    void addExactly(Metric metric, Scope scope, String dimension, BigDecimal value) {
        double shown = value.doubleValue();
        sums.merge(new Key(metric, scope, dimension), new Sum(1, value, shown, shown), Sum::plus);
    }

    /** Takes back one value that was counted before; least and most stay as they were. */
    void takeBack(Metric metric, Scope scope, String dimension, double value) {
        Sum back = new Sum(-1, BigDecimal.valueOf(-value), Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        sums.merge(new Key(metric, scope, dimension), back, Sum::plus);
    }

    /** All rows, always in the same order, so that writers never wait for each other in a circle. */
    SortedMap<Key, Sum> sums() {
        return sums;
    }
}
