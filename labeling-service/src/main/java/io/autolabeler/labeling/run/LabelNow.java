package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.Annotator;
import io.autolabeler.common.v1.ItemError;
import io.autolabeler.common.v1.Route;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.labeling.annotator.LabeledBatch;
import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.annotator.Outcome;
import io.autolabeler.labeling.annotator.TextItem;
import io.autolabeler.labeling.annotator.model.Models;
import io.autolabeler.labeling.project.KindRules;
import io.autolabeler.labeling.project.ProjectRepository;
import io.autolabeler.labeling.run.AnnotationRepository.OpenItem;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.LabelRequest;
import io.autolabeler.labeling.v1.LabelResponse;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import io.autolabeler.quality.v1.Assessment;
import io.autolabeler.retrieval.v1.KnowledgeBase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Labels a few texts at once, without a dataset; only what they cost is stored. */
@Singleton
class LabelNow {
    private static final int MOST_TEXTS = 100;
    private static final int LONGEST_TEXT = 100_000;

    private final ProjectRepository projects;
    private final Models models;
    private final AddExamples examples;
    private final ChooseMethod chooseMethod;
    private final PromptVersions promptVersions;
    private final Retriever retriever;
    private final Labelers labelers;
    private final Assessor assessor;
    private final Database database;

    LabelNow(
            ProjectRepository projects,
            Models models,
            AddExamples examples,
            ChooseMethod chooseMethod,
            PromptVersions promptVersions,
            Retriever retriever,
            Labelers labelers,
            Assessor assessor,
            Database database) {
        this.projects = projects;
        this.models = models;
        this.examples = examples;
        this.chooseMethod = chooseMethod;
        this.promptVersions = promptVersions;
        this.retriever = retriever;
        this.labelers = labelers;
        this.assessor = assessor;
        this.database = database;
    }

    /** One annotation per text, in their order. */
    LabelResponse label(LabelRequest request) {
        Project project = check(request);
        PinnedRun run = pinned(project, model(request, project));
        List<OpenItem> items = new ArrayList<>();
        for (String text : request.getTextsList()) {
            items.add(new OpenItem(UUID.randomUUID(), items.size(), text, "", new byte[0]));
        }
        List<TextItem> texts = retriever.retrieve(run, items);
        LabeledBatch batch = labelers.label(run.task(), null, texts);
        database.withTransaction(transaction -> batch.settlement().accept(transaction));
        return response(run, items, batch.outcomes());
    }

    private Project check(LabelRequest request) {
        UUID id = Paging.id("projectId", request.getProjectId());
        Caller.current().requireProject(request.getProjectId());
        if (request.getTextsCount() < 1 || request.getTextsCount() > MOST_TEXTS) {
            throw ServiceException.invalid("texts", "must be 1 to " + MOST_TEXTS, request.getTextsCount());
        }
        for (int i = 0; i < request.getTextsCount(); i++) {
            String text = request.getTexts(i);
            if (text.isBlank() || text.codePointCount(0, text.length()) > LONGEST_TEXT) {
                throw ServiceException.invalid(
                        "texts[" + i + "]",
                        "texts[" + i + "] must be 1 to " + LONGEST_TEXT + " characters, not all blank");
            }
        }
        if (!request.getModel().isEmpty()) {
            models.require("model", request.getModel());
        }
        Project project =
                projects.find(id).orElseThrow(() -> ServiceException.notFound("project", request.getProjectId()));
        String model = model(request, project);
        KindRules.requireModel(project.getKind(), model);
        if (model.equals(Models.PEOPLE)) {
            throw ServiceException.failedPrecondition(
                    "people label in the review queue: start a run, or name another model");
        }
        return project;
    }

    private static String model(LabelRequest request, Project project) {
        return request.getModel().isEmpty() ? project.getModel() : request.getModel();
    }

    private PinnedRun pinned(Project project, String model) {
        LabelingTask asked = task(project, model, new ChooseMethod.Choice(LabelingTask.Method.MODEL, 0), "");
        KnowledgeBase known = examples.examples(asked);
        ChooseMethod.Choice choice = chooseMethod.choose(asked, known, Duration.ZERO, new ArrayList<>());
        String version = promptVersions.pin(asked, choice.method(), choice.headVersion(), known);
        return new PinnedRun(
                UUID.randomUUID(),
                UUID.randomUUID(),
                Run.State.RUNNING,
                task(project, model, choice, version),
                project.getRouting(),
                0,
                known.getExampleCount(),
                false);
    }

    private static LabelingTask task(Project project, String model, ChooseMethod.Choice choice, String version) {
        TaskKind.Value kind = project.getKind();
        return new LabelingTask(
                UUID.fromString(project.getId()),
                null,
                kind,
                project.getLabelsList(),
                project.getGuidelines(),
                model,
                choice.method(),
                choice.headVersion(),
                version);
    }

    private LabelResponse response(PinnedRun run, List<OpenItem> items, List<Outcome> outcomes) {
        Map<UUID, Assessed> assessments = assessor.assess(run, candidates(items, outcomes));
        LabelResponse.Builder response = LabelResponse.newBuilder();
        for (int i = 0; i < items.size(); i++) {
            Annotation.Builder annotation = Annotation.newBuilder()
                    .setOrdinal(i)
                    .setText(items.get(i).text())
                    .setUncalibrated(true);
            switch (outcomes.get(i)) {
                case Outcome.Labeled labeled -> {
                    setLabel(annotation, run, labeled);
                    setAssessment(annotation, assessments.get(items.get(i).id()));
                }
                case Outcome.Failed failed -> annotation.setError(failed.error());
                case Outcome.LeftToPeople left -> annotation.setRoute(Route.Value.HUMAN_REVIEW);
                case Outcome.NotAsked notAsked ->
                    annotation.setError(ItemError.newBuilder().setCode(ItemError.Code.BUDGET_EXHAUSTED));
            }
            response.addAnnotations(annotation);
        }
        return response.build();
    }

    private static List<Assessor.Candidate> candidates(List<OpenItem> items, List<Outcome> outcomes) {
        List<Assessor.Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Labeled labeled) {
                candidates.add(new Assessor.Candidate(items.get(i).id(), labeled.promptVersion(), labeled.scores()));
            }
        }
        return candidates;
    }

    private static void setLabel(Annotation.Builder annotation, PinnedRun run, Outcome.Labeled labeled) {
        double raw = labeled.scores().getFirst().getScore();
        annotation
                .setLabel(labeled.scores().getFirst().getLabel())
                .addAllScores(labeled.scores())
                .setRawConfidence(raw)
                .setConfidence(raw)
                .setDegraded(true)
                .setCostUsd(Pico.toUsd(labeled.usage().costPico()))
                .setAnnotator(
                        Annotator.newBuilder().setModel(run.task().model()).setPromptVersion(labeled.promptVersion()));
    }

    private static void setAssessment(Annotation.Builder annotation, @Nullable Assessed assessed) {
        if (assessed != null) {
            Assessment assessment = assessed.assessment();
            annotation
                    .setConfidence(assessment.getConfidence())
                    .setRoute(assessment.getRoute())
                    .setUncalibrated(assessment.getUncalibrated())
                    .setDegraded(false);
        }
    }
}
