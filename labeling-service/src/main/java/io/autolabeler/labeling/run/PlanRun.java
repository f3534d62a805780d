package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.Annotator;
import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.annotator.TextItem;
import io.autolabeler.labeling.annotator.model.ModelLabeler;
import io.autolabeler.labeling.annotator.model.Models;
import io.autolabeler.labeling.dataset.DatasetRepository;
import io.autolabeler.labeling.v1.Cost;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.RunPlan;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Says what a run would do and cost. Nothing is called, spent or stored. */
@Singleton
class PlanRun {
    /** Rows at the beginning of the dataset whose tokens are counted. */
    private static final int SAMPLE = 200;

    private final StartRun startRun;
    private final DatasetRepository datasets;
    private final ModelLabeler modelLabeler;
    private final Models models;

    PlanRun(StartRun startRun, DatasetRepository datasets, ModelLabeler modelLabeler, Models models) {
        this.startRun = startRun;
        this.datasets = datasets;
        this.modelLabeler = modelLabeler;
        this.models = models;
    }

    RunPlan plan(Run asked) {
        StartRun.Checked checked = startRun.check(asked);
        String model = checked.run().getModel();
        RunPlan.Builder plan = RunPlan.newBuilder()
                .setItemCount(checked.total())
                .setAnnotator(Annotator.newBuilder().setModel(model))
                .setCost(Cost.newBuilder().setLimit(checked.run().getMaxCost()));
        if (model.equals(Models.PEOPLE)) {
            return plan.addNotes("nobody labels: every item goes to the review queue, which costs nothing")
                    .build();
        }
        if (model.equals(ChooseMethod.EMBEDDED)) {
            return plan.addNotes("the embedded labeler costs nothing; its method is chosen when the run is prepared")
                    .build();
        }
        return withCost(plan, checked, task(checked.project(), model)).build();
    }

    /** The estimate of a model's cost for a run of that many items. */
    long estimatePico(LabelingTask task, UUID datasetId, int total) {
        return modelLabeler.estimate(task, sample(datasetId), total).costPico();
    }

    private RunPlan.Builder withCost(RunPlan.Builder plan, StartRun.Checked checked, LabelingTask task) {
        List<TextItem> sample = sample(checked.dataset().id());
        var estimate = modelLabeler.estimate(task, sample, checked.total());
        plan.getCostBuilder()
                .setEstimated(Pico.toUsd(estimate.costPico()))
                .setInputTokens(Math.clamp(estimate.inputTokens(), 0, Integer.MAX_VALUE))
                .setOutputTokens(Math.clamp(estimate.outputTokens(), 0, Integer.MAX_VALUE))
                .setUnpriced(checked.run().getCost().getUnpriced());
        if (plan.getCost().getUnpriced()) {
            plan.addNotes("model " + task.model() + " has no price set, so its cost is not known");
        }
        plan.getAnnotatorBuilder()
                .setPromptVersion(modelLabeler
                        .promptVersion(task.kind(), task.labels(), task.guidelines(), task.model())
                        .hash());
        return plan.setPromptPreview(modelLabeler.preview(task, sample.getFirst()))
                .addNotes("retrieved examples make prompts longer; they are not in this estimate");
    }

    private List<TextItem> sample(UUID datasetId) {
        return datasets.items(datasetId, 0, SAMPLE - 1).stream()
                .map(each -> new TextItem(each.id(), each.text(), null))
                .toList();
    }

    private static LabelingTask task(Project project, String model) {
        return new LabelingTask(
                UUID.fromString(project.getId()),
                null,
                project.getKind(),
                project.getLabelsList(),
                project.getGuidelines(),
                model,
                LabelingTask.Method.MODEL,
                0,
                "");
    }
}
