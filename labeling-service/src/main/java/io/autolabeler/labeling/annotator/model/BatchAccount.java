package io.autolabeler.labeling.annotator.model;

import io.autolabeler.common.v1.ItemError;
import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.annotator.Outcome;
import io.autolabeler.labeling.annotator.Outcome.Usage;
import io.autolabeler.labeling.annotator.cache.CachedAnswer;
import io.autolabeler.labeling.annotator.ledger.AttemptLedger.Open;
import io.autolabeler.labeling.annotator.ledger.Reservation;
import io.autolabeler.labeling.annotator.ledger.Settled;
import io.autolabeler.labeling.annotator.model.Conversation.End;
import io.autolabeler.labeling.annotator.model.Conversation.Ended;
import io.autolabeler.labeling.annotator.model.Conversation.Question;
import io.autolabeler.labeling.v1.ModelCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What became of a batch's items, and what is to be settled for them: each call once. For one thread. */
final class BatchAccount {
    private final LabelingTask task;
    private final Map<UUID, Long> leftBehind = new HashMap<>();
    private final Set<String> paid = new HashSet<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Settled> ends = new ArrayList<>();

    /** An empty account; the calls that an earlier delivery of the chunk left behind are its debt. */
    BatchAccount(LabelingTask task, List<Open> open) {
        this.task = task;
        open.forEach(each -> leftBehind.put(each.id(), each.reservedPico()));
    }

    /** Adds an item that was asked for; one with the same question as an item before it costs nothing. */
    void add(Question question, Ended ended) {
        boolean first = paid.add(question.hash());
        List<Settled> attempts = first ? ended.attempts() : List.of();
        ends.addAll(attempts);
        Usage usage = usage(attempts);
        outcomes.add(
                switch (ended.end()) {
                    case End.Right(String label, double confidence) ->
                        labeled(question, label, confidence, !first, usage);
                    case End.Wrong(ItemError.Code code, String message) ->
                        new Outcome.Failed(
                                ItemError.newBuilder()
                                        .setCode(code)
                                        .setMessage(message)
                                        .build(),
                                task.promptVersion(),
                                usage);
                    case End.NotAsked(Reservation why) -> new Outcome.NotAsked(why);
                });
    }

    /** Adds an item whose answer was known; it costs nothing, unless its own chunk has asked for it before a kill. */
    void addCached(Question question, CachedAnswer answer) {
        List<Settled> own = answer.attempts().stream()
                .filter(each -> leftBehind.remove(each.id()) != null)
                .toList();
        ends.addAll(own);
        outcomes.add(labeled(question, answer.label(), answer.confidence(), own.isEmpty(), usage(own)));
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    /** Every call to be settled; those left behind whose end nobody knows as UNKNOWN. */
    List<Settled> settled() {
        List<Settled> all = new ArrayList<>(ends);
        leftBehind.forEach((id, reserve) -> all.add(Settled.unknown(id, reserve)));
        return all;
    }

    List<ModelCall> calls() {
        return settled().stream().map(this::call).toList();
    }

    private Outcome labeled(Question question, String label, double confidence, boolean cached, Usage usage) {
        return new Outcome.Labeled(
                AnswerReader.distribution(label, confidence, question.prompt().labels()),
                task.promptVersion(),
                cached,
                usage);
    }

    private ModelCall call(Settled end) {
        return ModelCall.newBuilder()
                .setModel(task.model())
                .setOutcome(end.outcome())
                .setInputTokens(end.tokens().input())
                .setOutputTokens(end.tokens().output())
                .setCostPicoUsd(end.costPico())
                .setSeconds(end.seconds())
                .build();
    }

    private static Usage usage(List<Settled> attempts) {
        int input = 0;
        int output = 0;
        long cost = 0;
        double seconds = 0;
        for (Settled each : attempts) {
            input = Math.addExact(input, each.tokens().input());
            output = Math.addExact(output, each.tokens().output());
            cost = Math.addExact(cost, each.costPico());
            seconds += each.seconds();
        }
        return new Usage(input, output, cost, seconds);
    }
}
