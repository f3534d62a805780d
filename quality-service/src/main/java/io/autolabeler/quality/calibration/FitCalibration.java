package io.autolabeler.quality.calibration;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.TransientFaults;
import io.autolabeler.platform.events.Outbox;
import io.autolabeler.quality.calibration.ObservationRepository.Due;
import io.autolabeler.quality.v1.Calibration;
import io.autolabeler.quality.v1.CalibrationFitted;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Fits annotators that have enough new observations; keeps a map that is better than none and than the one before. */
@ApplicationScoped
class FitCalibration {
    private static final Logger LOG = Logger.getLogger(FitCalibration.class);

    private final Database database;
    private final ObservationRepository observations;
    private final CalibrationRepository calibrations;
    private final CalibrationMaps maps;
    private final CalibrationConfig config;
    private final Outbox outbox;

    FitCalibration(
            Database database,
            ObservationRepository observations,
            CalibrationRepository calibrations,
            CalibrationMaps maps,
            CalibrationConfig config,
            Outbox outbox) {
        this.database = database;
        this.observations = observations;
        this.calibrations = calibrations;
        this.maps = maps;
        this.config = config;
        this.outbox = outbox;
    }

    @Scheduled(
            every = "${autolabeler.calibration.check-interval:2s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void fitDue() {
        try {
            observations.due(config.minObservations(), config.growth()).forEach(this::fit);
        } catch (RuntimeException e) {
            if (!TransientFaults.isTransient(e)) {
                throw e;
            }
            LOG.warnf("calibrations are fitted later: %s", e.toString());
        }
    }

    private void fit(Due due) {
        List<Observation> newest = observations.newest(due.subject(), config.maxObservations());
        if (newest.size() < config.minObservations()) {
            return;
        }
        CalibrationFit fit = CalibrationFit.of(newest);
        TemperatureScaling inForce =
                calibrations.newest(due.subject()).map(CalibrationMap::scaling).orElse(TemperatureScaling.IDENTITY);
        boolean better = fit.improvesOn(inForce, newest);
        database.withTransaction(transaction -> {
            if (observations.markFitted(transaction, due) && better) {
                keep(transaction, due.subject(), newest.size(), fit);
            }
        });
    }

    private void keep(Transaction transaction, Subject subject, int items, CalibrationFit fit) {
        Calibration kept = calibrations.insert(transaction, subject, items, fit);
        outbox.append(
                transaction,
                "quality.calibrations.v1",
                kept.getProjectId(),
                CalibrationFitted.newBuilder().setCalibration(kept).build());
        transaction.afterCommit(() -> {
            maps.forget(subject);
            LOG.infof(
                    "calibrated %s of project %s on %d items: temperature %.3f, ECE %.3f to %.3f",
                    subject.model(),
                    kept.getProjectId(),
                    items,
                    kept.getTemperature(),
                    kept.getEceBefore(),
                    kept.getEceAfter());
        });
    }
}
