package io.autolabeler.quality.report;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Tells the items of two labelings apart.
 *
 * @param thing what is compared: file or run
 */
record Ids(String thing) {
    /** Row numbers of one file say nothing of the ids of another. */
    void requireAlike(boolean first, boolean second) {
        if (first != second) {
            throw new ReportFault(
                    "idColumn",
                    "idColumn must be a column of both %ss or of neither: only the %s has one"
                            .formatted(thing, first ? "first" : "second"));
        }
    }

    /** The items by id; each must have one of its own. */
    <T> Map<String, T> of(String which, List<T> items, Function<T, String> id) {
        Map<String, T> known = LinkedHashMap.newLinkedHashMap(items.size());
        for (T item : items) {
            String name = id.apply(item);
            if (name.isEmpty()) {
                throw new ReportFault(
                        "idColumn",
                        "idColumn must have a value in every row to compare by: the %s %s has an empty one"
                                .formatted(which, thing));
            }
            if (known.putIfAbsent(name, item) != null) {
                throw new ReportFault(
                        "idColumn",
                        "idColumn must tell rows apart to compare by: the %s %s has `%s` more than once"
                                .formatted(which, thing, name));
            }
        }
        return known;
    }

    static Set<String> union(Map<String, ?> first, Map<String, ?> second) {
        Set<String> all = new LinkedHashSet<>(first.keySet());
        all.addAll(second.keySet());
        return all;
    }

    /** Why there is nothing to compare. */
    ReportFault nothing(boolean unlabeled) {
        return unlabeled
                ? new ReportFault("labelColumn", "no item has a label in both %ss".formatted(thing))
                : new ReportFault("idColumn", "the two %ss have no item with gold in common".formatted(thing));
    }
}
