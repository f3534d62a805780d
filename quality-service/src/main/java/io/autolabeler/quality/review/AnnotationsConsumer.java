package io.autolabeler.quality.review;

import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.common.v1.Route;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.events.Consumption;
import io.autolabeler.quality.calibration.Observation;
import io.autolabeler.quality.calibration.ObservationRepository;
import io.autolabeler.quality.calibration.Subject;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes from annotations what quality needs: observations of gold-labelled items, and tasks for items routed to people. */
@ApplicationScoped
class AnnotationsConsumer {
    private final Consumption consumption;
    private final IntakeRepository intake;
    private final ObservationRepository observations;

    AnnotationsConsumer(Consumption consumption, IntakeRepository intake, ObservationRepository observations) {
        this.consumption = consumption;
        this.intake = intake;
        this.observations = observations;
    }

    @Incoming("annotations")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> record) {
        consumption.once(
                "annotations",
                record,
                AnnotationsStored.parser(),
                (transaction, event) ->
                        store(transaction, event, Consumption.time(record).atOffset(ZoneOffset.UTC)));
    }

    private void store(Transaction transaction, AnnotationsStored event, OffsetDateTime time) {
        if (intake.isForgotten(transaction, event)) {
            return;
        }
        Subject subject = Subject.of(UUID.fromString(event.getProjectId()), event.getAnnotator());
        Map<UUID, Observation> gold = new HashMap<>();
        for (AnnotatedItem item : event.getItemsList()) {
            observed(item).ifPresent(each -> gold.put(UUID.fromString(item.getItemId()), each));
        }
        observations.addGold(transaction, subject, UUID.fromString(event.getDatasetId()), gold);
        intake.open(transaction, event, toPeople(event.getItemsList()), time);
    }

    private static Optional<Observation> observed(AnnotatedItem item) {
        return item.hasError()
                        || item.getGoldLabel().isEmpty()
                        || item.getLabel().isEmpty()
                ? Optional.empty()
                : Observations.of(scores(item), item.getGoldLabel());
    }

    /** A model that gave no distribution has at least its raw confidence. */
    private static List<LabelScore> scores(AnnotatedItem item) {
        if (item.getScoresCount() > 0 || !item.hasRawConfidence()) {
            return item.getScoresList();
        }
        return List.of(LabelScore.newBuilder()
                .setLabel(item.getLabel())
                .setScore(item.getRawConfidence())
                .build());
    }

    /** An audited item goes to a person whatever its route. */
    private static List<AnnotatedItem> toPeople(List<AnnotatedItem> items) {
        return items.stream()
                .filter(item -> !item.hasError() && !item.getDegraded())
                .filter(item -> item.getAudit()
                        || item.getRoute() == Route.Value.HUMAN_REVIEW
                        || item.getRoute() == Route.Value.EXPERT_REVIEW)
                .toList();
    }
}
