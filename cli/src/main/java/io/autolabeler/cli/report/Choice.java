package io.autolabeler.cli.report;

import io.autolabeler.cli.shell.CommandFailure;
import java.util.List;

/** Values of flags that only a few words or figures are good for. */
public final class Choice {
    private Choice() {}

    /** The value, which must be one of the choices; empty if none was given. */
    public static String of(String flag, String value, List<String> choices) {
        if (!value.isEmpty() && !choices.contains(value)) {
            throw CommandFailure.usage("%s must be %s or %s, got %s"
                    .formatted(
                            flag, String.join(", ", choices.subList(0, choices.size() - 1)), choices.getLast(), value));
        }
        return value;
    }
}
