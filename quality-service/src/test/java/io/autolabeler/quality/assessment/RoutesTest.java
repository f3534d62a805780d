package io.autolabeler.quality.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autolabeler.common.v1.Route;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private final Routes routes = new Routes(true, .9, .5);

    @Test
    void putsAConfidenceOnAThresholdOnItsBetterSide() {
        assertThat(routes.of(.9)).isEqualTo(Route.Value.AUTO_ACCEPT);
        assertThat(routes.of(Math.nextDown(.9))).isEqualTo(Route.Value.HUMAN_REVIEW);
        assertThat(routes.of(.5)).isEqualTo(Route.Value.HUMAN_REVIEW);
        assertThat(routes.of(Math.nextDown(.5))).isEqualTo(Route.Value.EXPERT_REVIEW);
    }

    @Test
    void sendsAnItemWithoutConfidenceToAPerson() {
        assertThat(routes.of(Double.NaN)).isEqualTo(Route.Value.HUMAN_REVIEW);
    }

    @Test
    void acceptsEverythingWhenSwitchedOff() {
        Routes off = new Routes(false, .9, .5);

        assertThat(off.of(0)).isEqualTo(Route.Value.AUTO_ACCEPT);
        assertThat(off.of(Double.NaN)).isEqualTo(Route.Value.AUTO_ACCEPT);
    }

    @Test
    void refusesThresholdsOutOfOrder() {
        assertThatThrownBy(() -> new Routes(true, .5, .9))
                .hasMessage(
                        "human-review threshold must be above 0 and at most the auto-accept threshold 0.5, got 0.9");
        assertThatThrownBy(() -> new Routes(true, 1.1, .5)).hasMessageContaining("got 1.1");
    }
}
