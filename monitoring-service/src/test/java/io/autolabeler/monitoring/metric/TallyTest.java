package io.autolabeler.monitoring.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.monitoring.metric.Tally.Scope;
import io.autolabeler.monitoring.metric.Tally.Sum;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Scope scope = new Scope(UUID.randomUUID(), Tally.NO_RUN, Instant.EPOCH);
    private final Tally tally = new Tally();

    @Test
    void addsUpValuesOfOneRow() {
        tally.add(Metric.CONFIDENCE, scope, "m", .5);
        tally.add(Metric.CONFIDENCE, scope, "m", .1);
        tally.add(Metric.CONFIDENCE, scope, "m", .2);

        assertThat(tally.sums().values()).containsExactly(new Sum(3, new BigDecimal("0.8"), .1, .5));
    }

    @Test
    void leavesOutWhatIsNoNumber() {
        tally.add(Metric.CONFIDENCE, scope, "m", Double.NaN);
        tally.add(Metric.CONFIDENCE, scope, "m", Double.POSITIVE_INFINITY);

        assertThat(tally.sums()).isEmpty();
    }

    @Test
    void takesBackWhatWasCountedBefore() {
        tally.add(Metric.REVIEW_ACCURACY, scope, "m", 0);
        tally.takeBack(Metric.REVIEW_ACCURACY, scope, "m", 1);

        Sum left = tally.sums().values().iterator().next();
        assertThat(left.count()).isZero();
        assertThat(left.sum()).isEqualByComparingTo("-1");
        assertThat(left.least()).isZero();
    }

    @Test
    void givesItsRowsInOneOrderWhateverTheyCameIn() {
        tally.add(Metric.LABELS, scope, "b", 1);
        tally.add(Metric.ITEMS, scope, "m", 1);
        tally.add(Metric.LABELS, scope, "a", 1);

        assertThat(tally.sums().keySet())
                .extracting(key -> key.metric().key() + " " + key.dimension())
                .containsExactly("items m", "labels a", "labels b");
    }
}
