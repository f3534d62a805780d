package io.autolabeler.labeling.annotator.model;

import io.autolabeler.devstack.fake.FakeEndpoint;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configures models that all call one {@link FakeEndpoint}, and one whose endpoint is not there. */
public final class FakeModels implements QuarkusTestResourceLifecycleManager {
    private @Nullable FakeEndpoint endpoint;
    private String baseUrl = "";

    @Override
    public Map<String, String> start() {
        FakeEndpoint started;
        try {
            started = FakeEndpoint.start(0, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        endpoint = started;
        baseUrl = started.baseUrl();
        Map<String, String> settings = new HashMap<>();
        add(settings, "fake", Map.of());
        add(settings, "unpriced", Map.of());
        add(settings, "objects", Map.of("response-format", "json-object"));
        add(settings, "hasty", Map.of("timeout", "300ms"));
        add(settings, "narrow", Map.of("max-in-flight", "2"));
        add(settings, "keyless", Map.of("api-key-env", "NO_SUCH_VARIABLE"));
        add(settings, "gone", Map.of("base-url", "http://127.0.0.1:1/v1", "patience", "1s"));
        settings.remove("autolabeler.models.unpriced.price-input-usd-per-million");
        settings.remove("autolabeler.models.unpriced.price-output-usd-per-million");
        return settings;
    }

    private void add(Map<String, String> settings, String name, Map<String, String> more) {
        Map<String, String> model = new HashMap<>(Map.of(
                "base-url", baseUrl,
                "model-name", name,
                "price-input-usd-per-million", "0.15",
                "price-output-usd-per-million", "0.60",
                "timeout", "5s",
                "patience", "2s"));
        model.putAll(more);
        model.forEach((key, value) -> settings.put("autolabeler.models." + name + "." + key, value));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(endpoint, new TestInjector.MatchesType(FakeEndpoint.class));
    }

    @Override
    public void stop() {
        if (endpoint != null) {
            endpoint.close();
        }
    }
}
