package io.autolabeler.quality.calibration;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Sql;
import io.autolabeler.platform.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Observations in PostgreSQL: one per annotator and item, counted per annotator. */
@Singleton
public class ObservationRepository {
    private static final String INSERT = """
            insert into observation (project_id, model, prompt_version, item_id, dataset_id, shares, top, truth, task_id,
                audited, label, gold_truth)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, case when $9::uuid is null then $8::int end) on conflict\s""";

    private final Database database;

    ObservationRepository(Database database) {
        this.database = database;
    }

    /**
     * Where an observation comes from.
     *
     * @param taskId the review; null: a gold label
     * @param audited the review was of an item drawn without regard to confidence
     */
    public record Seen(
            UUID itemId, UUID datasetId, @Nullable UUID taskId, boolean audited) {}

    /** An annotator with enough new observations, and how many there were when it was last fitted. */
    record Due(Subject subject, int count, int fittedCount) {}

    /** Stores observations of gold-labelled items; an item that the annotator was seen on before is left as it is. */
    public void addGold(Transaction transaction, Subject subject, UUID datasetId, Map<UUID, Observation> observations) {
        List<Tuple> rows = new TreeMap<>(observations)
                .entrySet().stream()
                        .map(each -> row(subject, new Seen(each.getKey(), datasetId, null, false), each.getValue()))
                        .toList();
        int added = transaction.batch(INSERT + "do nothing", rows);
        if (added > 0) {
            grow(transaction, subject, added);
        }
    }

    /**
     * Stores the observation of a reviewed item, in place of an earlier review's. A gold label that a person corrects keeps its
     * place among the gold ones, its time and what it said: what brought it to a person is that somebody doubted it. What was
     * drawn for an audit once stays so.
     */
    public void putReviewed(Transaction transaction, Subject subject, Seen seen, Observation observation) {
        boolean added = transaction.batch(INSERT + "do nothing", List.of(row(subject, seen, observation))) == 1;
        if (added) {
            grow(transaction, subject, 1);
            return;
        }
        transaction.update(
                """
                update observation set shares = $5, top = $6, truth = $7, task_id = $8, audited = audited or $9, label = $10,
                    gold_shares = case when gold_truth is not null then coalesce(gold_shares, shares) end,
                    gold_top = case when gold_truth is not null then coalesce(gold_top, top) end,
                    gold_label = case when gold_truth is not null then coalesce(gold_label, label) end,
                    create_time = case when gold_truth is null then clock_timestamp() else create_time end
                where project_id = $1 and model = $2 and prompt_version = $3 and item_id = $4""",
                subject.projectId(),
                subject.model(),
                subject.promptVersion(),
                seen.itemId(),
                SqlNumbers.boxed(observation.shares()),
                observation.top(),
                observation.truth(),
                seen.taskId(),
                seen.audited(),
                observation.label());
        grow(transaction, subject, 0);
    }

    /** Removes what a review's decision had brought; a gold label says again what it said. */
    public void removeReviewed(Transaction transaction, Subject subject, Seen seen) {
        transaction.update(
                """
                update observation set truth = gold_truth, task_id = null, audited = false,
                    shares = coalesce(gold_shares, shares), top = coalesce(gold_top, top),
                    label = coalesce(gold_label, label), gold_shares = null, gold_top = null, gold_label = null
                where project_id = $1 and model = $2 and prompt_version = $3 and item_id = $4 and task_id = $5
                  and gold_truth is not null""", subject.projectId(), subject.model(), subject.promptVersion(), seen.itemId(), seen.taskId());
        grow(transaction, subject, 0);
        int removed = transaction.update(
                """
                delete from observation
                where project_id = $1 and model = $2 and prompt_version = $3 and item_id = $4 and task_id = $5""", subject.projectId(), subject.model(), subject.promptVersion(), seen.itemId(), seen.taskId());
        if (removed > 0) {
            grow(transaction, subject, -removed);
        }
    }

    /** Annotators with at least so many observations, and so many times those of their last fit. */
    List<Due> due(int least, double growth) {
        return database.list(
                """
                select * from calibration_subject
                where observation_count >= $1 and observation_count >= fitted_count * $2::float8
                  and observation_count > fitted_count
                order by project_id, model, prompt_version limit 100""",
                row -> new Due(subject(row), row.getInteger("observation_count"), row.getInteger("fitted_count")),
                least,
                growth);
    }

    /** A map in force that enough came after to look at it, and whether it was refuted when it was last looked at. */
    record Watched(Due due, int watchedCount, boolean refuted) {}

    /** Annotators with so many observations more than when their map was last looked at. */
    List<Watched> toWatch(int more) {
        return database.list(
                """
                select * from calibration_subject where observation_count >= watched_count + $1 and fitted_count > 0
                order by project_id, model, prompt_version limit 100""",
                row -> new Watched(
                        new Due(subject(row), row.getInteger("observation_count"), row.getInteger("fitted_count")),
                        row.getInteger("watched_count"),
                        row.getBoolean("refuted")),
                more);
    }

    /** Notes that the annotator's map was looked at. */
    void markWatched(Watched watched, boolean refuted) {
        Subject subject = watched.due().subject();
        database.update(
                """
                update calibration_subject set watched_count = $4, refuted = $5
                where project_id = $1 and model = $2 and prompt_version = $3""",
                subject.projectId(),
                subject.model(),
                subject.promptVersion(),
                watched.due().count(),
                refuted);
    }

