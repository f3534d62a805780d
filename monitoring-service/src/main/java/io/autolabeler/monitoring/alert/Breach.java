package io.autolabeler.monitoring.alert;

import io.autolabeler.monitoring.v1.AlertRule;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;

/**
 * A rule's condition as it was met.
 *
 * @param value the metric, or its change in percent for a condition against the window before
 * @param message what people are told
 */
record Breach(double value, String message) {
    private static final MathContext SHOWN = new MathContext(4);
    private static final String DEFAULT_MESSAGE = "{metric} is {value} (threshold {threshold}, window {window})";

    /** What the rule's condition is about; empty while there is no data, or none to compare with. */
    static OptionalDouble measured(AlertRule rule, OptionalDouble now, OptionalDouble before) {
        return switch (rule.getCondition()) {
            case LESS_THAN, GREATER_THAN -> now;
            case PERCENT_INCREASE, PERCENT_DECREASE -> change(now, before);
            case UNSPECIFIED, UNRECOGNIZED -> OptionalDouble.empty();
        };
    }

    /** True if a measured value meets the condition; the threshold itself does not. */
    static boolean holds(AlertRule rule, double measured) {
        return switch (rule.getCondition()) {
            case LESS_THAN -> measured < rule.getThreshold();
            case GREATER_THAN, PERCENT_INCREASE -> measured > rule.getThreshold();
            case PERCENT_DECREASE -> measured < -rule.getThreshold();
            case UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    static Breach of(AlertRule rule, double measured) {
        String text = rule.getMessage().isEmpty() ? DEFAULT_MESSAGE : rule.getMessage();
        return new Breach(
                measured,
                text.replace("{metric}", rule.getMetric())
                        .replace("{value}", shown(measured))
                        .replace("{threshold}", shown(rule.getThreshold()))
                        .replace("{window}", RuleWindow.text(rule.getWindowMinutes())));
    }

    private static OptionalDouble change(OptionalDouble now, OptionalDouble before) {
        if (now.isEmpty() || before.isEmpty() || before.getAsDouble() == 0) {
            return OptionalDouble.empty();
        }
        double from = before.getAsDouble();
        return OptionalDouble.of(100 * (now.getAsDouble() - from) / Math.abs(from));
    }

    private static String shown(double value) {
        return BigDecimal.valueOf(value).round(SHOWN).stripTrailingZeros().toPlainString();
    }
}
