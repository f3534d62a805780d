package io.autolabeler.labeling.annotator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenCounterTest {
    @Test
    void countsAsTheModelDoes() {
        assertThat(TokenCounter.count("tiktoken is great!")).isEqualTo(6);
    }

    @Test
    void takesSpecialTokensAsOrdinaryText() {
        assertThat(TokenCounter.count("<|endoftext|>")).isGreaterThan(1);
    }

    @Test
    void neverCountsMoreThanTheUpperBound() {
        List<String> messages = List.of("hello", "日本語のテキスト", "🙂🙂🙂", "a\u0000b");

        assertThat(TokenCounter.upperBound(messages)).isGreaterThanOrEqualTo(TokenCounter.count(messages));
    }
}
