package io.autolabeler.labeling.annotator.model;

import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import io.autolabeler.labeling.annotator.ledger.Price;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model that an operator has configured, ready to be called. Thread-safe. */
record ConfiguredModel(
        String name, ModelsConfig.Model config, Price price, Admission admission, ChatEndpoint endpoint) {

    /**
     * Checks the settings; IllegalArgumentException names the one at fault.
     *
     * @param apiKey null: none is sent
     */
    static ConfiguredModel of(String name, ModelsConfig.Model config, @Nullable String apiKey) {
        EndpointAddress.checked(setting(name, "base-url"), config.baseUrl(), config.allowHttp());
        return new ConfiguredModel(
                name, config, price(name, config), new Admission(name, config), new ChatEndpoint(config, apiKey));
    }

    /** True if someone said what it costs. */
    boolean isPriced() {
        return config.priceInputUsdPerMillion().isPresent()
                && config.priceOutputUsdPerMillion().isPresent();
    }

    /** What the endpoint is told about the form of an answer. */
    ResponseFormat answerFormat(List<String> labels) {
        var format = ResponseFormat.builder().type(ResponseFormatType.JSON);
        if (config.responseFormat() == ModelsConfig.ResponseFormat.JSON_SCHEMA) {
            format.jsonSchema(JsonSchema.builder()
                    .name("answer")
                    .rootElement(JsonObjectSchema.builder()
                            .addEnumProperty("label", labels)
                            .addNumberProperty("confidence")
                            .required("label", "confidence")
                            .additionalProperties(false)
                            .build())
                    .build());
        }
        return format.build();
    }

    /** Everything beside the messages that shapes an answer. */
    String parameters() {
        return String.join(
                "|",
                config.baseUrl(),
                config.modelName(),
                Double.toString(config.temperature()),
                Integer.toString(config.maxOutputTokens()),
                config.responseFormat().name());
    }

    private static Price price(String name, ModelsConfig.Model config) {
        if (config.priceInputUsdPerMillion().isPresent()
                != config.priceOutputUsdPerMillion().isPresent()) {
            throw new IllegalArgumentException(
                    setting(name, "price-input-usd-per-million and price-output-usd-per-million") + " go together");
        }
        if (config.priceInputUsdPerMillion().isEmpty()) {
            return Price.NONE;
        }
        long input = pico(name, config.priceInputUsdPerMillion()).orElseThrow();
        return new Price(
                input,
                pico(name, config.priceCachedInputUsdPerMillion()).orElse(input),
                pico(name, config.priceOutputUsdPerMillion()).orElseThrow());
    }

    private static Optional<Long> pico(String name, Optional<BigDecimal> usdPerMillion) {
        try {
            return usdPerMillion.map(Price::perToken);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(setting(name, "price") + ": " + e.getMessage(), e);
        }
    }

    private static String setting(String name, String key) {
        return "autolabeler.models." + name + "." + key;
    }
}
