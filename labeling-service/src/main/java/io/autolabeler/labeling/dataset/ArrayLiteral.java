package io.autolabeler.labeling.dataset;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's text form of arrays: {@code {"a","say \"hi\"",NULL}}. */
final class ArrayLiteral {
    private ArrayLiteral() {}

    /** The array of the strings. */
    static String of(List<@Nullable String> values) {
        StringBuilder literal = new StringBuilder("{");
        for (String value : values) {
            if (literal.length() > 1) {
                literal.append(',');
            }
            append(literal, value);
        }
        return literal.append('}').toString();
    }

    /** The array of the numbers. */
    static String ofNumbers(Collection<Integer> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static void append(StringBuilder literal, @Nullable String value) {
        if (value == null) {
            literal.append("NULL");
            return;
        }
        literal.append('"');
        for (int i = 0; i < value.length(); i++) {
            char here = value.charAt(i);
            if (here == '"' || here == '\\') {
                literal.append('\\');
            }
            literal.append(here);
        }
        literal.append('"');
    }
}
