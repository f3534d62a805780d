package io.autolabeler.cli.follow;

import io.autolabeler.cli.shell.Shell;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.Scanner;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar that is drawn over and over in one line of the terminal. */
final class BarProgress extends Progress {
    private static final int REDRAW_MILLIS = 250;
    private static final int NARROWEST = 40;
    private static final int USUAL_WIDTH = 100;
    private static final int PERCENT = 100;
    private static final int CELLS = 30;
    private final PrintStream err;
    private final int width;
    private @Nullable ProgressBar bar;
    private boolean drawn;
    private int last;

    BarProgress(Shell shell) {
        this.err = shell.err();
        int told = width();
        this.width = told <= 0 ? USUAL_WIDTH : Math.max(NARROWEST, told);
    }

    @Override
    public synchronized void sent(String file, long bytes, long total) {
        if (bar == null) {
            line("uploading %s %3d %%".formatted(file, total == 0 ? PERCENT : bytes * PERCENT / total));
        }
    }

    @Override
    public synchronized void judged(double share) {
        int filled = (int) (share * CELLS);
        line("judging [%s%s] %3d %%"
                .formatted("=".repeat(filled), " ".repeat(CELLS - filled), (int) (share * PERCENT)));
    }

    private void line(String line) {
        drawn = true;
        String shown = line.substring(0, Math.min(line.length(), width - 1));
        err.print("\r" + shown + " ".repeat(Math.max(0, last - shown.length())));
        err.flush();
        last = shown.length();
    }

    @Override
    void show(Totals totals) {
        ProgressBar shown = bar;
        if (shown == null) {
            shown = open();
            bar = shown;
            drawn = true;
        }
        shown.maxHint(Math.max(totals.total(), 1));
        shown.stepTo(totals.done());
        shown.setExtraMessage(" " + totals.line());
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
        if (drawn) {
            err.println();
        }
    }

    private ProgressBar open() {
        return new ProgressBarBuilder()
                .setTaskName("labeling")
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .hideEta()
                // Not the library's own terminal: asking for it costs a second and warns about native access.
                .setConsumer(new DelegatingProgressBarConsumer(
                        text -> {
                            err.print("\r" + text);
                            err.flush();
                        },
                        width - 1))
                .build();
    }

    private static int width() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (Scanner answer = new Scanner(stty.getInputStream(), StandardCharsets.UTF_8)) {
                answer.nextInt();
                return answer.nextInt();
            }
        } catch (IOException | NoSuchElementException e) {
            return USUAL_WIDTH;
        }
    }
}
