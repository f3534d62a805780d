package io.autolabeler.quality.certification;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Sql;
import io.autolabeler.platform.errors.TransientFaults;
import io.autolabeler.quality.calibration.ObservationRepository;
import io.autolabeler.quality.calibration.ObservationRepository.Sampled;
import io.autolabeler.quality.calibration.Subject;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** How long the short lists of an annotator's items must be, in PostgreSQL; measured anew as more becomes known. */
@Singleton
public class ShortListRepository {
    private static final Logger LOG = Logger.getLogger(ShortListRepository.class);
    private static final int LEAST = 50;
    private static final int MOST = 5_000;

    private final Database database;
    private final ObservationRepository observations;

    ShortListRepository(Database database, ObservationRepository observations) {
        this.database = database;
        this.observations = observations;
    }

    private record Due(Subject subject, int observations) {}

    /** The annotator's lists; empty while too little is known. */
    public Optional<ShortList> of(Sql sql, Subject subject) {
        return sql.first(
                """
                select list_limit from calibration_subject
                where project_id = $1 and model = $2 and prompt_version = $3 and list_limit is not null""",
                row -> new ShortList(row.getDouble(0)),
                subject.projectId(),
                subject.model(),
                subject.promptVersion());
    }

    @Scheduled(
            every = "${autolabeler.certification.check-interval:2s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measureDue() {
        try {
            due().forEach(this::measure);
        } catch (RuntimeException e) {
            if (!TransientFaults.isTransient(e)) {
                throw e;
            }
            LOG.debugf("short lists are measured later: %s", e.toString());
        }
    }

    private List<Due> due() {
        return database.list(
                """
                select * from calibration_subject
                where observation_count >= $1 and observation_count > listed_count * 1.2::float8
                order by project_id, model, prompt_version limit 100""",
                row -> new Due(
                        new Subject(row.getUUID("project_id"), row.getString("model"), row.getString("prompt_version")),
                        row.getInteger("observation_count")),
                LEAST);
    }

    private void measure(Due due) {
        double[] scores = observations.sampled(due.subject(), null, MOST).stream()
                .mapToDouble(Sampled::truthShare)
                .map(share -> 1 - share)
                .toArray();
        double limit = PredictionSets.limit(scores, ShortList.MISS);
        database.update(
                """
                update calibration_subject set listed_count = $4, list_limit = $5
                where project_id = $1 and model = $2 and prompt_version = $3""",
                due.subject().projectId(),
                due.subject().model(),
                due.subject().promptVersion(),
                due.observations(),
                Double.isInfinite(limit) ? null : limit);
    }
}
