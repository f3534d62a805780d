package io.autolabeler.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A review queue with one reviewer: leases in order, those already held first. */
final class FakeReviews {
    private final List<ObjectNode> waiting = new ArrayList<>();
    private final Map<String, ObjectNode> held = new LinkedHashMap<>();
    private final Map<String, ObjectNode> decided = new LinkedHashMap<>();

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

    synchronized Answer next(int count) {
        while (held.size() < count && !waiting.isEmpty()) {
            ObjectNode task = waiting.removeFirst();
            held.put(task.get("id").asText(), task);
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        held.values().stream().limit(count).forEach(answer.putArray("tasks")::add);
        answer.put("waiting", waiting.size());
        return Answer.ok(answer.toString());
    }

    /** Carries out one of decide, skip, escalate and undo. */
    synchronized Answer act(String taskId, String verb) {
        ObjectNode task = verb.equals("undo") ? decided.remove(taskId) : held.remove(taskId);
        if (task == null) {
            return Answer.problem(400, "FAILED_PRECONDITION", "Not possible now", "Another reviewer holds this item.");
        }
        task.put("revision", task.get("revision").asInt() + 1);
        switch (verb) {
            case "undo" -> held.put(taskId, task);
            case "decide" -> decided.put(taskId, task);
            case "skip" -> waiting.addLast(task);
            default -> task.put("route", "EXPERT_REVIEW");
        }
        return Answer.ok(task.toString());
    }

    synchronized Answer stats() {
        ObjectNode stats = JsonNodeFactory.instance.objectNode();
        stats.put("open", waiting.size()).put("leased", held.size());
        stats.put("decided", decided.size()).put("accepted", 0);
        return Answer.ok(stats.toString());
    }
}
