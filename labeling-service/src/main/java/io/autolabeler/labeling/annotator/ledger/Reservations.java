package io.autolabeler.labeling.annotator.ledger;

import io.autolabeler.labeling.annotator.ledger.AttemptLedger.KnownCost;
import io.autolabeler.labeling.annotator.ledger.AttemptRepository.Budget;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.ServiceException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Writes reservations in groups: callers hand theirs in and wait; one thread stores all that came while it was storing the
 * group before, in one transaction. So a lone call waits for one commit, and many wait for hardly more.
 */
@Singleton
class Reservations {
    private static final int LARGEST_GROUP = 256;

    private final Database database;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Map<UUID, Map<UUID, KnownCost>> known = new ConcurrentHashMap<>();
    private volatile @Nullable Thread writer;
    private volatile boolean stopped;

    Reservations(Database database) {
        this.database = database;
    }

    /** A reservation and the caller's wait for what becomes of it. */
    private record Waiting(Attempt attempt, CompletableFuture<Reservation> answer) {}

    void onStart(@Observes StartupEvent event) {
        writer = Thread.ofVirtual().name("attempt-ledger").start(this::write);
    }

    void onStop(@Observes ShutdownEvent event) {
        stopped = true;
        if (writer != null) {
            writer.interrupt();
        }
        refuseRest();
    }

    /** Nobody waits for a writer that has gone. */
    private void refuseRest() {
        List<Waiting> rest = new ArrayList<>();
        queue.drainTo(rest);
        rest.forEach(each ->
                each.answer().completeExceptionally(ServiceException.unavailable("the service is stopping", null)));
    }

    Reservation reserve(Attempt attempt) {
        Waiting waiting = new Waiting(attempt, new CompletableFuture<>());
        queue.add(waiting);
        if (stopped) {
            refuseRest();
        }
        try {
            return waiting.answer().join();
        } catch (CompletionException e) {
            // The group's fault, seen from this caller.
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    void answered(UUID runId, KnownCost cost) {
        known.computeIfAbsent(runId, run -> new ConcurrentHashMap<>()).put(cost.attemptId(), cost);
    }

    void forget(Collection<Settled> ends) {
        for (Map<UUID, KnownCost> ofRun : known.values()) {
            ends.forEach(end -> ofRun.remove(end.id()));
        }
        known.values().removeIf(Map::isEmpty);
    }

    private void write() {
        List<Waiting> group = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                group.add(queue.take());
                queue.drainTo(group, LARGEST_GROUP - 1);
                store(group);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            group.clear();
        }
    }

    private void store(List<Waiting> group) {
        try {
            Map<Waiting, Reservation> refused = database.inTransaction(transaction -> admit(transaction, group));
            group.forEach(each -> each.answer().complete(refused.getOrDefault(each, Reservation.STORED)));
        } catch (RuntimeException e) {
            group.forEach(each -> each.answer().completeExceptionally(e));
        }
    }

    /** Stores what the runs' states and limits allow, first come first served; gives back the others. */
    private Map<Waiting, Reservation> admit(Transaction transaction, List<Waiting> group) {
        Map<UUID, List<Waiting>> priced = new HashMap<>();
        Map<UUID, List<Waiting>> free = new HashMap<>();
        List<Attempt> admitted = new ArrayList<>();
        for (Waiting each : group) {
            UUID run = each.attempt().runId();
            if (run == null) {
                admitted.add(each.attempt());
            } else {
                var kind = each.attempt().reservedPico() == 0 ? free : priced;
                kind.computeIfAbsent(run, id -> new ArrayList<>()).add(each);
            }
        }
        Map<Waiting, Reservation> refused = new IdentityHashMap<>();
        if (!priced.isEmpty()) {
            Map<UUID, Budget> budgets = new HashMap<>();
            AttemptRepository.lockBudgets(transaction, priced.keySet())
                    .forEach(each -> budgets.put(each.runId(), each));
            priced.forEach((run, waiting) -> {
                @Nullable Budget budget = budgets.get(run);
                refused.putAll(charge(transaction, budget == null ? Budget.unlimited(run) : budget, waiting, admitted));
            });
        }
        if (!free.isEmpty()) {
            Set<UUID> stopped = Set.copyOf(AttemptRepository.stopped(transaction, free.keySet()));
            free.forEach((run, waiting) -> {
                if (stopped.contains(run)) {
                    waiting.forEach(each -> refused.put(each, Reservation.RUN_STOPPED));
                } else {
                    waiting.forEach(each -> admitted.add(each.attempt()));
                }
            });
        }
        AttemptRepository.insert(transaction, admitted);
        return refused;
    }

    private Map<Waiting, Reservation> charge(
            Transaction transaction, Budget locked, List<Waiting> waiting, List<Attempt> admitted) {
        Map<Waiting, Reservation> refused = new IdentityHashMap<>();
        if (locked.stopped()) {
            waiting.forEach(each -> refused.put(each, Reservation.RUN_STOPPED));
            return refused;
        }
        long wanted = waiting.stream()
                .mapToLong(each -> each.attempt().reservedPico())
                .reduce(0, Math::addExact);
        Budget budget = locked.allows(wanted) ? locked : tightened(transaction, locked);
        long reserved = 0;
        for (Waiting each : waiting) {
            long more = Math.addExact(reserved, each.attempt().reservedPico());
            if (budget.allows(more)) {
                reserved = more;
                admitted.add(each.attempt());
            } else {
                refused.put(each, Reservation.OVER_LIMIT);
            }
        }
        AttemptRepository.addReserved(transaction, budget.runId(), reserved);
        return refused;
    }

    /** The budget after the reserves of answered calls are lowered to what they have cost. */
    private Budget tightened(Transaction transaction, Budget budget) {
        List<KnownCost> costs =
                List.copyOf(known.getOrDefault(budget.runId(), Map.of()).values());
        if (costs.isEmpty()) {
            return budget;
        }
        AttemptRepository.lowerReserves(transaction, budget.runId(), costs);
        return AttemptRepository.lockBudgets(transaction, List.of(budget.runId()))
                .getFirst();
    }
}
