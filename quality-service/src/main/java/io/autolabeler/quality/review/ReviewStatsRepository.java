package io.autolabeler.quality.review;

import io.autolabeler.platform.database.Database;
import io.autolabeler.quality.v1.ReviewStats;
import io.autolabeler.quality.v1.ReviewerStats;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts of tasks and of reviewers' decisions, from PostgreSQL. */
@Singleton
class ReviewStatsRepository {
    private static final String TASKS = """
            select count(*) filter (where not t.decided and not now() < any(t.lease_ends))::int as open,
                count(*) filter (where not t.decided and now() < any(t.lease_ends))::int as leased,
                count(*) filter (where t.decided)::int as decided,
                count(*) filter (where t.decided and t.decided_label = t.suggestion)::int as accepted
            from review_task t where $1::text[] is null or t.project_id = any($1::text[]::uuid[])""";

    /** Agreement is counted among blind decisions only; who adjudicated had seen them. */
    private static final String REVIEWERS = """
            with decision as (
                select d.*, t.suggestion_hidden as hidden, t.suggestion <> '' as suggested, d.answer = t.suggestion as kept
                from review_decision d join review_task t on t.id = d.task_id
                where $1::text[] is null or t.project_id = any($1::text[]::uuid[])),
            pair as (
                select a.reviewer, count(*)::int as compared, count(*) filter (where a.answer = b.answer)::int as agreed
                from decision a join decision b on b.task_id = a.task_id and b.reviewer <> a.reviewer
                where not a.adjudicated and not b.adjudicated group by a.reviewer)
            select d.reviewer, count(*)::int as decided, count(*) filter (where suggested and not hidden)::int as shown,
                count(*) filter (where suggested and not hidden and kept)::int as shown_kept,
                count(*) filter (where suggested and hidden)::int as hidden,
                count(*) filter (where suggested and hidden and kept)::int as hidden_kept,
                percentile_cont(0.5) within group (order by d.seconds) as median_seconds,
                coalesce(max(p.compared), 0) as compared, coalesce(max(p.agreed), 0) as agreed,
                count(*) filter (where d.adjudicated)::int as adjudicated
            from decision d left join pair p on p.reviewer = d.reviewer
            group by d.reviewer order by d.reviewer limit 500""";

    private final Database database;

    ReviewStatsRepository(Database database) {
        this.database = database;
    }

    /** Null: of all projects. */
    ReviewStats stats(String @Nullable [] projects) {
        ReviewStats.Builder stats = database.first(TASKS, ReviewStatsRepository::tasks, (Object) projects)
                .orElseGet(ReviewStats::newBuilder);
        List<ReviewerStats> reviewers = database.list(REVIEWERS, ReviewStatsRepository::reviewer, (Object) projects);
        return stats.addAllReviewers(reviewers).build();
    }

    private static ReviewStats.Builder tasks(Row row) {
        return ReviewStats.newBuilder()
                .setOpen(row.getInteger("open"))
                .setLeased(row.getInteger("leased"))
                .setDecided(row.getInteger("decided"))
                .setAccepted(row.getInteger("accepted"));
    }

    private static ReviewerStats reviewer(Row row) {
        ReviewerStats.Builder stats = ReviewerStats.newBuilder()
                .setReviewer(row.getString("reviewer"))
                .setDecided(row.getInteger("decided"))
                .setShown(row.getInteger("shown"))
                .setShownKept(row.getInteger("shown_kept"))
                .setHidden(row.getInteger("hidden"))
                .setHiddenKept(row.getInteger("hidden_kept"))
                .setCompared(row.getInteger("compared"))
                .setAgreed(row.getInteger("agreed"))
                .setAdjudicated(row.getInteger("adjudicated"));
        @Nullable Double median = row.getDouble("median_seconds");
        if (median != null) {
            stats.setMedianSeconds(median);
        }
        return stats.build();
    }
}
