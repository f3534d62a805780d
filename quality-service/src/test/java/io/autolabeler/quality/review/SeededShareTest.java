package io.autolabeler.quality.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.common.v1.Routing;
import io.autolabeler.quality.sampling.SeededShare;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeededShareTest {
    private static final UUID RUN = new UUID(7, 11);

    @Test
    void drawsAboutTheShareAndAlwaysTheSame() {
        SeededShare tenth = new SeededShare(.1, "double review");

        long drawn = items().filter(item -> tenth.holds(RUN, item)).count();

        assertThat(drawn)
                .isBetween(900L, 1_100L)
                .isEqualTo(items().filter(item -> tenth.holds(RUN, item)).count());
    }

    @Test
    void drawsApartForAnotherPurpose() {
        SeededShare one = new SeededShare(.5, "double review");
        SeededShare other = new SeededShare(.5, "hide suggestion");

        assertThat(items().filter(item -> one.holds(RUN, item) && other.holds(RUN, item))
                        .count())
                .isBetween(2_300L, 2_700L);
    }

    @Test
    void drawsNothingOfNoneAndEverythingOfAll() {
        assertThat(items()).noneMatch(item -> new SeededShare(0, "x").holds(RUN, item));
        assertThat(items()).allMatch(item -> new SeededShare(1, "x").holds(RUN, item));
    }

    @Test
    void addsOneReviewerToADoubleReviewButNeverBeyondFive() {
        assertThat(IntakePlan.of(Routing.getDefaultInstance(), RUN, RUN)).isEqualTo(new IntakePlan(1, false));
        assertThat(IntakePlan.of(routing(0).setDoubleReviewShare(1).build(), RUN, RUN)
                        .reviewers())
                .isEqualTo(2);
        assertThat(IntakePlan.of(routing(5).setDoubleReviewShare(1).build(), RUN, RUN)
                        .reviewers())
                .isEqualTo(5);
    }

    private static Routing.Builder routing(int reviewers) {
        return Routing.newBuilder().setReviewersPerItem(reviewers);
    }

    /** 10,000 items, always the same. */
    private static Stream<UUID> items() {
        Random random = new Random(42);
        return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
                .limit(10_000);
    }
}
