package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.Label;
import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.retrieval.v1.KnowledgeBase;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes a run ready: its examples are added to the project's, an annotator is chosen and pinned, its items are cut into
 * chunks. Doing it again goes on where it stopped.
 */
@Singleton
class PrepareRun {
    private final Database database;
    private final RunRepository runs;
    private final ChunkRepository chunks;
    private final AddExamples addExamples;
    private final ChooseMethod chooseMethod;
    private final PromptVersions promptVersions;
    private final PlanRun planRun;
    private final WorkQueue work;
    private final RunConfig config;

    PrepareRun(
            Database database,
            ChunkStore store,
            AddExamples addExamples,
            ChooseMethod chooseMethod,
            PromptVersions promptVersions,
            PlanRun planRun,
            WorkQueue work,
            RunConfig config) {
        this.database = database;
        this.runs = store.runs();
        this.chunks = store.chunks();
        this.addExamples = addExamples;
        this.chooseMethod = chooseMethod;
        this.promptVersions = promptVersions;
        this.planRun = planRun;
        this.work = work;
        this.config = config;
    }

    /** Prepares the run, if it still is to be prepared. */
    void prepare(UUID runId) {
        Optional<PinnedRun> found = runs.pinned(runId).filter(each -> each.state() == Run.State.PREPARING);
        if (found.isEmpty()) {
            return;
        }
        PinnedRun run = found.get();
        Run asked = runs.find(runId).orElseThrow();
        List<String> notes = new ArrayList<>();
        if (!asked.getExamplesDatasetId().isEmpty()) {
            addExamples.add(run, UUID.fromString(asked.getExamplesDatasetId()), notes);
        }
        Preparation preparation = chosen(run, notes);
        database.withTransaction(transaction -> begin(transaction, run, preparation));
    }

    /** Ends a run that can't be prepared. */
    void giveUp(UUID runId, String message) {
        database.withTransaction(transaction -> work.move(
                transaction, runId, List.of(Run.State.PREPARING), Run.State.FAILED, "PREPARATION_FAILED", message));
    }

    private Preparation chosen(PinnedRun run, List<String> notes) {
        KnowledgeBase examples = addExamples.examples(run.task());
        LabelingTask task = run.task();
        runs.say(run.id(), "choosing a labeler with " + examples.getExampleCount() + " examples");
        ChooseMethod.Choice choice = chooseMethod.choose(task, examples, config.headWait(), notes);
        String version = promptVersions.pin(task, choice.method(), choice.headVersion(), examples);
        long estimated = choice.method() == LabelingTask.Method.MODEL
                ? planRun.estimatePico(task, run.datasetId(), run.total())
                : 0;
        return new Preparation(
                choice.method(),
                choice.headVersion(),
                version,
                examples.getExampleCount(),
                estimated,
                List.copyOf(notes));
    }

    private void begin(Transaction transaction, PinnedRun run, Preparation preparation) {
        if (runs.begin(transaction, run.id(), preparation)) {
            chunks.cut(transaction, run.id(), run.total(), config.chunkSize());
            work.announce(transaction, run.id());
            work.sendNext(transaction, run.id());
        }
    }

    /** The labels' names, in the schema's order. */
    static List<String> names(LabelingTask task) {
        return task.labels().stream().map(Label::getName).toList();
    }
}
