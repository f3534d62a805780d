package io.autolabeler.cli.file;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns that a labeled file has after those of its input. */
public final class ResultColumns {
    public static final String LABEL = "label";
    private static final String INPUT = "input_";
    private static final List<String> NAMES = List.of(
            LABEL,
            "confidence",
            "raw_confidence",
            "route",
            "error_code",
            "cost_usd",
            "model",
            "prompt_version",
            "run_id",
            "final_label",
            "label_source");

    private ResultColumns() {}

    /** The input columns that clash with one of the result, with the names they come back under. */
    public static Map<String, String> renamed(List<String> inputColumns) {
        Set<String> taken = new HashSet<>(inputColumns);
        taken.addAll(NAMES);
        Map<String, String> renamed = new LinkedHashMap<>();
        for (String column : inputColumns) {
            if (NAMES.contains(column)) {
                String name = INPUT + column;
                while (!taken.add(name)) {
                    name = INPUT + name;
                }
                renamed.put(column, name);
            }
        }
        return renamed;
    }
}
