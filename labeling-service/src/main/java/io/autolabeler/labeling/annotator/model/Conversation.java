package io.autolabeler.labeling.annotator.model;

import dev.langchain4j.model.chat.request.ResponseFormat;
import io.autolabeler.common.v1.ItemError;
import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.annotator.ledger.Attempt;
import io.autolabeler.labeling.annotator.ledger.AttemptLedger;
import io.autolabeler.labeling.annotator.ledger.Price.Tokens;
import io.autolabeler.labeling.annotator.ledger.Reservation;
import io.autolabeler.labeling.annotator.ledger.Settled;
import io.autolabeler.labeling.annotator.ledger.Settled.State;
import io.autolabeler.labeling.annotator.model.AnswerReader.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One item's talk with a model: retries of calls that failed for now, one re-ask for an answer that is not right. Every call is
 * in the ledger before it is made. For one thread, once.
 */
final class Conversation {
    private static final int RETRIES = 4;
    private static final int REASKS = 1;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final ConfiguredModel model;
    private final AttemptLedger ledger;
    private final Question question;
    private final RandomGenerator random = ThreadLocalRandom.current();
    private final List<Settled> ends = new ArrayList<>();
    private int retries = RETRIES;
    private int reasks = REASKS;

    Conversation(ConfiguredModel model, AttemptLedger ledger, Question question) {
        this.model = model;
        this.ledger = ledger;
        this.question = question;
    }

    /**
     * What is asked.
     *
     * @param chunkId null outside a run
     * @param hash of the first request
     */
    record Question(
            LabelingTask task, @Nullable UUID chunkId, UUID itemId, Prompt prompt, List<Turn> turns, String hash) {}

    /** How it ended, with all the calls it took. */
    record Ended(End end, List<Settled> attempts) {}

    /** The ways to end. */
    sealed interface End {
        record Right(String label, double confidence) implements End {}

        record Wrong(ItemError.Code code, String message) implements End {}

        record NotAsked(Reservation why) implements End {}
    }

    Ended hold() throws InterruptedException {
        List<Turn> turns = new ArrayList<>(question.turns());
        ResponseFormat format = model.answerFormat(question.prompt().labels());
        while (true) {
            Call call = call(turns, format);
            @Nullable
            End end = switch (call.reply()) {
                case Reply.NotAllowed(Reservation why) -> new End.NotAsked(why);
                case Reply.Down down ->
                    new End.Wrong(ItemError.Code.PROVIDER_ERROR, "The provider has been down for too long.");
                case Reply.Refused refused -> afterRefusal(call, refused, turns);
                case Reply.Answered answered -> afterAnswer(call, answered, turns);
            };
            if (end != null) {
                return new Ended(end, ends);
            }
        }
    }

    /** A call that was made, or not. */
    private record Call(UUID id, Reply reply, double seconds) {}

    private Call call(List<Turn> turns, ResponseFormat format) throws InterruptedException {
        UUID id = Attempt.newId();
        if (!model.admission().enter()) {
            return new Call(id, new Reply.Down(), 0);
        }
        @Nullable Call call = null;
        try {
            Reservation reservation = ledger.reserve(attempt(id, turns));
            call = reservation == Reservation.STORED
                    ? model.admission().call(() -> timed(id, turns, format))
                    : new Call(id, new Reply.NotAllowed(reservation), 0);
        } finally {
            model.admission().leave(call == null ? null : call.reply());
        }
        return call;
    }

    private Call timed(UUID id, List<Turn> turns, ResponseFormat format) {
        long start = System.nanoTime();
        Reply reply = model.endpoint().chat(turns, format);
        return new Call(id, reply, (System.nanoTime() - start) / 1e9);
    }

    private Attempt attempt(UUID id, List<Turn> turns) {
        int input = TokenCounter.upperBound(Turn.texts(turns))
                + TokenCounter.upperBound(question.prompt().labels());
        Tokens most = new Tokens(input, 0, model.config().maxOutputTokens(), true);
        return new Attempt(
                id,
                question.task().runId(),
                question.chunkId(),
                question.itemId(),
                question.task().projectId(),
                model.name(),
                question.hash(),
                ends.size() + 1,
                model.price().of(most));
    }

    private @Nullable End afterRefusal(Call call, Reply.Refused refused, List<Turn> turns) throws InterruptedException {
        Tokens billed = refused.billed() != null
                ? refused.billed()
                : new Tokens(TokenCounter.count(Turn.texts(turns)), 0, 0, true);
        settle(call, State.FAILED, refused.code().name(), billed);
        if (!refused.mayRetry() || retries == 0 || refused.pause().compareTo(LONGEST_WAIT) > 0) {
            return new End.Wrong(refused.code(), refused.message());
        }
        Thread.sleep(backoff(refused.pause()));
        retries--;
        return null;
    }

    /** Doubling, with jitter, and never less than the provider asks for. */
    private Duration backoff(Duration asked) {
        long doubled = FIRST_BACKOFF.toMillis() << (RETRIES - retries);
        Duration own = Duration.ofMillis(doubled / 2 + random.nextLong(doubled / 2 + 1));
        return asked.compareTo(own) > 0 ? asked : own;
    }

    private @Nullable End afterAnswer(Call call, Reply.Answered answered, List<Turn> turns) {
        Verdict verdict =
                AnswerReader.read(answered.content(), question.prompt().labels());
        return switch (verdict) {
            case Verdict.Valid valid -> {
                settle(call, State.SUCCEEDED, State.SUCCEEDED.name(), answered.tokens());
                yield new End.Right(valid.label(), valid.confidence());
            }
            case Verdict.Invalid invalid -> {
                settle(call, State.FAILED, invalid.code().name(), answered.tokens());
                yield askAgain(answered, invalid, turns);
            }
        };
    }

    private @Nullable End askAgain(Reply.Answered answered, Verdict.Invalid invalid, List<Turn> turns) {
        if (reasks == 0) {
            return new End.Wrong(invalid.code(), invalid.problem());
        }
        reasks--;
        if (!answered.content().isBlank()) {
            turns.add(new Turn(Turn.Role.ASSISTANT, answered.content()));
        }
        turns.add(new Turn(Turn.Role.USER, question.prompt().correction(invalid.problem())));
        return null;
    }

    private void settle(Call call, State state, String outcome, Tokens tokens) {
        long cost = model.price().of(tokens);
        ends.add(new Settled(call.id(), state, outcome, tokens, cost, call.seconds()));
        if (question.task().runId() != null && model.isPriced()) {
            ledger.answered(question.task().runId(), call.id(), cost);
        }
    }
}
