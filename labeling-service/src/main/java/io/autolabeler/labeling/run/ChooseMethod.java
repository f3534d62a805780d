package io.autolabeler.labeling.run;

import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.annotator.LabelingTask.Method;
import io.autolabeler.labeling.annotator.model.Models;
import io.autolabeler.learning.v1.EnsureHeadRequest;
import io.autolabeler.learning.v1.EnsureHeadResponse;
import io.autolabeler.learning.v1.Head;
import io.autolabeler.platform.errors.TransientFaults;
import io.autolabeler.retrieval.v1.KnowledgeBase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Chooses how a run labels: people or a model if they were asked for, else the trained head if it beats the vote of the neighbours in
 * cross-validation, else the neighbours, and without any example the label descriptions.
 */
@Singleton
class ChooseMethod {
    static final String EMBEDDED = "embedded";

    private static final Logger LOG = Logger.getLogger(ChooseMethod.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final LearningClient learning;

    ChooseMethod(LearningClient learning) {
        this.learning = learning;
    }

    /** The method, with the version of its head or 0. */
    record Choice(Method method, int headVersion) {}

    /**
     * The choice; adds to the notes what the user should know of it.
     *
     * @param wait how long a head may take to be trained; zero takes what there is
     */
    Choice choose(LabelingTask task, KnowledgeBase examples, Duration wait, List<String> notes) {
        if (task.model().equals(Models.PEOPLE)) {
            notes.add("no model labels: every item waits for people in the review queue");
            return new Choice(Method.PEOPLE, 0);
        }
        if (!task.model().equals(EMBEDDED)) {
            return new Choice(Method.MODEL, 0);
        }
        if (examples.getExampleCount() == 0) {
            notes.add(
                    "no examples: labels are found by their names and descriptions alone, which can be worse than always"
                            + " giving the commonest label; check a few before you trust them, or give examples");
            return new Choice(Method.DESCRIPTIONS, 0);
        }
        return head(task, examples, wait, notes)
                .map(found -> compared(found, notes))
                .orElse(new Choice(Method.NEIGHBOURS, 0));
    }

    private static Choice compared(Head head, List<String> notes) {
        boolean better = head.getAccuracy() > head.getNeighbourAccuracy();
        notes.add(String.format(
                Locale.ROOT,
                "labeled by the %s: cross-validated accuracy on %d examples is %.3f for the trained head, %.3f for the"
                        + " nearest neighbours",
                better ? "trained head" : "nearest neighbours",
                head.getExampleCount(),
                head.getAccuracy(),
                head.getNeighbourAccuracy()));
        return better ? new Choice(Method.HEAD, head.getVersion()) : new Choice(Method.NEIGHBOURS, 0);
    }

    private Optional<Head> head(LabelingTask task, KnowledgeBase examples, Duration wait, List<String> notes) {
        EnsureHeadRequest request = EnsureHeadRequest.newBuilder()
                .setProjectId(task.projectId().toString())
                .addAllLabels(PrepareRun.names(task))
                .setExampleCount(examples.getExampleCount())
                .build();
        try {
            return waited(request, wait, notes);
        } catch (RuntimeException e) {
            if (!TransientFaults.isTransient(e)) {
                throw e;
            }
            LOG.warnf("learning-service is away, the neighbours label: %s", e.toString());
            notes.add("learning-service did not answer: the nearest neighbours label instead of a trained head");
            return Optional.empty();
        }
    }

    private Optional<Head> waited(EnsureHeadRequest request, Duration wait, List<String> notes) {
        Instant end = Instant.now().plus(wait);
        while (true) {
            EnsureHeadResponse answer = learning.ensure(request);
            switch (answer.getStatus()) {
                case READY -> {
                    return Optional.of(answer.getHead());
                }
                case TOO_FEW_EXAMPLES -> {
                    notes.add("the nearest neighbours label: " + answer.getMessage());
                    return Optional.empty();
                }
                case PENDING, UNSPECIFIED, UNRECOGNIZED -> {
                    if (Instant.now().isAfter(end)) {
                        notes.add("no trained head within " + wait.toSeconds() + " s: the nearest neighbours label");
                        return Optional.empty();
                    }
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a head was trained", e);
        }
    }
}
