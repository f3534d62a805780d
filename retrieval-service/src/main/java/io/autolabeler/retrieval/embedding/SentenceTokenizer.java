package io.autolabeler.retrieval.embedding;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Cuts texts into the model's word pieces. Thread-safe; close it when nobody tokenizes any more. */
final class SentenceTokenizer implements AutoCloseable {

    /** Pieces the model reads of one text. */
    static final int MAX_TOKENS = 512;

    /** More UTF-16 units than 512 pieces ever need: what follows is cut before the tokenizer pays for it. */
    private static final int MAX_UNITS = 16_384;

    private final HuggingFaceTokenizer tokenizer;

    private SentenceTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** The tokenizer described by a {@code tokenizer.json} on the class path; never asks the network. */
    static SentenceTokenizer load(String resource) {
        keepOffline();
        try (InputStream json = SentenceModel.open(resource)) {
            Map<String, String> options =
                    Map.of("truncation", "true", "maxLength", Integer.toString(MAX_TOKENS), "padding", "false");
            return new SentenceTokenizer(HuggingFaceTokenizer.newInstance(json, options));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource + " from the class path", e);
        }
    }

    /** The pieces of each text, in the order of the texts. */
    List<Tokens> tokenize(List<String> texts) {
        List<String> heads = texts.stream().map(SentenceTokenizer::head).toList();
        Encoding[] encodings = tokenizer.batchEncode(heads);
        return IntStream.range(0, encodings.length)
                .mapToObj(i -> new Tokens(
                        encodings[i].getIds(),
                        encodings[i].exceedMaxLength()
                                || heads.get(i).length() < texts.get(i).length()))
                .toList();
    }

    private static String head(String text) {
        if (text.length() <= MAX_UNITS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_UNITS - 1)) ? MAX_UNITS - 1 : MAX_UNITS;
        return text.substring(0, end);
    }

    /** The library would otherwise look for models, and report its use, on the network. */
    private static void keepOffline() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        if (System.getProperty("DJL_CACHE_DIR") == null && System.getenv("DJL_CACHE_DIR") == null) {
            Path cache =
                    Path.of(System.getProperty("java.io.tmpdir"), "autolabeler-" + System.getProperty("user.name"));
            System.setProperty("DJL_CACHE_DIR", cache.resolve("native").toString());
        }
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
