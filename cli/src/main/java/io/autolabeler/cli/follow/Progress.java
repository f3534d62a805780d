package io.autolabeler.cli.follow;

import io.autolabeler.cli.shell.Printing;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.labeling.v1.Run;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows on standard error how far uploads and runs are. Safe for concurrent use. */
public abstract class Progress implements AutoCloseable {
    private final Map<String, Run> runs = new LinkedHashMap<>();

    /** A bar on a terminal, a line for every tenth elsewhere, nothing when the user wants it quiet. */
    public static Progress of(Shell shell, Printing printing) {
        if (printing.quiet()) {
            return silent();
        }
        return shell.draws() ? new BarProgress(shell) : new LineProgress(shell);
    }

    /** Shows nothing. */
    public static Progress silent() {
        return new Silence();
    }

    /** So many bytes of a file have been sent. */
    public abstract void sent(String file, long bytes, long total);

    /** So much of a report's work is done, in [0, 1]. */
    public abstract void judged(double share);

    /** A run was seen in this state. */
    public final synchronized void saw(Run run) {
        runs.put(run.getId(), run);
        show(Totals.of(runs.values()));
    }

    abstract void show(Totals totals);

    @Override
    public void close() {}

    private static final class Silence extends Progress {
        @Override
        public void sent(String file, long bytes, long total) {}

        @Override
        public void judged(double share) {}

        @Override
        void show(Totals totals) {}
    }
}
