package io.autolabeler.quality.report;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;

/** Vectors that count the words of a text, by the places of their hashes; none while it is away. */
final class WordVectors implements TextEmbeddings {
    private static final int DIMENSIONS = 64;

    final List<Integer> calls = new ArrayList<>();
    boolean away;

    @Override
    public Embedded of(List<String> texts) {
        if (away) {
            throw Status.UNAVAILABLE.asRuntimeException();
        }
        calls.add(texts.size());
        return new Embedded(texts.stream().map(WordVectors::vector).toArray(double[][]::new), "words");
    }

    private static double[] vector(String text) {
        double[] vector = new double[DIMENSIONS];
        for (String word : text.split(" ")) {
            vector[Math.floorMod(word.hashCode() * 31, DIMENSIONS)]++;
        }
        double squares = 0;
        for (double each : vector) {
            squares += each * each;
        }
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] /= Math.sqrt(squares);
        }
        return vector;
    }
}
