package io.autolabeler.quality.certification;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Sql;
import io.autolabeler.quality.calibration.Subject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** How long the short lists of an annotator's items must be, in PostgreSQL. */
@Singleton
public class ShortListRepository {
    private static final int LEAST = 50;

    private final Database database;

    ShortListRepository(Database database) {
        this.database = database;
    }

    /** An annotator and how many observations there are of it. */
    record Due(Subject subject, int observations) {}

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

    /** Annotators whose lists rest on a fifth less than is known. */
    List<Due> due() {
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

    /** Notes how long the lists must be; an infinite limit means that no list is short enough to help. */
    void put(Due due, double limit) {
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
