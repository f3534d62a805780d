package io.autolabeler.labeling.annotator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.common.v1.ItemError;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.devstack.fake.Call;
import io.autolabeler.devstack.fake.FakeEndpoint;
import io.autolabeler.devstack.fake.Fault;
import io.autolabeler.devstack.fake.Fault.Kind;
import io.autolabeler.devstack.fake.Faults;
import io.autolabeler.labeling.annotator.LabeledBatch;
import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.annotator.Outcome;
import io.autolabeler.labeling.annotator.TextItem;
import io.autolabeler.labeling.annotator.ledger.AttemptLedger;
import io.autolabeler.labeling.annotator.ledger.AttemptLedger.Totals;
import io.autolabeler.labeling.v1.ModelCall;
import io.autolabeler.platform.database.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
@QuarkusTestResource(FakeModels.class)
@Timeout(60)
class ModelLabelerTest {
    private static final List<String> LABELS = List.of("spam", "ham");

    @Inject
    ModelLabeler labeler;

    @Inject
    Models models;

    @Inject
    AttemptLedger ledger;

    @Inject
    Database database;

    /** Injected by {@link FakeModels}. */
    @SuppressWarnings("NullAway.Init")
    FakeEndpoint endpoint;

    private final UUID run = UUID.randomUUID();
    private final UUID chunk = UUID.randomUUID();
    /** Makes each test's texts new to the cache. */
    private final String salt = UUID.randomUUID().toString();

    @BeforeEach
    void behave() {
        endpoint.behave(Faults.NONE);
        endpoint.forget();
    }

    @Test
    void labelsEveryItemInOrder() {
        List<TextItem> items = items(64);

        LabeledBatch batch = settled(label("fake", items));

        for (int i = 0; i < items.size(); i++) {
            assertThat(batch.outcomes().get(i)).isInstanceOf(Outcome.Labeled.class);
            var labeled = (Outcome.Labeled) batch.outcomes().get(i);
            assertThat(labeled.scores().getFirst().getLabel())
                    .isEqualTo(FakeEndpoint.labelFor(items.get(i).text(), LABELS));
            assertThat(labeled.scores().stream()
                            .mapToDouble(each -> each.getScore())
                            .sum())
                    .isCloseTo(1, within(1e-3));
            assertThat(labeled.usage().costPico()).isPositive();
        }
        assertThat(batch.calls()).hasSize(64);
        assertLedgerHoldsEveryCall();
        assertThat(ledger.totals(run).spentPico())
                .isEqualTo(batch.calls().stream()
                        .mapToLong(ModelCall::getCostPicoUsd)
                        .sum());
    }

