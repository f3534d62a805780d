package io.autolabeler.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.monitoring.v1.AlertRule;
import io.autolabeler.monitoring.v1.AlertRule.Condition;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BreachTest {
    @Test
    void comparesWithTheThresholdWhichItselfIsNoBreach() {
        AlertRule less = rule(Condition.LESS_THAN, .7);
        AlertRule greater = rule(Condition.GREATER_THAN, .7);

        assertThat(Breach.holds(less, .69)).isTrue();
        assertThat(Breach.holds(less, .7)).isFalse();
        assertThat(Breach.holds(greater, .71)).isTrue();
        assertThat(Breach.holds(greater, .7)).isFalse();
    }

    @Test
    void measuresAChangeAgainstTheWindowBefore() {
        AlertRule increase = rule(Condition.PERCENT_INCREASE, 50);
        AlertRule decrease = rule(Condition.PERCENT_DECREASE, 20);

        assertThat(Breach.measured(increase, OptionalDouble.of(8), OptionalDouble.of(5)))
                .hasValue(60);
        assertThat(Breach.holds(increase, 60)).isTrue();
        assertThat(Breach.holds(increase, 50)).isFalse();
        assertThat(Breach.measured(decrease, OptionalDouble.of(.6), OptionalDouble.of(.8))
                        .getAsDouble())
                .isBetween(-25.001, -24.999);
        assertThat(Breach.holds(decrease, -25)).isTrue();
        assertThat(Breach.holds(decrease, 25)).isFalse();
    }

    @Test
    void measuresNothingWithoutData() {
        AlertRule increase = rule(Condition.PERCENT_INCREASE, 50);

        assertThat(Breach.measured(increase, OptionalDouble.of(8), OptionalDouble.empty()))
                .isEmpty();
        assertThat(Breach.measured(increase, OptionalDouble.of(8), OptionalDouble.of(0)))
                .isEmpty();
        assertThat(Breach.measured(rule(Condition.LESS_THAN, 1), OptionalDouble.empty(), OptionalDouble.of(2)))
                .isEmpty();
    }

    @Test
    void fillsTheMessage() {
        AlertRule rule = rule(Condition.LESS_THAN, .7).toBuilder()
                .setMessage("{metric} fell to {value}, below {threshold} within {window}")
                .build();

        assertThat(Breach.of(rule, .123456).message()).isEqualTo("gold_accuracy fell to 0.1235, below 0.7 within 1h");
        assertThat(Breach.of(rule.toBuilder().clearMessage().build(), 12_000_000)
                        .message())
                .isEqualTo("gold_accuracy is 12000000 (threshold 0.7, window 1h)");
    }

    private static AlertRule rule(Condition condition, double threshold) {
        return AlertRule.newBuilder()
                .setMetric("gold_accuracy")
                .setCondition(condition)
                .setThreshold(threshold)
                .setWindowMinutes(60)
                .build();
    }
}
