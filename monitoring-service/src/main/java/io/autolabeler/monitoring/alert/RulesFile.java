package io.autolabeler.monitoring.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.autolabeler.monitoring.v1.AlertRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Alert rules as a YAML file: a list under {@code alerts}, each with the keys below. Every mistake is named. */
final class RulesFile {
    private static final Set<String> REQUIRED =
            Set.of("name", "metric", "condition", "threshold", "window", "severity");
    private static final Set<String> OPTIONAL = Set.of("message", "webhook");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private RulesFile() {}

    /** The rules in their order; none for an empty file. Throws IllegalArgumentException with the rule and the key at fault. */
    static List<AlertRule> parse(String yaml) {
        JsonNode root = tree(yaml);
        if (root.isMissingNode() || root.isNull()) {
            return List.of();
        }
        if (!root.isObject() || !root.path("alerts").isArray() || root.size() != 1) {
            throw new IllegalArgumentException("the file must hold one key, alerts, with a list of rules");
        }
        List<AlertRule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode each : root.path("alerts")) {
            AlertRule rule = rule(each, rules.size());
            if (!names.add(rule.getName())) {
                throw new IllegalArgumentException(
                        "alerts[" + rules.size() + "].name must be unique, got " + rule.getName());
            }
            rules.add(rule);
        }
        return rules;
    }

    private static AlertRule rule(JsonNode node, int index) {
        try {
            requireKeys(node);
            AlertRule.Builder rule = AlertRule.newBuilder()
                    .setName(text(node, "name"))
                    .setMetric(text(node, "metric"))
                    .setCondition(constant(AlertRule.Condition.class, node, "condition"))
                    .setThreshold(number(node))
                    .setWindowMinutes(RuleWindow.minutes(text(node, "window")))
                    .setSeverity(constant(AlertRule.Severity.class, node, "severity"))
                    .setFromConfiguration(true);
            if (node.has("message")) {
                rule.setMessage(text(node, "message"));
            }
            if (node.has("webhook")) {
                rule.setWebhook(text(node, "webhook"));
            }
            return rule.build();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("alerts[" + index + "]: " + e.getMessage(), e);
        }
    }

    private static void requireKeys(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("must be a rule with keys " + sorted(REQUIRED));
        }
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            if (!REQUIRED.contains(each.getKey()) && !OPTIONAL.contains(each.getKey())) {
                throw new IllegalArgumentException("unknown key " + each.getKey() + "; known are " + sorted(REQUIRED)
                        + " and " + sorted(OPTIONAL));
            }
        }
        for (String key : sorted(REQUIRED)) {
            if (!node.has(key)) {
                throw new IllegalArgumentException("key " + key + " is missing");
            }
        }
    }

    private static String text(JsonNode node, String key) {
        if (!node.path(key).isTextual()) {
            throw new IllegalArgumentException(key + " must be a text, got " + node.path(key));
        }
        return node.path(key).textValue();
    }

    private static double number(JsonNode node) {
        if (!node.path("threshold").isNumber()) {
            throw new IllegalArgumentException("threshold must be a number, got " + node.path("threshold"));
        }
        return node.path("threshold").doubleValue();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode node, String key) {
        String text = text(node, key);
        List<String> allowed = Arrays.stream(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .filter(each -> !Set.of("unspecified", "unrecognized", "none").contains(each))
                .toList();
        if (!allowed.contains(text)) {
            throw new IllegalArgumentException(key + " must be one of " + allowed + ", got " + text);
        }
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }

    private static JsonNode tree(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the file must be YAML: " + e.getOriginalMessage(), e);
        }
    }

    private static List<String> sorted(Set<String> keys) {
        return keys.stream().sorted().toList();
    }
}