    @Test
    void readsLabelsFromAPlainJsonObject() {
        assertThat(only(settled(label("objects", items(1))))).isInstanceOf(Outcome.Labeled.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {
                "RATE_LIMITED",
                "SERVER_ERROR",
                "GARBAGE",
                "GARBAGE_ANSWER",
                "WRONG_LABEL",
                "NO_CONFIDENCE",
                "CUT_JSON",
                "HALF_STREAM",
                "EMPTY"
            })
    void getsOverAFaultThatPasses(Kind fault) {
        endpoint.behave(Faults.of(Fault.first(fault, 1)));
        List<TextItem> items = items(8);

        LabeledBatch batch = settled(label("fake", items));

        assertThat(batch.outcomes()).allSatisfy(each -> assertThat(each).isInstanceOf(Outcome.Labeled.class));
        assertThat(batch.calls()).hasSize(16);
        assertThat(endpoint.calls()).hasSize(16);
        assertLedgerHoldsEveryCall();
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, RATE_LIMITED, 5",
        "SERVER_ERROR, PROVIDER_ERROR, 5",
        "GARBAGE, PARSE_FAILED, 5",
        "GARBAGE_ANSWER, PARSE_FAILED, 2",
        "CUT_JSON, PARSE_FAILED, 2",
        "NO_CONFIDENCE, PARSE_FAILED, 2",
        "WRONG_LABEL, LABEL_NOT_IN_SCHEMA, 2",
        "EMPTY, EMPTY_RESPONSE, 2",
        "TRUNCATED, TRUNCATED_OUTPUT, 1",
        "CONTENT_FILTER, CONTENT_FILTERED, 1",
        "CONTEXT_LENGTH, CONTEXT_LENGTH_EXCEEDED, 1",
        "HALF_STREAM, PROVIDER_ERROR, 5"
    })
    void endsAFaultThatStaysInATypedError(Kind fault, ItemError.Code code, int calls) {
        endpoint.behave(Faults.of(Fault.always(fault)));

        LabeledBatch batch = settled(label("fake", items(2)));

        assertThat(batch.outcomes())
                .allSatisfy(each -> assertThat(each).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                    assertThat(failed.error().getCode()).isEqualTo(code);
                    assertThat(failed.error().getMessage()).isNotBlank().doesNotContain(salt);
                }));
        assertThat(endpoint.calls()).hasSize(2 * calls);
        assertLedgerHoldsEveryCall();
    }

    @Test
    void endsALateAnswerInATimeout() {
        endpoint.behave(Faults.of(Fault.always(Kind.LATE).with(2_000, 0)));

        LabeledBatch batch = settled(label("hasty", items(2)));

        assertThat(batch.outcomes()).allSatisfy(each -> assertThat(code(each)).isEqualTo(ItemError.Code.TIMEOUT));
        assertThat(batch.calls()).hasSize(2).allSatisfy(call -> {
            assertThat(call.getOutcome()).isEqualTo("TIMEOUT");
            assertThat(call.getInputTokens()).as("assumed to be billed").isPositive();
        });
    }

    @Test
    void waitsAsLongAsTheProviderAsks() {
        endpoint.behave(Faults.of(Fault.first(Kind.RATE_LIMITED, 1).with(0, 1)));
        long start = System.nanoTime();

        assertThat(only(settled(label("fake", items(1))))).isInstanceOf(Outcome.Labeled.class);

        assertThat((System.nanoTime() - start) / 1e9).isGreaterThan(1);
    }

    @Test
    void estimatesTokensWhereTheProviderSaysNothing() {
        endpoint.behave(Faults.of(Fault.always(Kind.NO_USAGE)));

        settled(label("fake", items(1)));

        assertThat(database.first(
                        "select estimated and input_tokens > 20 and cost_pico > 0 from attempt where run_id = $1",
                        row -> row.getBoolean(0),
                        run))
                .hasValue(true);
    }

    @Test
    void failsItemsOfAnEndpointThatIsDownWithoutHanging() {
        LabeledBatch batch = settled(label("gone", items(64)));

        assertThat(batch.outcomes())
                .allSatisfy(each -> assertThat(code(each)).isEqualTo(ItemError.Code.PROVIDER_ERROR));
        assertThat(ledger.totals(run)).isEqualTo(new Totals(0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void answersTheSameRequestFromTheCacheAtNoCost() {
        List<TextItem> items = items(8);
        settled(label("fake", items));
        endpoint.forget();

        LabeledBatch again = settled(label("fake", items));

        assertThat(endpoint.calls()).isEmpty();
        assertThat(again.calls()).isEmpty();
        assertThat(again.outcomes())
                .allSatisfy(each -> assertThat(each).isInstanceOfSatisfying(Outcome.Labeled.class, labeled -> {
                    assertThat(labeled.cached()).isTrue();
                    assertThat(labeled.usage()).isEqualTo(Outcome.Usage.NONE);
                }));
    }

    @Test
    void asksOnceForEqualTextsOfABatch() {
        TextItem item = items(1).getFirst();
        TextItem twin = new TextItem(UUID.randomUUID(), item.text(), null);

        LabeledBatch batch = settled(label("fake", List.of(item, twin)));

        assertThat(endpoint.calls()).hasSize(1);
        assertThat(((Outcome.Labeled) batch.outcomes().get(0)).cached()).isFalse();
        assertThat(((Outcome.Labeled) batch.outcomes().get(1)).cached()).isTrue();
    }

    @Test
    void settlesAnswersOfAKilledChunkAtTheirTrueCost() {
        List<TextItem> items = items(8);
        endpoint.behave(Faults.of(Fault.first(Kind.WRONG_LABEL, 1)));
        long spent = label("fake", items).calls().stream()
                .mapToLong(ModelCall::getCostPicoUsd)
                .sum();
        assertThat(ledger.totals(run).spentPico())
                .as("killed before the commit")
                .isZero();

        LabeledBatch again = settled(label("fake", items));

        assertThat(endpoint.calls()).as("nothing asked twice").hasSize(16);
        assertThat(again.calls()).hasSize(16);
        assertThat(ledger.totals(run).spentPico()).isEqualTo(spent);
        assertThat(ledger.totals(run).unknownAttempts()).isZero();
        assertLedgerHoldsEveryCall();
        assertThat(((Outcome.Labeled) again.outcomes().getFirst()).usage().costPico())
                .isPositive();
    }

    @Test
    void chargesCallsWhoseEndNobodySawAtTheirReserve() {
        endpoint.behave(Faults.of(Fault.always(Kind.GARBAGE_ANSWER)));
        List<TextItem> items = items(4);
        label("fake", items);
        long reserved = ledger.totals(run).reservedPico();
        endpoint.behave(Faults.NONE);

        LabeledBatch again = settled(label("fake", items));

        assertThat(ledger.totals(run).unknownPico()).isEqualTo(reserved).isPositive();
        assertThat(ledger.totals(run).unknownAttempts()).isEqualTo(8);
        assertThat(ledger.totals(run).reservedPico()).isZero();
        assertThat(again.calls()).extracting(ModelCall::getOutcome).contains("UNKNOWN", "SUCCEEDED");
        assertLedgerHoldsEveryCall();
    }

    @Test
    void leavesItemsOpenThatTheBudgetDoesNotAllow() {
        LabelingTask task = task("fake", run);
        database.withTransaction(transaction -> ledger.openBudget(transaction, run, 500_000_000));

        LabeledBatch batch = labeler.label(task, chunk, items(64));
        database.withTransaction(transaction -> batch.settlement().accept(transaction));

        assertThat(batch.outcomes()).hasAtLeastOneElementOfType(Outcome.Labeled.class);
        assertThat(batch.outcomes()).hasAtLeastOneElementOfType(Outcome.Unpaid.class);
        assertThat(ledger.totals(run).spentPico()).isBetween(1L, 500_000_000L);
        assertLedgerHoldsEveryCall();
    }

    @Test
    void keepsToTheCallsInFlightOverAllBatches() throws InterruptedException {
        endpoint.behave(new Faults(50, List.of()));

        Thread other = Thread.ofVirtual().start(() -> labeler.label(task("narrow", null), null, items(8)));
        labeler.label(task("narrow", null), null, items(8));
        other.join();

        assertThat(mostAtOnce(endpoint.calls())).isEqualTo(2);
    }

    @Test
    void settlesAtOnceOutsideARun() {
        TextItem item = items(1).getFirst();

        labeler.label(task("fake", null), null, List.of(item));

        assertThat(database.first(
                        "select state from attempt where item_id = $1", row -> row.getString(0), item.itemId()))
                .hasValue("SUCCEEDED");
    }

    @Test
    void namesTheModelsThereAre() {
        assertThatThrownBy(() -> models.require("model", "gpt-9"))
                .hasMessageContaining("model must be embedded or a configured model")
                .hasMessageContaining("fake");
        assertThatThrownBy(() -> models.require("model", "keyless"))
                .hasMessage(
                        "model keyless needs its key: set the environment variable NO_SUCH_VARIABLE of labeling-service");
        assertThat(models.isConfigured("embedded")).isTrue();
        assertThat(models.isPriced("fake")).isTrue();
        assertThat(models.isPriced("unpriced")).isFalse();
    }

    @Test
    void estimatesWhatARunTakes() {
        var estimate = labeler.estimate(task("fake", null), items(2), 1_000);

        assertThat(estimate.inputTokens()).isBetween(100_000L, 400_000L);
        assertThat(estimate.outputTokens()).isBetween(8_000L, 30_000L);
        assertThat(estimate.costPico()).isEqualTo(estimate.inputTokens() * 150_000 + estimate.outputTokens() * 600_000);
    }

    private static long mostAtOnce(List<Call> calls) {
        return calls.stream()
                .mapToLong(one -> calls.stream()
                        .filter(each -> each.inMillis() <= one.inMillis() && one.inMillis() < each.outMillis())
                        .count())
                .max()
                .orElse(0);
    }

    private LabeledBatch label(String model, List<TextItem> items) {
        database.withTransaction(transaction -> ledger.openBudget(transaction, run, 0));
        return labeler.label(task(model, run), chunk, items);
    }

    private LabeledBatch settled(LabeledBatch batch) {
        database.withTransaction(transaction -> batch.settlement().accept(transaction));
        return batch;
    }

    private void assertLedgerHoldsEveryCall() {
        long rows = database.first("select count(*) from attempt where run_id = $1", row -> row.getLong(0), run)
                .orElseThrow();
        assertThat(rows).isEqualTo(endpoint.calls().size());
        assertThat(database.first(
                        "select count(*) from attempt where run_id = $1 and state = 'IN_FLIGHT'",
                        row -> row.getLong(0),
                        run))
                .hasValue(0L);
    }

    private static Outcome only(LabeledBatch batch) {
        assertThat(batch.outcomes()).hasSize(1);
        return batch.outcomes().getFirst();
    }

    private static ItemError.Code code(Outcome outcome) {
        return ((Outcome.Failed) outcome).error().getCode();
    }

    private List<TextItem> items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new TextItem(UUID.randomUUID(), "text " + i + " of " + salt, null))
                .toList();
    }

    private static LabelingTask task(String model, @Nullable UUID run) {
        return new LabelingTask(
                UUID.randomUUID(),
                run,
                TaskKind.Value.CLASSIFICATION,
                Stream.of("spam", "ham")
                        .map(each -> Label.newBuilder().setName(each).build())
                        .toList(),
                "",
                model,
                LabelingTask.Method.MODEL,
                0,
                "p1");
    }
}
