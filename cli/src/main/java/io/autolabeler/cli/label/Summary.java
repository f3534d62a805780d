package io.autolabeler.cli.label;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.autolabeler.cli.evaluate.Accuracy;
import io.autolabeler.cli.shell.Money;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.cli.shell.Table;
import io.autolabeler.labeling.v1.Counts;
import io.autolabeler.labeling.v1.Run;
import java.util.List;
import java.util.Locale;

/** What came of labeling, for people and for programs. */
final class Summary {
    private Summary() {}

    /** {@code files} with one object for each. */
    static JsonObject several(List<Outcome> outcomes) {
        JsonArray files = new JsonArray();
        outcomes.forEach(outcome -> files.add(one(outcome)));
        JsonObject json = new JsonObject();
        json.add("files", files);
        return json;
    }

    static String text(Outcome outcome) {
        Run run = outcome.run();
        Counts counts = run.getCounts();
        Table table = new Table()
                .row(
                        "items",
                        "%d of %d done, %d failed".formatted(counts.getDone(), counts.getTotal(), counts.getFailed()))
                .row("routes", routes(counts));
        outcome.accuracy().ifPresent(accuracy -> table.row("accuracy", accuracy(accuracy, outcome)));
        table.row("cost", Money.spent(run.getCost()));
        table.row(
                "speed",
                String.format(Locale.ROOT, "%.1f items/s, %.1f s", outcome.itemsPerSecond(), outcome.seconds()));
        table.row(
                "model",
                run.getAnnotator().getModel() + " " + run.getAnnotator().getPromptVersion());
        table.row("run", run.getId());
        if (outcome.rejected() > 0) {
            table.row(
                    "rejected",
                    outcome.rejected() + " rows, see "
                            + outcome.source().output().rejected());
        }
        if (counts.getDegraded() > 0) {
            table.row("not assessed", counts.getDegraded() + " items have raw confidence and no route yet");
        }
        run.getNotesList().forEach(note -> table.row("note", note));
        return "%s -> %s%n%s"
                .formatted(outcome.source().input(), outcome.source().output().path(), table.text());
    }

    /** What to do next after a run that did not complete; empty after one that did. */
    static String advice(Outcome outcome) {
        Run run = outcome.run();
        String resume = "./autolabeler label --resume %s --output %s"
                .formatted(run.getId(), outcome.source().output().path());
        return switch (run.getState()) {
            case PAUSED ->
                Outcome.isBudget(run)
                        ? "budget reached at $%s: %d of %d items are done; go on with %s --max-cost USD"
                                .formatted(
                                        Money.dollars(run.getCost().getActual()),
                                        run.getCounts().getDone(),
                                        run.getCounts().getTotal(),
                                        resume)
                        : "run %s is paused: %s; go on with %s".formatted(run.getId(), LabelFile.reason(run), resume);
            case CANCELLED ->
                "run %s was cancelled: %d of %d items are done"
                        .formatted(
                                run.getId(),
                                run.getCounts().getDone(),
                                run.getCounts().getTotal());
            case COMPLETED, FAILED, PREPARING, RUNNING, UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    static String routes(Counts counts) {
        return "%d auto-accept, %d human review, %d expert review"
                .formatted(counts.getAutoAccept(), counts.getHumanReview(), counts.getExpertReview());
    }

    private static String accuracy(Accuracy accuracy, Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "%.4f (%d of %d as in column %s), macro-F1 %.4f",
                accuracy.value(),
                accuracy.right(),
                accuracy.items(),
                outcome.source().dataset().getLabelColumn(),
                accuracy.macroF1());
    }

    static JsonObject one(Outcome outcome) {
        Run run = outcome.run();
        JsonObject json = new JsonObject();
        json.addProperty("runId", run.getId());
        json.addProperty("projectId", run.getProjectId());
        json.addProperty("project", outcome.source().project());
        json.addProperty("datasetId", run.getDatasetId());
        json.addProperty("input", outcome.source().input());
        json.addProperty("output", outcome.source().output().path().toString());
        json.addProperty("state", run.getState().name());
        json.addProperty("stateReason", run.getStateReason());
        json.add("annotator", Printing.json(run.getAnnotator()));
        json.add("counts", Printing.json(run.getCounts()));
        json.add("cost", Printing.json(run.getCost()));
        json.addProperty("seconds", outcome.seconds());
        json.addProperty("itemsPerSecond", outcome.itemsPerSecond());
        outcome.accuracy().ifPresent(accuracy -> {
            json.addProperty("accuracy", accuracy.value());
            json.addProperty("macroF1", accuracy.macroF1());
            json.addProperty("goldItems", accuracy.items());
        });
        json.addProperty("rejectedRows", outcome.rejected());
        if (outcome.rejected() > 0) {
            json.addProperty(
                    "rejectedOutput", outcome.source().output().rejected().toString());
        }
        JsonArray notes = new JsonArray();
        run.getNotesList().forEach(notes::add);
        json.add("notes", notes);
        json.addProperty("exitCode", outcome.exitCode());
        return json;
    }
}
