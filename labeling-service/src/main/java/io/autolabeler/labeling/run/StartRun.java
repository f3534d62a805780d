package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.Routing;
import io.autolabeler.labeling.annotator.ledger.AttemptLedger;
import io.autolabeler.labeling.annotator.model.Models;
import io.autolabeler.labeling.dataset.DatasetRepository;
import io.autolabeler.labeling.dataset.ReadyDataset;
import io.autolabeler.labeling.project.KindRules;
import io.autolabeler.labeling.project.ProjectRepository;
import io.autolabeler.labeling.project.RoutingRules;
import io.autolabeler.labeling.v1.Cost;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks what a run is asked to be, and starts it. */
@Singleton
class StartRun {
    private static final double MOST_COST = 1_000_000;

    private final Database database;
    private final ProjectRepository projects;
    private final DatasetRepository datasets;
    private final RunRepository runs;
    private final WorkQueue work;
    private final Models models;
    private final AttemptLedger ledger;

    StartRun(
            Database database,
            ProjectRepository projects,
            DatasetRepository datasets,
            RunRepository runs,
            WorkQueue work,
            Models models,
            AttemptLedger ledger) {
        this.database = database;
        this.projects = projects;
        this.datasets = datasets;
        this.runs = runs;
        this.work = work;
        this.models = models;
        this.ledger = ledger;
    }

    /**
     * A run that passed every check.
     *
     * @param run with defaults filled in
     * @param total items to label
     */
    record Checked(Run run, Project project, ReadyDataset dataset, int total) {}

    /** Starts the run, or gives back the one that the same key started. */
    Run start(Run asked, @Nullable String idempotencyKey) {
        Optional<Run> before = Optional.ofNullable(idempotencyKey).flatMap(runs::findByIdempotencyKey);
        return before.orElseGet(() -> started(check(asked), idempotencyKey));
    }

    private Run started(Checked checked, @Nullable String idempotencyKey) {
        UUID id = database.inTransaction(transaction -> insert(transaction, checked, idempotencyKey));
        return runs.find(id).orElseThrow();
    }

    private UUID insert(Transaction transaction, Checked checked, @Nullable String idempotencyKey) {
        // What the run is of may be going away since it was checked; from here on it stays until the run is stored.
        if (!runs.holdParents(transaction, checked.run())) {
            throw ServiceException.failedPrecondition("the project or a dataset of the run is being deleted");
        }
        UUID id = runs.insert(transaction, checked.run(), checked.total(), idempotencyKey);
        ledger.openBudget(transaction, id, Pico.fromUsd(checked.run().getMaxCost()));
        work.announce(transaction, id);
        work.sendPreparation(transaction, id);
        return id;
    }

    /** The run with its defaults; INVALID_ARGUMENT, NOT_FOUND or FAILED_PRECONDITION naming what is wrong. */
    Checked check(Run asked) {
        Project project = project(asked);
        ReadyDataset dataset = dataset("datasetId", asked.getDatasetId(), project);
        Run.Builder run = asked.toBuilder().setSchemaVersion(project.getSchemaVersion());
        if (asked.getModel().isEmpty()) {
            run.setModel(project.getModel());
        }
        models.require("model", run.getModel());
        KindRules.requireModel(project.getKind(), run.getModel());
        // Whether the model has a price is known now; calls made without one can never be priced afterwards.
        run.setCost(Cost.newBuilder().setUnpriced(!models.isPriced(run.getModel())));
        Routing routing = asked.hasRouting() ? RoutingRules.checked(asked.getRouting()) : project.getRouting();
        requireExamples(asked, project);
        requireLimits(asked);
        int total =
                asked.getItemLimit() == 0 ? dataset.itemCount() : Math.min(asked.getItemLimit(), dataset.itemCount());
        run.setRouting(AuditShare.settled(routing, total + runs.itemsOfTheWeek(UUID.fromString(project.getId()))));
        return new Checked(run.build(), project, dataset, total);
    }

    private Project project(Run asked) {
        UUID id = Paging.id("projectId", asked.getProjectId());
        Caller.current().requireProject(asked.getProjectId());
        return projects.find(id).orElseThrow(() -> ServiceException.notFound("project", asked.getProjectId()));
    }

    private ReadyDataset dataset(String field, String id, Project project) {
        UUID dataset = Paging.id(field, id);
        var found = datasets.find(dataset).orElseThrow(() -> ServiceException.notFound("dataset", id));
        if (!found.getProjectId().equals(project.getId())) {
            throw ServiceException.invalid(field, "must be a dataset of the run's project", id);
        }
        return datasets.findReady(dataset)
                .orElseThrow(() -> ServiceException.failedPrecondition(
                        "dataset " + id + " is still IMPORTING: send the rest of its file first"));
    }

    private void requireExamples(Run asked, Project project) {
        if (!asked.getExamplesDatasetId().isEmpty()) {
            if (KindRules.isStructured(project.getKind())) {
                throw ServiceException.invalid(
                        "examplesDatasetId",
                        "must be empty for kind " + project.getKind(),
                        asked.getExamplesDatasetId());
            }
            ReadyDataset examples = dataset("examplesDatasetId", asked.getExamplesDatasetId(), project);
            if (!examples.labeled()) {
                throw ServiceException.invalid(
                        "examplesDatasetId", "must be a dataset with a label column", asked.getExamplesDatasetId());
            }
        }
    }

    private static void requireLimits(Run asked) {
        if (asked.getItemLimit() < 0) {
            throw ServiceException.invalid("itemLimit", "must be at least 0", asked.getItemLimit());
        }
        if (!(asked.getMaxCost() >= 0 && asked.getMaxCost() <= MOST_COST)) {
            throw ServiceException.invalid("maxCost", "must be 0 to 1000000 US dollars", asked.getMaxCost());
        }
    }
}
