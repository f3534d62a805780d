package io.autolabeler.cli.follow;

import io.autolabeler.cli.shell.Shell;

/** One line for every tenth of the items. */
final class LineProgress extends Progress {
    private static final int STEP = 10;
    private final Shell shell;
    private int told = -1;

    LineProgress(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void sent(String file, long bytes, long total) {}

    @Override
    public void judged(double share) {
        int tenth = (int) (share * STEP);
        if (tenth > told && tenth > 0) {
            told = tenth;
            shell.say("%d %% judged".formatted(tenth * STEP));
        }
    }

    @Override
    void show(Totals totals) {
        int tenth = totals.percent() / STEP;
        if (tenth > told && totals.total() > 0) {
            told = tenth;
            shell.say("%d %%: %d of %d done, %s"
                    .formatted(totals.percent(), totals.done(), totals.total(), totals.line()));
        }
    }
}
