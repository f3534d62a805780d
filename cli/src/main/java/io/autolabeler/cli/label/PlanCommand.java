package io.autolabeler.cli.label;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.autolabeler.cli.dataset.ImportedFile;
import io.autolabeler.cli.follow.Progress;
import io.autolabeler.cli.follow.Runs;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.input.Inputs;
import io.autolabeler.cli.shell.CommonOptions;
import io.autolabeler.cli.shell.ExitCode;
import io.autolabeler.cli.shell.Money;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.cli.shell.Table;
import io.autolabeler.labeling.v1.RunPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what labeling would cost and what a model would see; whatever it makes for that is removed again. */
@Command(
        name = "plan",
        description = "Show cost and prompt of labeling a file; nothing is spent or kept.",
        abbreviateSynopsis = true)
public final class PlanCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    final LabelOptions options = new LabelOptions();

    @Mixin
    final CommonOptions common = new CommonOptions();

    public PlanCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        options.project.check();
        try (Inputs inputs = Inputs.open(options.inputs, shell)) {
            Order order = Order.of(options, inputs.files());
            Map<String, RunPlan> plans = plan(order, common.gateway(shell));
            common.print(shell, json(plans), text(plans));
            return ExitCode.DONE;
        }
    }

    private Map<String, RunPlan> plan(Order order, Gateway gateway) {
        Map<String, RunPlan> plans = new LinkedHashMap<>();
        try (Progress progress = Progress.silent()) {
            Workspace workspace = Workspace.open(gateway, progress, order, LabelCommand.PROJECT_PREFIX);
            try {
                for (ImportedFile file : order.files()) {
                    plans.put(file.file().name(), new Runs(gateway).plan(workspace.wish(workspace.add(file))));
                }
            } finally {
                workspace.undo();
            }
        }
        return plans;
    }

    private static JsonElement json(Map<String, RunPlan> plans) {
        if (plans.size() == 1) {
            return Printing.json(plans.values().iterator().next());
        }
        JsonArray files = new JsonArray();
        plans.forEach((input, plan) -> {
            JsonObject one = Printing.json(plan).getAsJsonObject();
            one.addProperty("input", input);
            files.add(one);
        });
        JsonObject json = new JsonObject();
        json.add("files", files);
        return json;
    }

    private static String text(Map<String, RunPlan> plans) {
        return plans.entrySet().stream()
                .map(entry -> text(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String text(String input, RunPlan plan) {
        Table table = new Table()
                .row("items", plan.getItemCount())
                .row("model", plan.getAnnotator().getModel())
                .row("cost", Money.estimated(plan.getCost()))
                .row(
                        "tokens",
                        "%d in, %d out"
                                .formatted(
                                        plan.getCost().getInputTokens(),
                                        plan.getCost().getOutputTokens()));
        plan.getNotesList().forEach(note -> table.row("note", note));
        String preview = plan.getPromptPreview();
        return input + "\n" + table.text()
                + (preview.isEmpty() ? "" : "\nprompt of the first item:\n" + preview + "\n");
    }
}
