package io.autolabeler.labeling.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row with all its values.
 *
 * @param ordinal its place in the file, from 0
 * @param values in the order of the dataset's columns and as many, the text column's among them; null: the row has none
 * @param jsonColumns places of the values that are JSON and not strings: numbers, booleans, arrays, objects
 */
public record StoredRow(int ordinal, List<@Nullable String> values, Set<Integer> jsonColumns) {
    public StoredRow {
        values = Collections.unmodifiableList(new ArrayList<>(values));
        jsonColumns = Set.copyOf(jsonColumns);
    }
}
