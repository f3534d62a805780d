package io.autolabeler.monitoring.alert;

import io.autolabeler.monitoring.v1.AlertRule;
import java.util.Set;
import java.util.TreeSet;

/** What a rule must be; a broken rule is an exception that names the field. */
final class RuleChecks {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_MESSAGE = 2_000;

    private RuleChecks() {}

    /** A field of a rule that is not as it must be. */
    static final class BrokenRule extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final String field;

        BrokenRule(String field, String rule, Object value) {
            super(field + " " + rule + ", got " + value);
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    /** Passes a rule whose fields are all as they must be. */
    static void check(AlertRule rule, Set<String> webhooks) {
        int name = rule.getName().codePointCount(0, rule.getName().length());
        require(
                name >= 1 && name <= LONGEST_NAME && !rule.getName().isBlank(),
                "name",
                "must be 1 to 100 characters",
                name);
        require(
                AlertMetric.names().contains(rule.getMetric()),
                "metric",
                "must be one of " + AlertMetric.names(),
                rule.getMetric());
        require(
                rule.getCondition() != AlertRule.Condition.UNSPECIFIED
                        && rule.getCondition() != AlertRule.Condition.UNRECOGNIZED,
                "condition",
                "must be LESS_THAN, GREATER_THAN, PERCENT_INCREASE or PERCENT_DECREASE",
                rule.getCondition());
        require(Double.isFinite(rule.getThreshold()), "threshold", "must be a number", rule.getThreshold());
        require(
                rule.getWindowMinutes() >= 1 && rule.getWindowMinutes() <= RuleWindow.MOST_MINUTES,
                "windowMinutes",
                "must be 1 to " + RuleWindow.MOST_MINUTES,
                rule.getWindowMinutes());
        require(
                rule.getSeverity() != AlertRule.Severity.NONE && rule.getSeverity() != AlertRule.Severity.UNRECOGNIZED,
                "severity",
                "must be INFO, WARNING or CRITICAL",
                rule.getSeverity());
        int message = rule.getMessage().length();
        require(message <= LONGEST_MESSAGE, "message", "must be at most " + LONGEST_MESSAGE + " characters", message);
        require(
                rule.getWebhook().isEmpty() || webhooks.contains(rule.getWebhook()),
                "webhook",
                "must be a configured webhook, one of " + new TreeSet<>(webhooks),
                rule.getWebhook());
    }

    private static void require(boolean holds, String field, String rule, Object value) {
        if (!holds) {
            throw new BrokenRule(field, rule, value);
        }
    }
}
