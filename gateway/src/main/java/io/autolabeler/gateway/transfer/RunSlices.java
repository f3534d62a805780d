package io.autolabeler.gateway.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.Item;
import io.autolabeler.labeling.v1.ListItemsResponse;
import io.autolabeler.platform.errors.ServiceException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the items of a run have in the columns that an evaluation is sliced by: columns of the dataset, named as an export names
 * them, and some of the results. Items must come in their order. Not thread-safe.
 */
final class RunSlices {
    private static final String RENAMED = "input_";
    /** Of the rows themselves, which slices must leave as they are. */
    private static final Set<String> OWN =
            Set.of("id", "label", "gold", "cost_usd", "confidence", "truth_source", "inclusion");

    private static final Set<String> RESULTS = Set.of("route", "model", "label_source");

    /** Reads the page of the dataset's items at a token. */
    interface Items {
        ListItemsResponse page(String token);
    }

    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final List<String> results;
    private final Items items;
    private final Deque<Item> read = new ArrayDeque<>();
    private @Nullable String next = "";

    private RunSlices(List<String> results, Items items) {
        this.results = results;
        this.items = items;
    }

    /**
     * The slices of a run.
     *
     * @param asked the columns
     * @param columns those of the dataset
     * @throws ServiceException if there is no such column
     */
    static RunSlices of(List<String> asked, List<String> columns, Items items) {
        RunSlices slices = new RunSlices(
                asked.stream().filter(RESULTS::contains).distinct().toList(), items);
        for (String name : asked) {
            if (!RESULTS.contains(name)) {
                slices.places.put(name, place(name, columns));
            }
        }
        return slices;
    }

    private static int place(String name, List<String> columns) {
        if (!OWN.contains(name) && columns.contains(name)) {
            return columns.indexOf(name);
        }
        if (name.startsWith(RENAMED) && columns.contains(name.substring(RENAMED.length()))) {
            return columns.indexOf(name.substring(RENAMED.length()));
        }
        UnaryOperator<String> shown =
                column -> OWN.contains(column) || RESULTS.contains(column) ? RENAMED + column : column;
        throw ServiceException.invalid(
                "sliceColumns",
                "must be a column of the run's dataset (%s) or route, model, label_source"
                        .formatted(String.join(", ", columns.stream().map(shown).toList())),
                name);
    }

    /** Puts the item's values into its row. */
    void put(Annotation item, ObjectNode row) {
        for (String name : results) {
            row.put(name, result(item, name));
        }
        if (!places.isEmpty()) {
            List<String> values = values(item.getOrdinal());
            places.forEach((name, place) -> row.put(name, place < values.size() ? values.get(place) : ""));
        }
    }

    private static String result(Annotation item, String name) {
        return switch (name) {
            case "route" -> item.hasRoute() ? item.getRoute().name() : "";
            case "model" -> item.getAnnotator().getModel();
            default -> item.getLabelSource();
        };
    }

    /** The values of the item at that place; none if the dataset has no such item. */
    private List<String> values(int ordinal) {
        while (true) {
            while (!read.isEmpty() && read.getFirst().getOrdinal() < ordinal) {
                read.removeFirst();
            }
            if (!read.isEmpty() || next == null) {
                return read.isEmpty() || read.getFirst().getOrdinal() != ordinal
                        ? List.of()
                        : read.getFirst().getValuesList();
            }
            ListItemsResponse page = items.page(next);
            read.addAll(page.getItemsList());
            next = page.getNextPageToken().isEmpty() ? null : page.getNextPageToken();
        }
    }
}
