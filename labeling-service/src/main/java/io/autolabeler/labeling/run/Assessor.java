package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.Annotator;
import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.platform.errors.TransientFaults;
import io.autolabeler.quality.v1.AssessRequest;
import io.autolabeler.quality.v1.AssessResponse;
import io.autolabeler.quality.v1.AssessedItem;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Asks quality-service for confidence and route, in batches; without it the answer is empty. */
@Singleton
class Assessor {
    private static final Logger LOG = Logger.getLogger(Assessor.class);

    private final QualityClient quality;

    Assessor(QualityClient quality) {
        this.quality = quality;
    }

    /**
     * A labeled item before it is assessed.
     *
     * @param scores of at least one label, the chosen one first, none larger than its
     */
    record Candidate(UUID itemId, String promptVersion, List<LabelScore> scores) {}

    /** The assessment of each item; empty when quality-service is away. */
    Map<UUID, Assessed> assess(PinnedRun run, List<Candidate> items) {
        return assess(run.task().projectId(), run.task().model(), run.routing(), items);
    }

    Map<UUID, Assessed> assess(UUID projectId, String model, Routing routing, List<Candidate> items) {
        Map<String, List<Candidate>> byVersion = new HashMap<>();
        items.forEach(each -> byVersion
                .computeIfAbsent(each.promptVersion(), version -> new java.util.ArrayList<>())
                .add(each));
        Map<UUID, Assessed> found = new HashMap<>();
        try {
            byVersion.forEach((version, group) -> {
                AssessResponse response = quality.assess(request(projectId, annotator(model, version), routing, group));
                response.getAssessmentsList()
                        .forEach(each -> found.put(UUID.fromString(each.getItemId()), Assessed.of(each, response)));
            });
            return found;
        } catch (RuntimeException e) {
            if (!TransientFaults.isTransient(e)) {
                throw e;
            }
            LOG.warnf("quality-service is away, %d items stay degraded: %s", items.size(), e.toString());
            return Map.of();
        }
    }

    private static Annotator annotator(String model, String version) {
        return Annotator.newBuilder().setModel(model).setPromptVersion(version).build();
    }

    private static AssessRequest request(UUID projectId, Annotator annotator, Routing routing, List<Candidate> items) {
        AssessRequest.Builder request = AssessRequest.newBuilder()
                .setProjectId(projectId.toString())
                .setAnnotator(annotator)
                .setRouting(routing);
        items.forEach(each -> request.addItems(item(each)));
        return request.build();
    }

    private static AssessedItem item(Candidate candidate) {
        AssessedItem.Builder item = AssessedItem.newBuilder()
                .setItemId(candidate.itemId().toString())
                .setLabel(candidate.scores().getFirst().getLabel());
        candidate.scores().forEach(each -> item.addScores(each.getScore()));
        return item.build();
    }
}