    /**
     * An observation of an item that was drawn without regard to the annotator's confidence.
     *
     * @param confidence raw, of the label that the annotator chose
     * @param truthShare raw, of the true label
     */
    public record Sampled(double confidence, double truthShare, boolean wrong) {}

    /**
     * The newest gold labels and audits of an annotator after a time, oldest first; a null time means all. Gold labels as they
     * were before a review, unless that was an audit: only those are looked at again that the annotator contradicts, and
     * correcting them alone would make it look better than it is.
     */
    public List<Sampled> sampled(Subject subject, @Nullable OffsetDateTime after, int limit) {
        return database.list(
                        """
                        select seen.shares[seen.top + 1] as confidence, seen.shares[seen.truth + 1] as truth_share,
                            seen.top <> seen.truth as wrong
                        from observation cross join lateral (select coalesce(gold_shares, shares), coalesce(gold_top, top),
                                coalesce(gold_truth, truth) where not audited
                            union all select shares, top, truth where audited) as seen (shares, top, truth)
                        where project_id = $1 and model = $2 and prompt_version = $3 and (gold_truth is not null or audited)
                          and ($4::timestamptz is null or create_time > $4)
                        order by create_time desc, item_id limit $5""",
                        row -> new Sampled(
                                row.getDouble("confidence"), row.getDouble("truth_share"), row.getBoolean("wrong")),
                        subject.projectId(),
                        subject.model(),
                        subject.promptVersion(),
                        after,
                        limit)
                .reversed();
    }

    /** How many gold labels and audits of an annotator there are after a time; a null time means all. */
    public int countSampled(Subject subject, @Nullable OffsetDateTime after) {
        return database.first(
                        """
                        select count(*)::int from observation
                        where project_id = $1 and model = $2 and prompt_version = $3 and (gold_truth is not null or audited)
                          and ($4::timestamptz is null or create_time > $4)""",
                        row -> row.getInteger(0),
                        subject.projectId(),
                        subject.model(),
                        subject.promptVersion(),
                        after)
                .orElse(0);
    }

    /** The newest observations of an annotator after a time, oldest first; a null time means all. */
    List<Observation> oldestFirst(Subject subject, @Nullable OffsetDateTime after, int limit) {
        return database.list(
                        """
                select shares, top, truth, label from observation
                where project_id = $1 and model = $2 and prompt_version = $3
                  and ($4::timestamptz is null or create_time > $4)
                order by create_time desc, item_id limit $5""",
                        row -> new Observation(
                                SqlNumbers.unboxed(row.getArrayOfDoubles("shares")),
                                row.getInteger("top"),
                                row.getInteger("truth"),
                                row.getString("label")),
                        subject.projectId(),
                        subject.model(),
                        subject.promptVersion(),
                        after,
                        limit)
                .reversed();
    }

    /** Notes that the annotator was fitted; false if another replica did so meanwhile. */
    boolean markFitted(Sql sql, Due due) {
        Subject subject = due.subject();
        return sql.update(
                        """
                        update calibration_subject set fitted_count = $4
                        where project_id = $1 and model = $2 and prompt_version = $3 and fitted_count = $5""",
                        subject.projectId(),
                        subject.model(),
                        subject.promptVersion(),
                        due.count(),
                        due.fittedCount())
                == 1;
    }

    /** Forgets all that came from a project. */
    public void deleteProject(Transaction transaction, UUID projectId) {
        transaction.update("delete from observation where project_id = $1", projectId);
        transaction.update("delete from calibration_subject where project_id = $1", projectId);
        transaction.update("delete from calibration where project_id = $1", projectId);
    }

    /** Forgets all that came from a dataset; maps that were fitted on it stay. */
    public void deleteDataset(Transaction transaction, UUID projectId, UUID datasetId) {
        transaction.update("delete from observation where dataset_id = $1", datasetId);
        transaction.update("""
                update calibration_subject s set revision = s.revision + 1, observation_count = (select count(*) from observation o
                    where o.project_id = s.project_id and o.model = s.model and o.prompt_version = s.prompt_version)
                where s.project_id = $1""", projectId);
        // So that new observations are fitted and watched from the first, not once the old number is reached again.
        transaction.update("""
                update calibration_subject set fitted_count = least(fitted_count, observation_count),
                    watched_count = least(watched_count, observation_count)
                where project_id = $1""", projectId);
    }

    /** Notes so many observations more, and that something has changed. */
    private static void grow(Transaction transaction, Subject subject, int by) {
        transaction.update("""
                insert into calibration_subject as s (project_id, model, prompt_version, observation_count, revision)
                values ($1, $2, $3, $4, 1)
                on conflict (project_id, model, prompt_version)
                do update set observation_count = s.observation_count + excluded.observation_count,
                    revision = s.revision + 1""", subject.projectId(), subject.model(), subject.promptVersion(), by);
    }

    private static Tuple row(Subject subject, Seen seen, Observation observation) {
        return Tuple.from(Arrays.asList(
                subject.projectId(),
                subject.model(),
                subject.promptVersion(),
                seen.itemId(),
                seen.datasetId(),
                SqlNumbers.boxed(observation.shares()),
                observation.top(),
                observation.truth(),
                seen.taskId(),
                seen.audited(),
                observation.label()));
    }

    private static Subject subject(Row row) {
        return new Subject(row.getUUID("project_id"), row.getString("model"), row.getString("prompt_version"));
    }
}
