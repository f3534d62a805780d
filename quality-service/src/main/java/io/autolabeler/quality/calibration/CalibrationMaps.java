package io.autolabeler.quality.calibration;

import io.autolabeler.platform.errors.TransientFaults;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The maps in force, kept in memory: a batch of an annotator seen before costs no database call. A map fitted by this
 * replica is in force at once, another replica's within the refresh interval.
 */
@ApplicationScoped
public class CalibrationMaps {
    private static final Logger LOG = Logger.getLogger(CalibrationMaps.class);

    private final CalibrationRepository calibrations;
    private final Remembered<Subject, Optional<CalibrationMap>> newest = new Remembered<>();

    CalibrationMaps(CalibrationRepository calibrations) {
        this.calibrations = calibrations;
    }

    /** The subject's map; empty while it has none. */
    public Optional<CalibrationMap> newest(Subject subject) {
        return newest.get(subject, calibrations::newest);
    }

    void forget(Subject subject) {
        newest.forget(subject);
    }

    /** Drops for a minute after each fit or withdrawal, so that a map read just before its successor's commit does not stay. */
    @Scheduled(
            every = "${autolabeler.calibration.refresh-interval:2s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        TransientFaults.leaveForLater(
                () -> calibrations.recentlyChanged().forEach(this::forget),
                fault -> LOG.debugf("calibration maps not refreshed: %s", fault));
    }
}
