package io.autolabeler.monitoring.alert;

import io.autolabeler.monitoring.v1.AlertRule;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rules of the configuration over: at start, where a mistake in them stops the service, and whenever the file
 * changes, where a mistake leaves the rules as they were.
 */
@ApplicationScoped
class LoadRules {
    private static final Logger LOG = Logger.getLogger(LoadRules.class);

    private final Database database;
    private final AlertRuleRepository rules;
    private final RaiseAlert raise;
    private final AlertsConfig config;
    private final WebhooksConfig webhooks;
    private @Nullable String loaded;

    LoadRules(
            Database database,
            AlertRuleRepository rules,
            RaiseAlert raise,
            AlertsConfig config,
            WebhooksConfig webhooks) {
        this.database = database;
        this.rules = rules;
        this.raise = raise;
        this.config = config;
        this.webhooks = webhooks;
    }

    void onStart(@Observes StartupEvent event) {
        webhooks.byName().forEach(LoadRules::requireAddress);
        String yaml = read();
        replace(parsed(yaml));
        loaded = yaml;
    }

    /** Reads the file again if it is not what was read last. */
    synchronized void reload() {
        String yaml;
        try {
            yaml = read();
        } catch (IllegalStateException e) {
            LOG.errorf("alert rules stay as they are: %s", e.getMessage());
            return;
        }
        if (yaml.equals(loaded)) {
            return;
        }
        try {
            replace(parsed(yaml));
        } catch (IllegalArgumentException e) {
            LOG.errorf("alert rules stay as they are: %s", e.getMessage());
        }
        loaded = yaml;
    }

    private void replace(List<AlertRule> wanted) {
        Set<String> names = wanted.stream().map(AlertRule::getName).collect(Collectors.toSet());
        database.withTransaction(transaction -> {
            for (AlertRule rule : rules.fromConfiguration(transaction)) {
                if (!names.contains(rule.getName())) {
                    remove(transaction, rule);
                }
            }
            wanted.forEach(rule -> rules.putConfigured(transaction, rule));
        });
        LOG.infof("%d alert rules read from the configuration", wanted.size());
    }

    private void remove(Transaction transaction, AlertRule rule) {
        raise.end(transaction, rule);
        rules.delete(transaction, UUID.fromString(rule.getId()));
    }

    private List<AlertRule> parsed(String yaml) {
        List<AlertRule> parsed = RulesFile.parse(yaml);
        for (AlertRule rule : parsed) {
            try {
                RuleChecks.check(rule, webhooks.byName().keySet());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("alert rule " + rule.getName() + ": " + e.getMessage(), e);
            }
        }
        return parsed;
    }

    private String read() {
        Path file = config.rulesFile().orElse(null);
        try {
            return file == null ? "" : Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("autolabeler.alerts.rules-file cannot be read: " + file, e);
        }
    }

    private static void requireAddress(String name, WebhooksConfig.Webhook webhook) {
        WebhookAddress.refusal(webhook.url()).ifPresent(refusal -> {
            throw new IllegalArgumentException("autolabeler.webhooks." + name + ".url: " + refusal);
        });
    }
}
