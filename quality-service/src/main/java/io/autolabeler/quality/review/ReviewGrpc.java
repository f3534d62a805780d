package io.autolabeler.quality.review;

import io.autolabeler.common.v1.Route;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import io.autolabeler.quality.v1.DecideReviewRequest;
import io.autolabeler.quality.v1.EscalateReviewRequest;
import io.autolabeler.quality.v1.GetReviewStatsRequest;
import io.autolabeler.quality.v1.ListReviewsRequest;
import io.autolabeler.quality.v1.ListReviewsResponse;
import io.autolabeler.quality.v1.NextReviewsRequest;
import io.autolabeler.quality.v1.NextReviewsResponse;
import io.autolabeler.quality.v1.ReviewService;
import io.autolabeler.quality.v1.ReviewStats;
import io.autolabeler.quality.v1.ReviewTask;
import io.autolabeler.quality.v1.SkipReviewRequest;
import io.autolabeler.quality.v1.UndoReviewRequest;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The review queue over gRPC; the rules of each rpc stand in quality.proto. The caller's key is the reviewer. */
@GrpcService
class ReviewGrpc implements ReviewService {
    private static final int MOST_LEASED = 20;

    private final Database database;
    private final ReviewRepository reviews;
    private final LeaseRepository leases;
    private final ReviewStatsRepository stats;
    private final DecideReview decisions;
    private final PutReviewAside putAside;
    private final ReviewConfig config;

    ReviewGrpc(
            Database database,
            ReviewRepository reviews,
            LeaseRepository leases,
            ReviewStatsRepository stats,
            DecideReview decisions,
            PutReviewAside putAside,
            ReviewConfig config) {
        this.database = database;
        this.reviews = reviews;
        this.leases = leases;
        this.stats = stats;
        this.decisions = decisions;
        this.putAside = putAside;
        this.config = config;
    }

    @Override
    public Uni<NextReviewsResponse> nextReviews(NextReviewsRequest request) {
        return Uni.createFrom().item(() -> {
            var filter =
                    LeaseRepository.Filter.of(Paging.projects(request.getProjectId()), reviewable(request.getRoute()));
            int count = count(request.getCount());
            List<StoredTask> leased = database.inTransaction(
                    transaction -> leases.lease(transaction, reviewer(), filter, count, config.lease()));
            return NextReviewsResponse.newBuilder()
                    .addAllTasks(leased.stream()
                            .map(each -> each.shownTo(reviewer()))
                            .toList())
                    .setWaiting(leases.waiting(reviewer(), filter))
                    .build();
        });
    }

    @Override
    public Uni<ReviewTask> decideReview(DecideReviewRequest request) {
        return Uni.createFrom().item(() -> {
            UUID id = require(request.getTaskId());
            decisions.decide(id, reviewer(), request, seconds(request.getSeconds()));
            return shown(id);
        });
    }

    @Override
    public Uni<ReviewTask> undoReview(UndoReviewRequest request) {
        return Uni.createFrom().item(() -> {
            UUID id = require(request.getTaskId());
            decisions.undo(id, reviewer());
            return shown(id);
        });
    }

    @Override
    public Uni<ReviewTask> skipReview(SkipReviewRequest request) {
        return Uni.createFrom().item(() -> {
            UUID id = require(request.getTaskId());
            putAside.skip(id, reviewer());
            return shown(id);
        });
    }

    @Override
    public Uni<ReviewTask> escalateReview(EscalateReviewRequest request) {
        return Uni.createFrom().item(() -> {
            UUID id = require(request.getTaskId());
            putAside.escalate(id, reviewer());
            return shown(id);
        });
    }

    @Override
    public Uni<ListReviewsResponse> listReviews(ListReviewsRequest request) {
        return Uni.createFrom().item(() -> {
            Paging paging = Paging.of(request.getPageSize(), request.getPageToken());
            var page = paging.page(
                    reviews.list(
                            Paging.projects(request.getProjectId()),
                            known(request.getState()),
                            paging.afterId(),
                            paging.limit()),
                    each -> each.task().getId());
            return ListReviewsResponse.newBuilder()
                    .addAllTasks(page.rows().stream()
                            .map(each -> each.shownTo(reviewer()))
                            .toList())
                    .setNextPageToken(page.nextPageToken())
                    .build();
        });
    }

    @Override
    public Uni<ReviewStats> getReviewStats(GetReviewStatsRequest request) {
        return Uni.createFrom().item(() -> stats.stats(Paging.projects(request.getProjectId())));
    }

    private ReviewTask shown(UUID id) {
        return reviews.get(id).shownTo(reviewer());
    }

    /** The task's id, if the caller may touch its project. */
    private UUID require(String taskId) {
        UUID id = Paging.id("taskId", taskId);
        StoredTask task = reviews.get(id);
        Caller.current().requireProject(task.task().getProjectId());
        return id;
    }

    private static String reviewer() {
        return Caller.current().keyId();
    }

    private static int count(int count) {
        if (count < 0 || count > MOST_LEASED) {
            throw ServiceException.invalid("count", "must be 1 to " + MOST_LEASED, count);
        }
        return count == 0 ? 1 : count;
    }

    private static Route.Value reviewable(Route.Value route) {
        return switch (route) {
            case UNSPECIFIED, HUMAN_REVIEW, EXPERT_REVIEW -> route;
            case AUTO_ACCEPT, UNRECOGNIZED ->
                throw ServiceException.invalid("route", "must be HUMAN_REVIEW or EXPERT_REVIEW", route);
        };
    }

    private static ReviewTask.State known(ReviewTask.State state) {
        if (state == ReviewTask.State.UNRECOGNIZED) {
            throw ServiceException.invalid("state", "must be OPEN, LEASED or DECIDED", state);
        }
        return state;
    }

    private static @Nullable Double seconds(double seconds) {
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw ServiceException.invalid("seconds", "must be 0 or more", seconds);
        }
        return seconds == 0 ? null : seconds;
    }
}
