package io.autolabeler.quality.certification;

import io.autolabeler.platform.errors.TransientFaults;
import io.autolabeler.quality.calibration.ObservationRepository;
import io.autolabeler.quality.calibration.ObservationRepository.Sampled;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Measures anew how long short lists must be as more becomes known of an annotator. */
@ApplicationScoped
class MeasureShortLists {
    private static final Logger LOG = Logger.getLogger(MeasureShortLists.class);
    private static final int MOST = 5_000;

    private final ObservationRepository observations;
    private final ShortListRepository shortLists;

    MeasureShortLists(ObservationRepository observations, ShortListRepository shortLists) {
        this.observations = observations;
        this.shortLists = shortLists;
    }

    @Scheduled(
            every = "${autolabeler.certification.check-interval:2s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measureDue() {
        TransientFaults.leaveForLater(
                () -> shortLists.due().forEach(this::measure),
                fault -> LOG.debugf("short lists are measured later: %s", fault));
    }

    private void measure(ShortListRepository.Due due) {
        double[] scores = observations.sampled(due.subject(), null, MOST).stream()
                .mapToDouble(Sampled::truthShare)
                .map(share -> 1 - share)
                .toArray();
        shortLists.put(due, PredictionSets.limit(scores, ShortList.MISS));
    }
}
