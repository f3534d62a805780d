package io.autolabeler.quality.report;

import io.autolabeler.platform.database.Database;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** What earlier reports found out about annotators. */
@Singleton
class AnnotatorHistoryRepository {
    private final Database database;

    AnnotatorHistoryRepository(Database database) {
        this.database = database;
    }

    /** All of a name that one key's reports found out from other annotations; what is older than two years has faded. */
    List<PastLabels> of(String caller, String name, UUID source) {
        return database.list(
                """
                select annotator, truth, label, count, create_time from annotator_history
                where caller = $1 and name = $2 and source <> $3 and create_time > now() - interval '2 years'
                order by create_time, source, annotator, truth, label""",
                row -> new PastLabels(
                        row.getString("annotator"),
                        row.getString("truth"),
                        row.getString("label"),
                        row.getDouble("count"),
                        row.getOffsetDateTime("create_time").toInstant()),
                caller,
                name,
                source);
    }

    /** Keeps what was found out from annotations, in place of what an earlier report found out from the same ones. */
    void put(String caller, String name, UUID source, List<PastLabels> found) {
        database.withTransaction(transaction -> {
            transaction.update(
                    "delete from annotator_history where caller = $1 and name = $2 and source = $3",
                    caller,
                    name,
                    source);
            if (!found.isEmpty()) {
                transaction.batch(
                        """
                        insert into annotator_history (caller, name, source, annotator, truth, label, count)
                        values ($1, $2, $3, $4, $5, $6, $7)""",
                        found.stream()
                                .map(each -> Tuple.from(List.of(
                                        caller,
                                        name,
                                        source,
                                        each.annotator(),
                                        each.truth(),
                                        each.label(),
                                        each.count())))
                                .toList());
            }
        });
    }

    void forgetFaded() {
        database.update("delete from annotator_history where create_time < now() - interval '2 years'");
    }
}
