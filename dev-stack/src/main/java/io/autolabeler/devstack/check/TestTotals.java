package io.autolabeler.devstack.check;

import java.util.List;

/**
 * What came of the tests.
 *
 * @param passed how many passed
 * @param failed names of those that failed
 * @param skipped names of those that were skipped
 */
public record TestTotals(int passed, List<String> failed, List<String> skipped) {

    /** Copies the lists. */
    public TestTotals {
        failed = List.copyOf(failed);
        skipped = List.copyOf(skipped);
    }

    /** True if tests ran, none failed and, where that is asked for, none was skipped. */
    public boolean good(boolean strict) {
        return passed > 0 && failed.isEmpty() && !(strict && !skipped.isEmpty());
    }

    /** The closing line. */
    public String line() {
        return "%d passed, %d failed, %d skipped".formatted(passed, failed.size(), skipped.size());
    }
}
