package io.autolabeler.quality.calibration;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** What is read once and then known until it is forgotten; at most 10,000 values. Thread-safe. */
public final class Remembered<K, V> {
    private static final int MOST = 10_000;

    private final Map<K, V> values = new ConcurrentHashMap<>();

    /** The value, read if it is not known. */
    public V get(K key, Function<K, V> read) {
        V known = values.get(key);
        if (known != null) {
            return known;
        }
        V found = read.apply(key);
        if (values.size() >= MOST) {
            values.clear();
        }
        values.put(key, found);
        return found;
    }

    /** Those are to be read again. */
    public void forgetIf(Predicate<K> which) {
        values.keySet().removeIf(which);
    }

    /** It is to be read again. */
    public void forget(K key) {
        values.remove(key);
    }
}
