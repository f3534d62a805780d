package io.autolabeler.labeling.annotator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import io.autolabeler.labeling.annotator.ledger.Reservation;
import io.autolabeler.labeling.v1.ModelCall;
import io.autolabeler.platform.database.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
@QuarkusTestResource(FakeModels.class)
@Timeout(60)
class ModelLabelerTest {
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
                    .isEqualTo(FakeEndpoint.labelFor(items.get(i).text(), ModelRun.LABELS));
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
        assertThat(settled(label("objects", items(1))).outcomes())
                .singleElement()
                .isInstanceOf(Outcome.Labeled.class);
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
        LabelingTask task = ModelRun.task("fake", run);
        database.withTransaction(transaction -> ledger.openBudget(transaction, run, 500_000_000));

        LabeledBatch batch = labeler.label(task, chunk, items(64));
        database.withTransaction(transaction -> batch.settlement().accept(transaction));

        assertThat(batch.outcomes()).hasAtLeastOneElementOfType(Outcome.Labeled.class);
        assertThat(batch.outcomes()).hasAtLeastOneElementOfType(Outcome.NotAsked.class);
        assertThat(ledger.totals(run).spentPico()).isBetween(1L, 500_000_000L);
        assertLedgerHoldsEveryCall();
    }

    @Test
    void makesNoFurtherCallOnceTheRunIsStopped() throws Exception {
        endpoint.behave(new Faults(200, List.of()));
        database.withTransaction(transaction -> ledger.openBudget(transaction, run, 0));
        FutureTask<LabeledBatch> batch = new FutureTask<>(() -> label("narrow", items(40)));
        Thread.ofVirtual().start(batch);
        Awaitility.await().until(() -> !endpoint.calls().isEmpty());

        database.withTransaction(transaction -> ledger.stop(transaction, run, true));

        List<Outcome> outcomes = settled(batch.get()).outcomes();
        assertThat(outcomes).filteredOn(Outcome.Labeled.class::isInstance).hasSameSizeAs(endpoint.calls());
        assertThat(outcomes)
                .filteredOn(new Outcome.NotAsked(Reservation.RUN_STOPPED)::equals)
                .hasSizeGreaterThan(20);
        assertLedgerHoldsEveryCall();
    }

    @Test
    void keepsToTheCallsInFlightOverAllBatches() throws InterruptedException {
        endpoint.behave(new Faults(50, List.of()));

        Thread other = Thread.ofVirtual().start(() -> labeler.label(ModelRun.task("narrow", null), null, items(8)));
        labeler.label(ModelRun.task("narrow", null), null, items(8));
        other.join();

        assertThat(mostAtOnce(endpoint.calls())).isEqualTo(2);
    }

    @Test
    void settlesAtOnceOutsideARun() {
        TextItem item = items(1).getFirst();

        labeler.label(ModelRun.task("fake", null), null, List.of(item));

        assertThat(database.first(
                        "select state from attempt where item_id = $1", row -> row.getString(0), item.itemId()))
                .hasValue("SUCCEEDED");
    }

    @Test
    void namesTheModelsThereAre() {
        assertThatThrownBy(() -> models.require("model", "gpt-9"))
                .hasMessageContaining("model must be embedded, people or a configured model")
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
        var estimate = labeler.estimate(ModelRun.task("fake", null), items(2), 1_000);

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
        return fixture().label(model, items);
    }

    private LabeledBatch settled(LabeledBatch batch) {
        return fixture().settled(batch);
    }

    private void assertLedgerHoldsEveryCall() {
        fixture().assertLedgerHolds(endpoint.calls().size());
    }

    private ModelRun fixture() {
        return new ModelRun(labeler, ledger, database, run, chunk);
    }

    private List<TextItem> items(int count) {
        return ModelRun.items(count, salt);
    }
}
