package io.autolabeler.quality.review;

import io.autolabeler.labeling.v1.TextsDeleted;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.events.Consumption;
import io.autolabeler.quality.calibration.ObservationRepository;
import io.autolabeler.quality.certification.Certificates;
import io.autolabeler.quality.report.ReportRepository;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Forgets the texts of deleted projects and datasets, and that late events of theirs are not to bring them back. */
@ApplicationScoped
class DeletionsConsumer {
    private final Consumption consumption;
    private final IntakeRepository intake;
    private final ObservationRepository observations;
    private final Certificates certificates;
    private final ReportRepository reports;

    DeletionsConsumer(
            Consumption consumption,
            IntakeRepository intake,
            ObservationRepository observations,
            Certificates certificates,
            ReportRepository reports) {
        this.consumption = consumption;
        this.intake = intake;
        this.observations = observations;
        this.certificates = certificates;
        this.reports = reports;
    }

    @Incoming("deletions")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> record) {
        consumption.once("deletions", record, TextsDeleted.parser(), this::forget);
    }

    private void forget(Transaction transaction, TextsDeleted event) {
        UUID projectId = UUID.fromString(event.getProjectId());
        List<String> forgotten = new ArrayList<>(event.getRunIdsList());
        if (event.getDatasetId().isEmpty()) {
            forgotten.add(event.getProjectId());
            intake.deleteProject(transaction, projectId);
            observations.deleteProject(transaction, projectId);
            certificates.deleteProject(transaction, projectId);
        } else {
            UUID datasetId = UUID.fromString(event.getDatasetId());
            forgotten.add(event.getDatasetId());
            intake.deleteDataset(transaction, datasetId);
            observations.deleteDataset(transaction, projectId, datasetId);
        }
        reports.deleteOfRuns(transaction, event.getRunIdsList());
        intake.remember(transaction, forgotten);
    }
}
