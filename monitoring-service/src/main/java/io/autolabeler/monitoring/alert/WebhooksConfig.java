package io.autolabeler.monitoring.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Where alerts are delivered, by name. */
@ConfigMapping(prefix = "autolabeler.webhooks")
public interface WebhooksConfig {
    @WithParentName
    Map<String, Webhook> byName();

    /** One receiver. */
    interface Webhook {
        /** Https, or http to this machine. Alerts are posted to it as JSON. */
        URI url();

        /** The environment variable with the secret that deliveries are signed with; none: they are not signed. */
        Optional<String> secretEnv();

        /** True: the address may lie in a private network. */
        @WithDefault("false")
        boolean allowPrivate();
    }
}
