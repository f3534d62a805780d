package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.Annotator;
import io.autolabeler.common.v1.Route;
import io.autolabeler.labeling.annotator.TextItem;
import io.autolabeler.labeling.run.AnnotationRepository.OpenItem;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.labeling.v1.Neighbour;
import io.autolabeler.retrieval.v1.Retrieved;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The event that tells of stored annotations. Texts travel only with items that a person is to see. */
final class AnnotationEvents {
    private static final int REASONS = 5;

    private AnnotationEvents() {}

    /** The event of one committed chunk; only what is new in it, all of one annotator version. */
    static AnnotationsStored.Builder stored(LabeledChunk labeled, String promptVersion, List<StoredAnnotation> news) {
        Map<UUID, Integer> places = new HashMap<>();
        for (int i = 0; i < labeled.items().size(); i++) {
            places.put(labeled.items().get(i).id(), i);
        }
        AnnotationsStored.Builder event = head(labeled.run(), promptVersion);
        for (StoredAnnotation each : news) {
            int place = places.getOrDefault(each.itemId(), -1);
            event.addItems(
                    item(each, labeled.items().get(place), labeled.texts().get(place)));
        }
        return event;
    }

    /** The parts of the event that are the same for all items of the run. */
    static AnnotationsStored.Builder head(PinnedRun run, String promptVersion) {
        return AnnotationsStored.newBuilder()
                .setRunId(run.id().toString())
                .setProjectId(run.task().projectId().toString())
                .setDatasetId(run.datasetId().toString())
                .setAnnotator(
                        Annotator.newBuilder().setModel(run.task().model()).setPromptVersion(promptVersion))
                .setRouting(run.routing())
                .setKind(run.task().kind())
                .addAllLabels(run.task().labels());
    }

    /** Tells again of items that were told of before, in one event for each prompt version. */
    static List<AnnotationsStored> again(
            PinnedRun run, List<LabeledItem> items, Function<LabeledItem, AnnotatedItem.Builder> news) {
        Map<String, AnnotationsStored.Builder> byVersion = new TreeMap<>();
        for (LabeledItem each : items) {
            byVersion
                    .computeIfAbsent(
                            each.promptVersion(), version -> head(run, version).setReassessed(true))
                    .addItems(news.apply(each));
        }
        return byVersion.values().stream().map(AnnotationsStored.Builder::build).toList();
    }

    private static AnnotatedItem item(StoredAnnotation stored, OpenItem item, TextItem text) {
        AnnotatedItem.Builder event = AnnotatedItem.newBuilder()
                .setItemId(stored.itemId().toString())
                .setLabel(stored.label())
                .addAllScores(stored.scores())
                .setDegraded(stored.degraded())
                .setGoldLabel(item.goldLabel())
                .setContentHash(HexFormat.of().formatHex(item.contentHash()))
                .setTruncated(stored.truncated())
                .setOtherLanguage(stored.otherLanguage())
                .setSeconds(stored.usage().seconds())
                .setAudit(stored.audit());
        setConfidence(event, stored);
        if (stored.error() != null) {
            event.setError(stored.error().getCode());
        }
        if (stored.audit() || stored.route() != null && stored.route() != Route.Value.AUTO_ACCEPT) {
            event.setText(item.text());
            addReasons(event, text.retrieved());
        }
        return event.build();
    }

    private static void setConfidence(AnnotatedItem.Builder event, StoredAnnotation stored) {
        if (stored.rawConfidence() != null) {
            event.setRawConfidence(stored.rawConfidence());
        }
        if (stored.confidence() != null) {
            event.setConfidence(stored.confidence());
        }
        if (stored.route() != null) {
            event.setRoute(stored.route());
        }
    }

    private static void addReasons(AnnotatedItem.Builder event, @Nullable Retrieved retrieved) {
        if (retrieved == null) {
            return;
        }
        retrieved.getNeighboursList().stream()
                .limit(REASONS)
                .forEach(each -> event.addNeighbours(Neighbour.newBuilder()
                        .setText(each.getExample().getText())
                        .setLabel(each.getExample().getLabel())
                        .setSimilarity(each.getSimilarity())));
    }
}
