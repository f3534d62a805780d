package io.autolabeler.retrieval.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The English sentence model bge-small-en-v1.5 with int8 weights, run in this process.
 *
 * <p>A vector is the output at the start marker, L2-normalised. Activations are quantized over a whole batch, so the
 * vector of a text moves by about a hundredth with its neighbours in the batch. Thread-safe; calls at once share the same
 * lanes.
 *
 * <p>Each batch has one thread, and as many batches run at once as there are lanes. Threads that share a batch wait for each
 * other at every layer, which costs most where the machine has other work.
 *
 * <p>Source: S. Xiao, Z. Liu, P. Zhang, N. Muennighoff, "C-Pack: Packaged Resources To Advance General Chinese
 * Embedding", SIGIR 2024.
 */
public final class SentenceModel implements AutoCloseable {

    /** The name that goes with every vector. */
    public static final String NAME = "bge-small-en-v1.5-q";

    /** Length of a vector. */
    public static final int DIMENSIONS = 384;

    private final OrtSession session;
    private final SentenceTokenizer tokenizer;
    private final BatchPlan plan;
    private final ExecutorService lanes;

    private SentenceModel(OrtSession session, SentenceTokenizer tokenizer, BatchPlan plan, int threads) {
        this.session = session;
        this.tokenizer = tokenizer;
        this.plan = plan;
        this.lanes = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("embedding-", 1).daemon().factory());
    }

    /** The model from the class path, ready to embed; takes about a second. */
    public static SentenceModel load(int threads, BatchPlan plan) {
        try (InputStream weights = open(NAME + ".onnx");
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = OrtEnvironment.getEnvironment().createSession(weights.readAllBytes(), options);
            return new SentenceModel(session, SentenceTokenizer.load(NAME + "-tokenizer.json"), plan, threads);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sentence model from the class path", e);
        } catch (OrtException e) {
            throw new IllegalStateException("cannot load the sentence model: " + e.getMessage(), e);
        }
    }

    /** Each text embedded once, in the order of the texts. */
    public List<EmbeddedText> embed(List<String> texts) {
        List<Tokens> tokens = tokenizer.tokenize(texts);
        EmbeddedText[] embedded = new EmbeddedText[texts.size()];
        int[] lengths = tokens.stream().mapToInt(Tokens::length).toArray();
        // The longest first, so that no lane begins one when the others have ended.
        List<CompletableFuture<Void>> running = plan.batches(lengths).reversed().stream()
                .map(batch -> CompletableFuture.runAsync(() -> embed(batch, texts, tokens, embedded), lanes))
                .toList();
        try {
            running.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
        return List.of(embedded);
    }

    private void embed(int[] batch, List<String> texts, List<Tokens> tokens, EmbeddedText[] into) {
        float[][] vectors = run(Arrays.stream(batch).mapToObj(tokens::get).toList());
        for (int row = 0; row < batch.length; row++) {
            int at = batch[row];
            boolean otherLanguage = OtherLanguage.is(texts.get(at));
            into[at] = new EmbeddedText(vectors[row], tokens.get(at).truncated(), otherLanguage);
        }
    }

    private float[][] run(List<Tokens> batch) {
        int width = batch.stream().mapToInt(Tokens::length).max().orElseThrow();
        long[] ids = new long[batch.size() * width];
        long[] mask = new long[batch.size() * width];
        for (int row = 0; row < batch.size(); row++) {
            long[] from = batch.get(row).ids();
            System.arraycopy(from, 0, ids, row * width, from.length);
            Arrays.fill(mask, row * width, row * width + from.length, 1);
        }
        long[] shape = {batch.size(), width};
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor maskTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OnnxTensor typeTensor =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", typeTensor))) {
            return startVectors((OnnxTensor) result.get(0), batch.size(), width);
        } catch (OrtException e) {
            throw new IllegalStateException("the sentence model failed: " + e.getMessage(), e);
        }
    }

    private static float[][] startVectors(OnnxTensor hidden, int rows, int width) {
        FloatBuffer states = hidden.getFloatBuffer();
        float[][] vectors = new float[rows][DIMENSIONS];
        for (int row = 0; row < rows; row++) {
            states.get(row * width * DIMENSIONS, vectors[row]);
            normalise(vectors[row]);
        }
        return vectors;
    }

    private static void normalise(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        float scale = (float) (1 / Math.sqrt(Math.max(squares, Double.MIN_NORMAL)));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
    }

    static InputStream open(String resource) throws IOException {
        InputStream found = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource);
        if (found == null) {
            throw new FileNotFoundException(resource + " is not on the class path");
        }
        return found;
    }

    @Override
    public void close() {
        lanes.close();
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("cannot close the sentence model: " + e.getMessage(), e);
        }
    }
}
