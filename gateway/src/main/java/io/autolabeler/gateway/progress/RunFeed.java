package io.autolabeler.gateway.progress;

import io.autolabeler.gateway.client.LabelingClient;
import io.autolabeler.labeling.v1.GetRunRequest;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.RunServiceGrpc;
import io.autolabeler.platform.caller.Caller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs as they change. A run that somebody follows is asked for twice a second, once for all who follow it; a run that
 * nobody follows is not asked for. While labeling-service is away nothing comes, and the feed goes on by itself. Thread-safe.
 */
@Singleton
class RunFeed {
    private static final Logger LOG = Logger.getLogger(RunFeed.class);
    private static final Duration PACE = Duration.ofMillis(500);
    private static final Set<Run.State> FINAL = Set.of(Run.State.COMPLETED, Run.State.CANCELLED, Run.State.FAILED);

    private final LabelingClient labeling;
    private final Map<String, List<Follower>> followers = new HashMap<>();

    RunFeed(LabelingClient labeling) {
        this.labeling = labeling;
    }

    /** True if the run will not change any more. */
    static boolean isFinal(Run run) {
        return FINAL.contains(run.getState());
    }

    /** Follows the run from now on, until closed. */
    Follower follow(Run run) {
        Follower follower = new Follower(run.getId());
        synchronized (followers) {
            List<Follower> all = followers.get(run.getId());
            if (all == null) {
                followers.put(run.getId(), new ArrayList<>(List.of(follower)));
                Thread.ofVirtual().name("run-feed-" + run.getId()).start(() -> poll(run));
            } else {
                all.add(follower);
            }
        }
        return follower;
    }

    /** One who follows; a slow one misses states in between, never the newest. */
    final class Follower implements AutoCloseable {
        private final String runId;
        private final BlockingQueue<Run> newest = new ArrayBlockingQueue<>(1);

        private Follower(String runId) {
            this.runId = runId;
        }

        /** The run if it changed, or changes within the time. */
        Optional<Run> next(Duration patience) throws InterruptedException {
            return Optional.ofNullable(newest.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        }

        private void offer(Run run) {
            synchronized (newest) {
                newest.clear();
                newest.add(run);
            }
        }

        @Override
        public void close() {
            synchronized (followers) {
                List<Follower> all = followers.get(runId);
                if (all != null) {
                    all.remove(this);
                }
            }
        }
    }

    private void poll(Run first) {
        Run before = first;
        while (isFollowed(first.getId())) {
            try {
                Thread.sleep(PACE);
                Run now = ask(first.getId(), before);
                if (!now.equals(before)) {
                    offer(now);
                    before = now;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The run as it is now; as it was before while nobody answers; cancelled once it is deleted. */
    private Run ask(String runId, Run before) {
        try {
            return labeling.repeatable(
                    Caller.SYSTEM,
                    RunServiceGrpc.getGetRunMethod(),
                    GetRunRequest.newBuilder().setRunId(runId).build());
        } catch (StatusRuntimeException e) {
            boolean deleted = e.getStatus().getCode() == Status.Code.NOT_FOUND;
            return deleted ? before.toBuilder().setState(Run.State.CANCELLED).build() : before;
        } catch (RuntimeException e) {
            LOG.debugf("no news of run %s: %s", runId, e.toString());
            return before;
        }
    }

    private boolean isFollowed(String runId) {
        synchronized (followers) {
            List<Follower> all = followers.getOrDefault(runId, List.of());
            if (all.isEmpty()) {
                followers.remove(runId);
            }
            return !all.isEmpty();
        }
    }

    private void offer(Run run) {
        synchronized (followers) {
            followers.getOrDefault(run.getId(), List.of()).forEach(each -> each.offer(run));
        }
    }
}
