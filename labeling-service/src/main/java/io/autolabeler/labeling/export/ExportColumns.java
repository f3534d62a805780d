package io.autolabeler.labeling.export;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of an export: those of the input in order, then the results. */
final class ExportColumns {
    private static final List<String> RESULTS = List.of(
            "label",
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

    private ExportColumns() {}

    /** All names; an input column that would clash with a result comes as {@code input_<name>}. */
    static List<String> names(List<String> inputColumns) {
        Set<String> taken = new HashSet<>(inputColumns);
        taken.addAll(RESULTS);
        List<String> names = new ArrayList<>(inputColumns);
        names.replaceAll(name -> RESULTS.contains(name) ? free("input_" + name, taken) : name);
        names.addAll(RESULTS);
        return names;
    }

    private static String free(String wanted, Set<String> taken) {
        String name = wanted;
        while (!taken.add(name)) {
            name = "input_" + name;
        }
        return name;
    }

    /** The values of the result columns, in their order: a string, a {@link BigDecimal} or null. */
    static List<@Nullable Object> values(ExportedResult result) {
        return Arrays.asList(
                result.label(),
                number(result.confidence()),
                number(result.rawConfidence()),
                result.route(),
                result.errorCode(),
                result.costUsd(),
                result.model(),
                result.promptVersion(),
                result.runId(),
                result.finalLabel(),
                result.labelSource());
    }

    /** The number without an exponent and without zeros at its end. */
    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static @Nullable BigDecimal number(@Nullable Double value) {
        return value == null ? null : BigDecimal.valueOf(value);
    }
}
