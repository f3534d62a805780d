package io.autolabeler.labeling.annotator.model;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Counts tokens where no provider does. Thread-safe. */
final class TokenCounter {
    /** What chat formats add around each message, and before the answer. */
    private static final int PER_MESSAGE = 4;

    private static final int PRIMING = 3;

    /** Built with the first count: its tables take a moment. */
    private static final class Tables {
        static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    private TokenCounter() {}

    /** About what a model counts: exact for recent OpenAI models, within a fifth for most others. */
    static int count(List<String> messages) {
        int tokens = PRIMING;
        for (String message : messages) {
            tokens += PER_MESSAGE + count(message);
        }
        return tokens;
    }

    /** Special tokens in the text count as the ordinary text they are. */
    static int count(String text) {
        return Tables.O200K.countTokensOrdinary(text);
    }

    /** More than any byte-level tokenizer counts: one token per byte. */
    static int upperBound(List<String> messages) {
        int tokens = PRIMING;
        for (String message : messages) {
            tokens += PER_MESSAGE + message.getBytes(StandardCharsets.UTF_8).length;
        }
        return tokens;
    }
}
