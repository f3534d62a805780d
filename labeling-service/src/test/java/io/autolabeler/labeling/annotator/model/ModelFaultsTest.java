package io.autolabeler.labeling.annotator.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.common.v1.ItemError;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.devstack.fake.FakeEndpoint;
import io.autolabeler.devstack.fake.Fault;
import io.autolabeler.devstack.fake.Fault.Kind;
import io.autolabeler.devstack.fake.Faults;
import io.autolabeler.labeling.annotator.LabeledBatch;
import io.autolabeler.labeling.annotator.Outcome;
import io.autolabeler.labeling.annotator.TextItem;
import io.autolabeler.labeling.annotator.ledger.AttemptLedger;
import io.autolabeler.labeling.annotator.ledger.AttemptLedger.Totals;
import io.autolabeler.platform.database.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way a provider can fail ends in a right label or a typed error, with every call in the ledger. */
@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
@QuarkusTestResource(FakeModels.class)
@Timeout(60)
class ModelFaultsTest {
    @Inject
    ModelLabeler labeler;

    @Inject
    AttemptLedger ledger;

    @Inject
    Database database;

    /** Injected by {@link FakeModels}. */
    @SuppressWarnings("NullAway.Init")
    FakeEndpoint endpoint;

    private final UUID run = UUID.randomUUID();
    /** Makes each test's texts new to the cache. */
    private final String salt = UUID.randomUUID().toString();

    @BeforeEach
    void behave() {
        endpoint.behave(Faults.NONE);
        endpoint.forget();
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

    private LabeledBatch settled(LabeledBatch batch) {
        return fixture().settled(batch);
    }

    private LabeledBatch label(String model, List<TextItem> items) {
        return fixture().label(model, items);
    }

    private void assertLedgerHoldsEveryCall() {
        fixture().assertLedgerHolds(endpoint.calls().size());
    }

    private ModelRun fixture() {
        return new ModelRun(labeler, ledger, database, run, UUID.randomUUID());
    }

    private List<TextItem> items(int count) {
        return ModelRun.items(count, salt);
    }

    private static Outcome only(LabeledBatch batch) {
        assertThat(batch.outcomes()).hasSize(1);
        return batch.outcomes().getFirst();
    }

    private static ItemError.Code code(Outcome outcome) {
        return ((Outcome.Failed) outcome).error().getCode();
    }
}
