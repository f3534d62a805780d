package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.Route;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.events.Outbox;
import io.autolabeler.quality.v1.Assessment;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Assesses, once quality-service is back, what was labeled while it was away. */
@Singleton
class AssessDegraded {
    private static final Logger LOG = Logger.getLogger(AssessDegraded.class);
    private static final int BATCH = 128;

    private final Database database;
    private final RunRepository runs;
    private final AnnotationRepository annotations;
    private final Assessor assessor;
    private final Outbox outbox;

    AssessDegraded(Database database, ChunkStore store, Assessor assessor, Outbox outbox) {
        this.database = database;
        this.runs = store.runs();
        this.annotations = store.annotations();
        this.assessor = assessor;
        this.outbox = outbox;
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void assess() {
        for (UUID run : annotations.degradedRuns()) {
            runs.pinned(run).ifPresent(this::assess);
        }
    }

    private void assess(PinnedRun run) {
        int assessed;
        do {
            assessed = database.inTransaction(transaction -> batch(transaction, run));
            if (assessed > 0) {
                LOG.infof("run %s: %d degraded items were assessed", run.id(), assessed);
            }
        } while (assessed == BATCH);
    }

    private int batch(Transaction transaction, PinnedRun run) {
        List<LabeledItem> items = annotations.lockDegraded(transaction, run.id(), BATCH);
        List<Assessor.Candidate> candidates = items.stream()
                .map(each -> new Assessor.Candidate(
                        each.itemId(), each.promptVersion(), each.announced().getScoresList()))
                .toList();
        Map<UUID, Assessed> found = candidates.isEmpty() ? Map.of() : assessor.assess(run, candidates);
        if (found.isEmpty()) {
            return 0;
        }
        annotations.assess(transaction, run.id(), found.values());
        count(transaction, run, found);
        List<LabeledItem> assessed =
                items.stream().filter(each -> found.containsKey(each.itemId())).toList();
        AnnotationEvents.again(
                        run,
                        assessed,
                        each -> news(
                                each,
                                Objects.requireNonNull(found.get(each.itemId())).assessment()))
                .forEach(event -> outbox.append(
                        transaction, "labeling.annotations.v1", run.id().toString(), event));
        return found.size();
    }

    private void count(Transaction transaction, PinnedRun run, Map<UUID, Assessed> found) {
        Tally tally = new Tally();
        found.values().forEach(each -> tally.addRoute(each.assessment().getRoute()));
        tally.degraded = -found.size();
        runs.count(transaction, run.id(), tally);
    }

    private static AnnotatedItem.Builder news(LabeledItem item, Assessment assessment) {
        AnnotatedItem.Builder news = item.announced().toBuilder()
                .setConfidence(assessment.getConfidence())
                .setRoute(assessment.getRoute())
                .setAudit(assessment.getAudit());
        boolean toPeople = assessment.getAudit() || assessment.getRoute() != Route.Value.AUTO_ACCEPT;
        return toPeople ? news.setText(item.text()) : news;
    }
}
