package io.autolabeler.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autolabeler.monitoring.v1.AlertRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesFileTest {
    private static final String RULE = """
            alerts:
              - name: accuracy is low
                metric: gold_accuracy
                condition: less_than
                threshold: 0.8
                window: 7d
                severity: critical
                message: "accuracy {value}"
            """;

    @Test
    void readsARule() {
        List<AlertRule> rules = RulesFile.parse(RULE);

        assertThat(rules)
                .containsExactly(AlertRule.newBuilder()
                        .setName("accuracy is low")
                        .setMetric("gold_accuracy")
                        .setCondition(AlertRule.Condition.LESS_THAN)
                        .setThreshold(.8)
                        .setWindowMinutes(10_080)
                        .setSeverity(AlertRule.Severity.CRITICAL)
                        .setMessage("accuracy {value}")
                        .setFromConfiguration(true)
                        .build());
        assertThat(RulesFile.parse("")).isEmpty();
        assertThat(RulesFile.parse("alerts: []")).isEmpty();
    }

    @Test
    void namesWhatIsWrong() {
        assertRefused(RULE.replace("severity", "importance"), "alerts[0]: unknown key importance");
        assertRefused(RULE.replace("    window: 7d\n", ""), "alerts[0]: key window is missing");
        assertRefused(RULE.replace("7d", "7 days"), "alerts[0]: window must be like 5m, 1h or 7d, got 7 days");
        assertRefused(RULE.replace("less_than", "below"), "condition must be one of [less_than, greater_than");
        assertRefused(RULE.replace("0.8", "high"), "threshold must be a number, got \"high\"");
        assertRefused(RULE.replace("critical", "none"), "severity must be one of [info, warning, critical], got none");
        assertRefused(
                RULE + RULE.substring(RULE.indexOf("  - ")), "alerts[1].name must be unique, got accuracy is low");
        assertRefused(RULE.replace("alerts", "rules"), "the file must hold one key, alerts");
        assertRefused(RULE + "more: 1", "the file must hold one key, alerts");
        assertRefused("alerts: [", "the file must be YAML");
        assertRefused("alerts: [1]", "alerts[0]: must be a rule with keys");
    }

    private static void assertRefused(String yaml, String message) {
        assertThatThrownBy(() -> RulesFile.parse(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void writesAWindowInItsLargestUnit() {
        assertThat(RuleWindow.text(RuleWindow.minutes("7d"))).isEqualTo("7d");
        assertThat(RuleWindow.text(90)).isEqualTo("90m");
        assertThat(RuleWindow.text(120)).isEqualTo("2h");
        assertThatThrownBy(() -> RuleWindow.minutes("0m")).hasMessageContaining("got 0m");
    }
}
