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
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Fits annotators that have enough new observations or whose map has gone wrong; keeps a map that is better than none and than
 * the one before it, and withdraws one that turned out worse.
 */
@ApplicationScoped
class FitCalibration {
    private static final Logger LOG = Logger.getLogger(FitCalibration.class);
    private static final int WATCH_EVERY = 50;

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
            observations.toWatch(WATCH_EVERY).forEach(this::watch);
        } catch (RuntimeException e) {
            if (!TransientFaults.isTransient(e)) {
                throw e;
            }
            LOG.warnf("calibrations are fitted later: %s", e.toString());
        }
    }

    private void fit(Due due) {
        ScoredItems items = ScoredItems.of(observations.oldestFirst(due.subject(), null, config.maxObservations()));
        if (items.size() < config.minObservations()) {
            return;
        }
        List<CalibrationMap> kept = withoutBroken(due.subject());
        CalibrationFit fit = CalibrationFit.of(items, current(kept));
        database.withTransaction(transaction -> {
            if (observations.markFitted(transaction, due)) {
                if (fit.accepted()) {
                    keep(transaction, due.subject(), items.size(), fit);
                } else if (kept.isEmpty()) {
                    keep(transaction, due.subject(), items.size(), fit.without());
                }
            }
        });
    }

    /** The maps that may be in force, newest first, after the newest was withdrawn if what came after it speaks against it. */
    private List<CalibrationMap> withoutBroken(Subject subject) {
        List<CalibrationMap> kept = calibrations.newestTwo(subject);
        if (kept.isEmpty() || !kept.getFirst().map().calibrated()) {
            return kept;
        }
        CalibrationMap newest = kept.getFirst();
        ScoredItems fresh =
                ScoredItems.of(observations.oldestFirst(subject, newest.createTime(), Recalibration.WINDOW));
        List<CalibrationMap> before = kept.subList(1, kept.size());
        if (!Recalibration.withdraws(newest.map(), current(before), fresh)) {
            return kept;
        }
        database.withTransaction(transaction -> {
            calibrations.withdraw(transaction, newest.id());
            transaction.afterCommit(() -> maps.forget(subject));
        });
        LOG.warnf("the calibration %s of %s is withdrawn: the one before it does better", newest.id(), subject.model());
        return before;
    }

    private static Calibrator current(List<CalibrationMap> newestFirst) {
        return newestFirst.isEmpty()
                ? new Uncalibrated()
                : newestFirst.getFirst().map();
    }

    /** Looks at what came after the map in force. */
    private void watch(ObservationRepository.Watched watched) {
        Subject subject = watched.due().subject();
        Optional<CalibrationMap> inForce = calibrations.newest(subject);
        boolean refuted = false;
        boolean due = false;
        if (inForce.isPresent()) {
            ScoredItems fresh = ScoredItems.of(
                    observations.oldestFirst(subject, inForce.get().createTime(), Recalibration.WINDOW));
            Recalibration.Check check = Recalibration.check(inForce.get().map(), fresh, watched.refuted());
            refuted = check.refuted();
            var state = new Recalibration.State(
                    inForce.get().createTime().toInstant(), true, watched.due().count(), fresh.size());
            due = Recalibration.due(state, check.evidence(), Clock.systemUTC().instant()) instanceof Recalibration.Fit;
        }
        observations.markWatched(watched, refuted);
        if (due) {
            fit(watched.due());
        }
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
                    "calibrated %s of project %s on %d items: %s, ECE %.3f to %.3f",
                    subject.model(),
                    kept.getProjectId(),
                    items,
                    kept.getMethod(),
                    kept.getEceBefore(),
                    kept.getEceAfter());
        });
    }
}
