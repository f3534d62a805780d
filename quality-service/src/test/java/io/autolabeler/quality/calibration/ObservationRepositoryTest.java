package io.autolabeler.quality.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.platform.database.Database;
import io.autolabeler.quality.calibration.ObservationRepository.Sampled;
import io.autolabeler.quality.calibration.ObservationRepository.Seen;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "quality"))
class ObservationRepositoryTest {
    private static final Observation WRONG_BY_GOLD = new Observation(new double[] {.9, .1}, 0, 1, "spam");
    private static final Observation CORRECTED = new Observation(new double[] {.3, .7}, 1, 1, "ham");
    private static final Sampled AS_GOLD_SAYS = new Sampled(.9, .1, true);
    private static final Sampled AS_CORRECTED = new Sampled(.7, .7, false);

    @Inject
    Database database;

    @Inject
    ObservationRepository observations;

    private final Subject subject = new Subject(UUID.randomUUID(), "embedded", "1");
    private final UUID dataset = UUID.randomUUID();
    private final UUID item = UUID.randomUUID();

    @Test
    void certifiesOnTheGoldLabelWhereOnlyItsContradictionBroughtTheReview() {
        gold();
        review(false);

        assertThat(observations.sampled(subject, null, 10)).containsExactly(AS_GOLD_SAYS);
        assertThat(observations.oldestFirst(subject, null, 10))
                .singleElement()
                .satisfies(each -> assertThat(each.truth()).isEqualTo(1))
                .satisfies(each -> assertThat(each.shares()).containsExactly(.3, .7));
    }

    @Test
    void certifiesOnTheReviewWhereTheItemWasDrawnForAnAudit() {
        gold();
        review(true);

        assertThat(observations.sampled(subject, null, 10)).containsExactly(AS_CORRECTED);
    }

    @Test
    void samplesReviewedItemsWithoutGoldOnlyIfTheyWereAudited() {
        review(false);
        assertThat(observations.sampled(subject, null, 10)).isEmpty();

        review(true);
        assertThat(observations.sampled(subject, null, 10)).containsExactly(AS_CORRECTED);
    }

    private void gold() {
        database.withTransaction(
                transaction -> observations.addGold(transaction, subject, dataset, Map.of(item, WRONG_BY_GOLD)));
    }

    private void review(boolean audited) {
        Seen seen = new Seen(item, dataset, UUID.randomUUID(), audited);
        database.withTransaction(transaction -> observations.putReviewed(transaction, subject, seen, CORRECTED));
    }
}
