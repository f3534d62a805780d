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
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
        TransientFaults.leaveForLater(
                () -> {
                    observations.due(config.minObservations(), config.growth()).forEach(this::fit);
                    observations.toWatch(WATCH_EVERY).forEach(this::watch);
                },
                fault -> LOG.warnf("calibrations are fitted later: %s", fault));
    }

    private void fit(Due due) {
        Observed observed = observed(due.subject(), null, config.maxObservations());
        ScoredItems items = observed.items();

        if (items.size() < config.minObservations()) {
            return;
        }
        List<CalibrationMap> kept = withoutBroken(due.subject());
        CalibrationFit fit = CalibrationFit.of(items, observed.labels(), current(kept));
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
        if (kept.isEmpty() || !kept.getFirst().maps().calibrated()) {
            return kept;
        }
        CalibrationMap newest = kept.getFirst();
        Observed fresh = observed(subject, newest.createTime(), Recalibration.WINDOW);

        List<CalibrationMap> before = kept.subList(1, kept.size());
        if (!Recalibration.withdraws(
                newest.maps().losses(fresh.items(), fresh.labels()),
                current(before).losses(fresh.items(), fresh.labels()))) {
            return kept;
        }
        database.withTransaction(transaction -> {
            calibrations.withdraw(transaction, newest.id());
            transaction.afterCommit(() -> maps.forget(subject));
        });
        LOG.warnf("the calibration %s of %s is withdrawn: the one before it does better", newest.id(), subject.model());
        return before;
    }

    private static LabelMaps current(List<CalibrationMap> newestFirst) {
        return newestFirst.isEmpty()
                ? new LabelMaps(new Uncalibrated())
                : newestFirst.getFirst().maps();
    }

    /** Items, oldest first, and the labels that the annotator chose for them. */
    private record Observed(ScoredItems items, List<String> labels) {}

    private Observed observed(Subject subject, @Nullable OffsetDateTime after, int limit) {
        List<Observation> all = observations.oldestFirst(subject, after, limit);
        return new Observed(
                ScoredItems.of(all), all.stream().map(Observation::label).toList());
    }

    /** Looks at what came after the map in force. */
    private void watch(ObservationRepository.Watched watched) {
        Subject subject = watched.due().subject();
        Optional<CalibrationMap> inForce = calibrations.newest(subject);
        boolean refuted = false;
        boolean due = false;
        if (inForce.isPresent()) {
            Observed fresh = observed(subject, inForce.get().createTime(), Recalibration.WINDOW);
            ScoredItems calibrated = inForce.get().maps().calibrated(fresh.items(), fresh.labels());
            Recalibration.Check check = Recalibration.check(calibrated, watched.refuted());

            refuted = check.refuted();
            var state = new Recalibration.State(
                    inForce.get().createTime().toInstant(), true, watched.due().count(), calibrated.size());
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
