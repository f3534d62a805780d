package io.autolabeler.cli.run;

import io.autolabeler.cli.shell.Money;
import io.autolabeler.cli.shell.Table;
import io.autolabeler.labeling.v1.Counts;
import io.autolabeler.labeling.v1.Run;
import java.util.List;

/** Runs for people to read. */
final class RunText {
    private RunText() {}

    static String list(List<Run> runs) {
        if (runs.isEmpty()) {
            return "no runs yet: ./autolabeler label starts one\n";
        }
        Table table = new Table("run", "state", "done", "total", "failed", "cost", "model");
        for (Run run : runs) {
            Counts counts = run.getCounts();
            table.row(
                    run.getId(),
                    run.getState(),
                    counts.getDone(),
                    counts.getTotal(),
                    counts.getFailed(),
                    Money.spent(run.getCost()),
                    run.getAnnotator().getModel());
        }
        return table.text();
    }

    static String of(Run run) {
        Counts counts = run.getCounts();
        Table table = new Table()
                .row("run", run.getId())
                .row("state", state(run))
                .row(
                        "items",
                        "%d of %d done, %d failed, %d from the cache"
                                .formatted(counts.getDone(), counts.getTotal(), counts.getFailed(), counts.getCached()))
                .row(
                        "routes",
                        "%d auto-accept, %d human review, %d expert review, %d reviewed since"
                                .formatted(
                                        counts.getAutoAccept(),
                                        counts.getHumanReview(),
                                        counts.getExpertReview(),
                                        counts.getReviewed()))
                .row("cost", Money.spent(run.getCost()))
                .row(
                        "model",
                        run.getAnnotator().getModel() + " " + run.getAnnotator().getPromptVersion())
                .row("project", run.getProjectId())
                .row("dataset", run.getDatasetId());
        if (run.hasEtaSeconds()) {
            table.row("left", "about " + run.getEtaSeconds() + " s");
        }
        run.getNotesList().forEach(note -> table.row("note", note));
        return table.text();
    }

    private static String state(Run run) {
        String reason = run.getStateMessage().isEmpty() ? run.getStateReason() : run.getStateMessage();
        return reason.isEmpty() ? run.getState().name() : run.getState() + ": " + reason;
    }
}
