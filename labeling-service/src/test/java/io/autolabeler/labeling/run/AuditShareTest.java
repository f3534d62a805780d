package io.autolabeler.labeling.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.common.v1.Routing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditShareTest {
    private static final Routing PROMISE =
            Routing.newBuilder().setEnabled(true).setMaxRisk(.02).build();

    @ParameterizedTest
    @CsvSource({"0, 1", "5, 1", "20, 1", "40, .5", "500, .04", "1000, .02", "1000000, .02"})
    void looksAtTwentyItemsAWeekOrAFiftieth(long weekly, double share) {
        assertThat(AuditShare.settled(PROMISE, weekly).getAuditShare()).isCloseTo(share, within(1e-15));
    }

    @Test
    void leavesWhatIsSaidAndWhatPromisesNothing() {
        Routing said = PROMISE.toBuilder().setAuditShare(.3).build();
        Routing nothing = PROMISE.toBuilder().clearMaxRisk().build();
        Routing off = PROMISE.toBuilder().setEnabled(false).build();

        assertThat(AuditShare.settled(said, 10)).isEqualTo(said);
        assertThat(AuditShare.settled(nothing, 10)).isEqualTo(nothing);
        assertThat(AuditShare.settled(off, 10)).isEqualTo(off);
    }
}
