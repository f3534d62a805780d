package io.autolabeler.labeling.annotator.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The language models an operator offers, by the name that projects and runs use. No one else can set them. */
@ConfigMapping(prefix = "autolabeler.models")
public interface ModelsConfig {
    /** By name. */
    @WithParentName
    Map<String, Model> models();

    /** How answers are asked for. */
    enum ResponseFormat {
        /** A JSON schema with the labels, which the endpoint enforces. */
        JSON_SCHEMA,
        /** Any JSON object, for endpoints without schemas. */
        JSON_OBJECT
    }

    /** One model behind an OpenAI-compatible endpoint. */
    interface Model {
        /** Up to, and without, {@code /chat/completions}: {@code https://…/v1}; {@code http} only on this machine. */
        String baseUrl();

        /** What the endpoint calls the model. */
        String modelName();

        /** The environment variable that holds the key; absent: no key is sent. */
        Optional<String> apiKeyEnv();

        /** Absent: the model is unpriced, and its calls are in the ledger at 0. */
        Optional<BigDecimal> priceInputUsdPerMillion();

        /** Of input tokens that the provider had cached; absent: like other input. */
        Optional<BigDecimal> priceCachedInputUsdPerMillion();

        /** Absent: the model is unpriced. */
        Optional<BigDecimal> priceOutputUsdPerMillion();

        /** Calls under way at once, of all runs together. */
        @WithDefault("64")
        @Min(1)
        @Max(1024)
        int maxInFlight();

        /** Calls begun in a minute; absent: as many as can be. */
        Optional<@Min(1) Integer> requestsPerMinute();

        /** The longest a call may take. */
        @WithDefault("60s")
        Duration timeout();

        /** How long items wait for an endpoint that is down, before they fail with PROVIDER_ERROR. */
        @WithDefault("30s")
        Duration patience();

        /** The longest answer, in tokens. */
        @WithDefault("256")
        @Min(16)
        @Max(100_000)
        int maxOutputTokens();

        /** 0: the likeliest answer. For models that only take their own default, set that: {@code 1}. */
        @WithDefault("0")
        @DecimalMin("0")
        @DecimalMax("2")
        double temperature();

        /** How answers are asked for. */
        @WithDefault("json-schema")
        ResponseFormat responseFormat();

        /** True: {@code http} to other machines is allowed; the key and the texts then travel in the clear. */
        @WithDefault("false")
        boolean allowHttp();
    }
}
