package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.common.v1.Route;
import io.autolabeler.labeling.run.AnnotationRepository.Degraded;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.events.Outbox;
import io.autolabeler.quality.v1.Assessment;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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
        List<Degraded> items = annotations.lockDegraded(transaction, run.id(), BATCH);
        List<Assessor.Candidate> candidates = items.stream()
                .map(each -> new Assessor.Candidate(each.itemId(), each.promptVersion(), each.scores()))
                .toList();
        Map<UUID, Assessment> found = candidates.isEmpty() ? Map.of() : assessor.assess(run, candidates);
        if (found.isEmpty()) {
            return 0;
        }
        annotations.assess(transaction, run.id(), found.values());
        count(transaction, run, found);
        announce(transaction, run, items, found);
        return found.size();
    }

    private void count(Transaction transaction, PinnedRun run, Map<UUID, Assessment> found) {
        Tally tally = new Tally();
        found.values().forEach(each -> tally.addRoute(each.getRoute()));
        tally.degraded = -found.size();
        runs.count(transaction, run.id(), tally);
    }

    private void announce(Transaction transaction, PinnedRun run, List<Degraded> items, Map<UUID, Assessment> found) {
        Map<String, List<AnnotatedItem>> byVersion = new java.util.TreeMap<>();
        for (Degraded each : items) {
            Assessment assessment = found.get(each.itemId());
            if (assessment != null) {
                byVersion
                        .computeIfAbsent(each.promptVersion(), version -> new ArrayList<>())
                        .add(event(each, assessment));
            }
        }
        byVersion.forEach((version, group) -> {
            AnnotationsStored event = AnnotationEvents.head(run, version)
                    .setReassessed(true)
                    .addAllItems(group)
                    .build();
            outbox.append(transaction, "labeling.annotations.v1", run.id().toString(), event);
        });
    }

    private static AnnotatedItem event(Degraded item, Assessment assessment) {
        List<LabelScore> scores = item.scores();
        AnnotatedItem.Builder event = AnnotatedItem.newBuilder()
                .setItemId(item.itemId().toString())
                .setLabel(scores.getFirst().getLabel())
                .addAllScores(scores)
                .setRawConfidence(scores.getFirst().getScore())
                .setConfidence(assessment.getConfidence())
                .setRoute(assessment.getRoute())
                .setAudit(assessment.getAudit())
                .setGoldLabel(item.goldLabel())
                .setContentHash(HexFormat.of().formatHex(item.contentHash()));
        if (assessment.getAudit() || assessment.getRoute() != Route.Value.AUTO_ACCEPT) {
            event.setText(item.text());
        }
        return event.build();
    }
}
