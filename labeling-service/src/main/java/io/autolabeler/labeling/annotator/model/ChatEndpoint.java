package io.autolabeler.labeling.annotator.model;

import com.fasterxml.jackson.core.JacksonException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.autolabeler.common.v1.ItemError;
import io.autolabeler.labeling.annotator.ledger.Price.Tokens;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of one model, with every way it can end told apart. Never throws for the provider's faults. Thread-safe. */
final class ChatEndpoint {
    private final OpenAiChatModel model;

    ChatEndpoint(ModelsConfig.Model config, @Nullable String apiKey) {
        var builder = OpenAiChatModel.builder()
                .httpClientBuilder(new ProviderHttpClient(config.timeout()).builder())
                .baseUrl(config.baseUrl())
                .modelName(config.modelName())
                .temperature(config.temperature())
                .strictJsonSchema(true)
                // A retry is a call of its own, with its own row in the ledger.
                .maxRetries(0);
        if (apiKey != null) {
            builder.apiKey(apiKey);
        }
        if (isOpenAi(config.baseUrl())) {
            builder.maxCompletionTokens(config.maxOutputTokens());
        } else {
            builder.maxTokens(config.maxOutputTokens());
        }
        model = builder.build();
    }

    /** OpenAI's newer models refuse the parameter that the other servers know. */
    private static boolean isOpenAi(String baseUrl) {
        String host = URI.create(baseUrl).getHost();
        return host != null && host.endsWith("openai.com");
    }

    /** What came of the call. */
    Reply chat(List<Turn> turns, ResponseFormat format) {
        ChatResponse response;
        try {
            response = model.chat(ChatRequest.builder()
                    .messages(turns.stream().map(Turn::message).toList())
                    .responseFormat(format)
                    .build());
        } catch (ProviderFault e) {
            return e.refusal();
        } catch (ContentFilteredException e) {
            return filtered(null);
        } catch (InternalServerException e) {
            return Reply.Refused.forNow(ItemError.Code.EMPTY_RESPONSE, "The provider's answer has no choices.", null);
        } catch (RuntimeException e) {
            return unreadable(e);
        }
        return read(response, turns);
    }

    private static Reply read(ChatResponse response, List<Turn> turns) {
        @Nullable String text = response.aiMessage().text();
        String content = text == null ? "" : text;
        Tokens tokens = tokens(response.tokenUsage(), turns, content);
        FinishReason finish = response.finishReason();
        if (finish == FinishReason.CONTENT_FILTER) {
            return filtered(tokens);
        }
        if (finish == FinishReason.LENGTH) {
            return Reply.Refused.forGood(
                    ItemError.Code.TRUNCATED_OUTPUT, "The answer is longer than the model may write.", tokens);
        }
        return new Reply.Answered(content, tokens);
    }

    /** As the provider says; counted here, and said to be estimated, where it says nothing or nonsense. */
    private static Tokens tokens(@Nullable TokenUsage usage, List<Turn> turns, String content) {
        if (usage == null || !isPlausible(usage)) {
            return new Tokens(TokenCounter.count(Turn.texts(turns)), 0, TokenCounter.count(content), true);
        }
        int input = usage.inputTokenCount();
        return new Tokens(input, Math.clamp(cached(usage), 0, input), usage.outputTokenCount(), false);
    }

    private static boolean isPlausible(TokenUsage usage) {
        return usage.inputTokenCount() != null
                && usage.inputTokenCount() > 0
                && usage.outputTokenCount() != null
                && usage.outputTokenCount() >= 0;
    }

    private static int cached(TokenUsage usage) {
        if (usage instanceof OpenAiTokenUsage openAi
                && openAi.inputTokensDetails() != null
                && openAi.inputTokensDetails().cachedTokens() != null) {
            return openAi.inputTokensDetails().cachedTokens();
        }
        return 0;
    }

    private static Reply filtered(@Nullable Tokens tokens) {
        return Reply.Refused.forGood(
                ItemError.Code.CONTENT_FILTERED, "The provider's filter refused the text or the answer.", tokens);
    }

    /** The library found no chat completion in the body; anything else is our own fault and goes up. */
    private static Reply unreadable(RuntimeException fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException) {
                return Reply.Refused.forNow(
                        ItemError.Code.PARSE_FAILED, "The provider's answer is not a chat completion.", null);
            }
        }
        throw fault;
    }
}
