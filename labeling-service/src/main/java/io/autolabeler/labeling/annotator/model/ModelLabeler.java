package io.autolabeler.labeling.annotator.model;

import static java.util.Objects.requireNonNull;

import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.labeling.annotator.LabeledBatch;
import io.autolabeler.labeling.annotator.Labeler;
import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.annotator.PromptVersion;
import io.autolabeler.labeling.annotator.TextItem;
import io.autolabeler.labeling.annotator.cache.AnswerCache;
import io.autolabeler.labeling.annotator.cache.CachedAnswer;
import io.autolabeler.labeling.annotator.ledger.AttemptLedger;
import io.autolabeler.labeling.annotator.ledger.Settled;
import io.autolabeler.labeling.annotator.model.Conversation.End;
import io.autolabeler.labeling.annotator.model.Conversation.Ended;
import io.autolabeler.labeling.annotator.model.Conversation.Question;
import io.autolabeler.platform.errors.ServiceException;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Labels texts with a configured language model. All items of a batch are asked at once; one limit per model holds for all
 * batches together. The same request is made once: for equal items of a batch, and for ever while its answer is cached.
 *
 * <p>The cache key is the first request of an item. An answer that took a re-ask or a retry is kept under that key too, so that
 * the number of the attempt plays no part in it.
 */
@Singleton
public class ModelLabeler implements Labeler {
    /** How many items need a second call, until a run has shown its own share. */
    private static final double REASKED = 0.02;

    private final Models models;
    private final AttemptLedger ledger;
    private final AnswerCache cache;

    ModelLabeler(Models models, AttemptLedger ledger, AnswerCache cache) {
        this.models = models;
        this.ledger = ledger;
        this.cache = cache;
    }

    /**
     * What a run would take.
     *
     * @param costPico pico-dollars; 0 for a model without price
     */
    public record Estimate(long inputTokens, long outputTokens, long costPico) {}

    /** The version of everything that shapes a model's answer beside the text and its examples. */
    public PromptVersion promptVersion(TaskKind.Value kind, List<Label> labels, String guidelines, String model) {
        Prompt prompt = Prompt.of(kind, labels, guidelines);
        return PromptVersion.of("", models.get(model).parameters() + "\n" + prompt.system());
    }

    /** The messages for the item as the model would see them. */
    public String preview(LabelingTask task, TextItem item) {
        return prompt(task).preview(item);
    }

    /** What so many items like the sample's would take, from counted tokens; the sample must not be empty. */
    public Estimate estimate(LabelingTask task, List<TextItem> sample, int itemCount) {
        Prompt prompt = prompt(task);
        double scale = itemCount * (1 + REASKED) / sample.size();
        long input = 0;
        for (TextItem item : sample) {
            input += TokenCounter.count(List.of(prompt.system(), prompt.user(item)));
        }
        long labelTokens = prompt.labels().stream()
                .mapToLong(label -> TokenCounter.count("{\"label\":\"" + label + "\",\"confidence\":0.95}"))
                .sum();
        long inputTokens = Math.round(input * scale);
        long outputTokens = Math.round(
                itemCount * (1 + REASKED) * labelTokens / prompt.labels().size());
        long cost = Math.addExact(
                Math.multiplyExact(models.get(task.model()).price().inputPico(), inputTokens),
                Math.multiplyExact(models.get(task.model()).price().outputPico(), outputTokens));
        return new Estimate(inputTokens, outputTokens, cost);
    }

    @Override
    public LabeledBatch label(LabelingTask task, @Nullable UUID chunkId, List<TextItem> items) {
        ConfiguredModel model = models.get(task.model());
        BatchAccount account = new BatchAccount(task, chunkId == null ? List.of() : ledger.adopt(chunkId));
        List<Question> questions = questions(task, chunkId, items, model);
        Map<String, Question> distinct = new LinkedHashMap<>();
        questions.forEach(each -> distinct.putIfAbsent(each.hash(), each));
        Map<String, CachedAnswer> known = cache.find(distinct.keySet());
        Map<String, Ended> asked = ask(model, distinct, known);
        for (Question each : questions) {
            @Nullable CachedAnswer answer = known.get(each.hash());
            if (answer != null) {
                account.addCached(each, answer);
            } else {
                account.add(each, requireNonNull(asked.get(each.hash())));
            }
        }
        List<Settled> ends = account.settled();
        if (task.runId() == null) {
            ledger.settle(ends);
            return new LabeledBatch(account.outcomes(), account.calls(), transaction -> {});
        }
        return new LabeledBatch(account.outcomes(), account.calls(), transaction -> ledger.settle(transaction, ends));
    }

    private static Prompt prompt(LabelingTask task) {
        return Prompt.of(task.kind(), task.labels(), task.guidelines());
    }

    private static List<Question> questions(
            LabelingTask task, @Nullable UUID chunkId, List<TextItem> items, ConfiguredModel model) {
        Prompt prompt = prompt(task);
        List<Question> questions = new ArrayList<>(items.size());
        for (TextItem item : items) {
            String user = prompt.user(item);
            String hash = PromptVersion.sha256(
                    model.parameters() + "\n" + prompt.labels() + "\n" + prompt.system() + "\n" + user);
            List<Turn> turns = List.of(new Turn(Turn.Role.SYSTEM, prompt.system()), new Turn(Turn.Role.USER, user));
            questions.add(new Question(task, chunkId, item.itemId(), prompt, turns, hash));
        }
        return questions;
    }

    /** Holds the conversations, each on a virtual thread of its own; a fault of the ledger ends the batch. */
    private Map<String, Ended> ask(
            ConfiguredModel model, Map<String, Question> questions, Map<String, CachedAnswer> known) {
        Map<String, Future<Ended>> running = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Context context = Context.current();
            questions.forEach((hash, question) -> {
                if (!known.containsKey(hash)) {
                    running.put(hash, threads.submit(context.wrap(() -> held(model, question))));
                }
            });
        }
        Map<String, Ended> ended = new LinkedHashMap<>();
        running.forEach((hash, future) -> ended.put(hash, result(future)));
        return ended;
    }

    private Ended held(ConfiguredModel model, Question question) throws InterruptedException {
        Ended ended = new Conversation(model, ledger, question).hold();
        if (ended.end() instanceof End.Right(String label, double confidence)) {
            cache.store(question.hash(), new CachedAnswer(label, confidence, ended.attempts()));
        }
        return ended;
    }

    private static Ended result(Future<Ended> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw ServiceException.unavailable("the conversation with a model was broken off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServiceException.unavailable("the service is stopping", e);
        }
    }
}
