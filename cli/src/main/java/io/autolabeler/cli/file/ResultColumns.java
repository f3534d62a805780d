package io.autolabeler.cli.file;

import java.util.List;

/** The columns that a labeled file has after those of its input. */
public final class ResultColumns {
    public static final String LABEL = "label";
    public static final List<String> NAMES = List.of(
            LABEL,
            "confidence",
            "raw_confidence",
            "route",
            "error_code",
            "cost_usd",
            "model",
            "prompt_version",
            "run_id");

    private ResultColumns() {}

    /** The name that an input column has in the labeled file. */
    public static String input(String column) {
        return NAMES.contains(column) ? "input_" + column : column;
    }
}
