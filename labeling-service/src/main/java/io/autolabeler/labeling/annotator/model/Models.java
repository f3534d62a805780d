package io.autolabeler.labeling.annotator.model;

import io.autolabeler.platform.errors.ServiceException;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The models that can be named: `embedded`, and those the operator has configured. */
@Singleton
@Startup
public class Models {
    /** The labeler that needs no key. */
    public static final String EMBEDDED = "embedded";

    /** Nobody: every item goes to people. */
    public static final String PEOPLE = "people";

    private static final Set<String> BUILT_IN = Set.of(EMBEDDED, PEOPLE);

    private static final Logger LOG = Logger.getLogger(Models.class);

    private final Map<String, ConfiguredModel> configured = new TreeMap<>();
    private final Map<String, String> missingKeys = new TreeMap<>();

    Models(ModelsConfig config, Config environment) {
        config.models().forEach((name, model) -> add(name, model, environment));
    }

    private void add(String name, ModelsConfig.Model model, Config environment) {
        if (BUILT_IN.contains(name)) {
            throw new IllegalArgumentException(
                    "autolabeler.models." + name + ": this name is taken by a built-in labeler");
        }
        Optional<String> key = model.apiKeyEnv()
                .flatMap(variable -> environment.getOptionalValue(variable, String.class))
                .filter(value -> !value.isBlank());
        if (model.apiKeyEnv().isPresent() && key.isEmpty()) {
            missingKeys.put(name, model.apiKeyEnv().get());
            LOG.warnf(
                    "model %s cannot be used: %s is not set",
                    name, model.apiKeyEnv().get());
        }
        configured.put(
                name, ConfiguredModel.of(name, model, key.map(String::strip).orElse(null)));
    }

    /** The configured names, without the built-in ones. */
    public Set<String> names() {
        return configured.keySet();
    }

    /** True for `embedded`, `people` and every configured model. */
    public boolean isConfigured(String name) {
        return BUILT_IN.contains(name) || configured.containsKey(name);
    }

    /** True if it is known what it costs: someone said what its tokens cost, or it is built in and costs nothing. */
    public boolean isPriced(String name) {
        @Nullable ConfiguredModel model = configured.get(name);
        return BUILT_IN.contains(name) || model != null && model.isPriced();
    }

    /**
     * Throws INVALID_ARGUMENT, naming the field and the names there are, unless the model is configured, and
     * FAILED_PRECONDITION if its key is not set.
     */
    public void require(String field, String name) {
        if (!isConfigured(name)) {
            throw ServiceException.invalid(field, "must be embedded, people or a configured model " + names(), name);
        }
        @Nullable String variable = missingKeys.get(name);
        if (variable != null) {
            throw ServiceException.failedPrecondition("model " + name + " needs its key: set the environment variable "
                    + variable + " of labeling-service");
        }
    }

    ConfiguredModel get(String name) {
        require("model", name);
        @Nullable ConfiguredModel model = configured.get(name);
        if (model == null) {
            throw new IllegalArgumentException("model " + name + " is no language model");
        }
        return model;
    }
}
