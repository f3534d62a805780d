package io.autolabeler.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A review queue with one reviewer, and another who takes what was held too long: leases in order, those already held first. */
final class FakeReviews {
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration SKIP_PAUSE = Duration.ofMinutes(10);

    private final List<ObjectNode> waiting = new ArrayList<>();
    private final Map<String, ObjectNode> held = new LinkedHashMap<>();
    private final Map<String, ObjectNode> decided = new LinkedHashMap<>();
    private final Map<String, ObjectNode> escalated = new LinkedHashMap<>();
    private final Map<String, Instant> keptUntil = new HashMap<>();
    private Instant heldUntil = Instant.MAX;
    private Duration passed = Duration.ZERO;

    FakeReviews(JsonNode tasks) {
        tasks.get("tasks").forEach(task -> waiting.add(complete(task)));
    }

    /** With the fields that most tasks of the files do without. */
    private static ObjectNode complete(JsonNode task) {
        ObjectNode whole = (ObjectNode) Fixtures.parse("""
                {"kind": "CLASSIFICATION", "suggestion": "", "scores": [], "confidence": 0, "route": "HUMAN_REVIEW",
                 "reasons": [], "state": "LEASED", "decidedLabel": "", "revision": 0, "reviewersNeeded": 1,
                 "reviewersDone": 0, "adjudication": false, "opinions": [], "suggestionHidden": false,
                 "shortList": [], "projectId": "0d8f4c62-3b51-4a0a-9a53-6f0f8f1f0a02"}""");
        return whole.setAll((ObjectNode) task.deepCopy());
    }

    /** So much time passes for the leases. */
    synchronized void pass(Duration time) {
        passed = passed.plus(time);
    }

    /** Another reviewer is given the task if its lease has ended; true if so. */
    synchronized boolean toAnother(String taskId) {
        return now().isAfter(heldUntil) && held.remove(taskId) != null;
    }

    private Instant now() {
        return Instant.now().plus(passed);
    }

    synchronized Answer next(int count) {
        heldUntil = now().plus(LEASE);
        for (ObjectNode task : dealable()) {
            if (held.size() < count) {
                waiting.remove(task);
                held.put(task.get("id").asText(), task);
            }
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        held.values().forEach(task -> task.put("leaseExpireTime", heldUntil.toString()));
        held.values().stream().limit(count).forEach(answer.putArray("tasks")::add);
        answer.put("waiting", dealable().size());
        return Answer.ok(answer.toString());
    }

    /** What waits, without what the reviewer has skipped a short while ago. */
    private List<ObjectNode> dealable() {
        return waiting.stream()
                .filter(task -> keptUntil
                        .getOrDefault(task.get("id").asText(), Instant.MIN)
                        .isBefore(now()))
                .toList();
    }

    /** Carries out one of decide, skip, escalate and undo. */
    synchronized Answer act(String taskId, String verb) {
        ObjectNode task = verb.equals("undo") ? takeBack(taskId) : held.remove(taskId);
        if (task == null) {
            return Answer.problem(400, "FAILED_PRECONDITION", "Not possible now", "Another reviewer holds this item.");
        }
        task.put("leaseExpireTime", now().plus(LEASE).toString());
        task.put("revision", task.get("revision").asInt() + 1);
        switch (verb) {
            case "undo" -> held.put(taskId, task);
            case "decide" -> decided.put(taskId, task);
            case "skip" -> {
                keptUntil.put(taskId, now().plus(SKIP_PAUSE));
                waiting.addLast(task);
            }
            default -> escalated.put(taskId, task.put("route", "EXPERT_REVIEW"));
        }
        return Answer.ok(task.toString());
    }

    /** The task that was decided, escalated or skipped; null if none was. */
    private @Nullable ObjectNode takeBack(String taskId) {
        if (escalated.containsKey(taskId)) {
            return escalated.remove(taskId).put("route", "HUMAN_REVIEW");
        }
        Optional<ObjectNode> skipped = waiting.stream()
                .filter(task -> task.get("id").asText().equals(taskId))
                .findFirst();
        skipped.ifPresent(waiting::remove);
        return skipped.orElseGet(() -> decided.remove(taskId));
    }

    synchronized Answer stats() {
        ObjectNode stats = JsonNodeFactory.instance.objectNode();
        stats.put("open", waiting.size()).put("leased", held.size());
        stats.put("decided", decided.size()).put("accepted", 0);
        stats.set("reviewers", Fixtures.read("reviewers"));
        return Answer.ok(stats.toString());
    }
}
