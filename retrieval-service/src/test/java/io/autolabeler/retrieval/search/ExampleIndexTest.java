package io.autolabeler.retrieval.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleIndexTest {
    private static final int DIMENSIONS = 384;
    private static final int EXACT = 5_000;

    private final Random random = new Random(7);

    @TempDir
    Path folder;

    @Test
    void findsTheNearestFirstWithTheirTrueCosine() throws IOException {
        List<IndexedExample> examples = examples(200);
        float[] probe = unit();
        try (ExampleIndex index = ExampleIndex.open(folder, EXACT)) {
            index.apply(examples, 1);

            List<Neighbour> found =
                    index.search(List.of(new Probe(probe, "", null)), 10).getFirst();

            assertThat(found).extracting(Neighbour::exampleId).isEqualTo(nearest(examples, probe, 10));
            assertThat(found.getFirst().similarity())
                    .isCloseTo(
                            examples.stream()
                                    .mapToDouble(e -> cosine(e, probe))
                                    .max()
                                    .orElseThrow(),
                            within(1e-5));
        }
    }

    @Test
    void leavesOutTheSameItemAndTheSameContent() throws IOException {
        List<IndexedExample> examples = examples(30);
        IndexedExample own = examples.get(3);
        IndexedExample same = examples.get(4);
        try (ExampleIndex index = ExampleIndex.open(folder, EXACT)) {
            index.apply(examples, 1);

            Probe probe = new Probe(vector(own), own.itemId(), same.contentHash());
            List<Neighbour> found = index.search(List.of(probe), 50).getFirst();

            assertThat(found).hasSize(28).extracting(Neighbour::exampleId).doesNotContain(own.id(), same.id());
        }
    }

    @Test
    void followsChangesAndRemovals() throws IOException {
        List<IndexedExample> examples = examples(3);
        IndexedExample first = examples.getFirst();
        try (ExampleIndex index = ExampleIndex.open(folder, EXACT)) {
            index.apply(examples, 1);
            index.apply(List.of(new IndexedExample(first.id(), "", "", null, 2)), 2);

            assertThat(index.revision()).isEqualTo(2);
            assertThat(index.search(List.of(new Probe(vector(first), "", null)), 10)
                            .getFirst())
                    .hasSize(2)
                    .extracting(Neighbour::exampleId)
                    .doesNotContain(first.id());
        }
    }

    @Test
    void remembersItsRevisionAndVectorsOnDisk() throws IOException {
        List<IndexedExample> examples = examples(5);
        try (ExampleIndex index = ExampleIndex.open(folder, EXACT)) {
            index.apply(examples, 42);
        }
        try (ExampleIndex again = ExampleIndex.open(folder, EXACT)) {
            assertThat(again.revision()).isEqualTo(42);
            assertThat(again.search(List.of(new Probe(unit(), "", null)), 10).getFirst())
                    .hasSize(5);
        }
    }

    @Test
    void hasNothingAndNoRevisionAtFirst() throws IOException {
        try (ExampleIndex index = ExampleIndex.open(folder, EXACT)) {
            assertThat(index.revision()).isZero();
            assertThat(index.search(List.of(new Probe(unit(), "item", "hash")), 10))
                    .containsExactly(List.of());
        }
    }

    @Test
    void findsNearlyAllTheNearestOfManyThroughTheGraph() throws IOException {
        List<IndexedExample> examples = clusters(1_500);
        try (ExampleIndex index = ExampleIndex.open(folder, 0)) {
            index.apply(examples, 1);
            int found = 0;
            for (int i = 0; i < 50; i++) {
                float[] probe = vector(examples.get(i * 30));
                var answer =
                        index.search(List.of(new Probe(probe, "", null)), 10).getFirst();
                var truth = nearest(examples, probe, 10);
                found += (int) answer.stream()
                        .filter(each -> truth.contains(each.exampleId()))
                        .count();
            }
            assertThat(found / 500.0).isGreaterThan(.95);
        }
    }

    @Test
    void startsAfreshFromBrokenFiles() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("segments_1"), "not an index");
        IndexSlot slot = new IndexSlot(folder, EXACT);
        List<IndexedExample> examples = examples(3);

        slot.catchUp(1, index -> index.apply(examples, 1));

        assertThat(slot.search(List.of(new Probe(unit(), "", null)), 10, 1)
                        .orElseThrow()
                        .getFirst())
                .hasSize(3);
        slot.drop();
        assertThat(folder).doesNotExist();
    }

    @Test
    void isBehindUntilItCaughtUp() {
        IndexSlot slot = new IndexSlot(folder, EXACT);

        assertThat(slot.search(List.of(new Probe(unit(), "", null)), 10, 1)).isEmpty();
        slot.catchUp(1, index -> index.apply(examples(1), 1));
        assertThat(slot.search(List.of(new Probe(unit(), "", null)), 10, 1)).isPresent();
        assertThat(slot.search(List.of(new Probe(unit(), "", null)), 10, 2)).isEmpty();
        slot.close();
    }

    private List<IndexedExample> examples(int count) {
        return IntStream.range(0, count).mapToObj(i -> example(i, unit())).toList();
    }

    private List<IndexedExample> clusters(int count) {
        List<float[]> centres = IntStream.range(0, 50).mapToObj(i -> unit()).toList();
        List<IndexedExample> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] vector = centres.get(i % 50).clone();
            for (int d = 0; d < DIMENSIONS; d++) {
                vector[d] += (float) (random.nextGaussian() * .04);
            }
            examples.add(example(i, normalised(vector)));
        }
        return examples;
    }

    private static IndexedExample example(int i, float[] vector) {
        return new IndexedExample(new UUID(1, i), "item-" + i, "hash-" + i, vector, 1);
    }

    private float[] unit() {
        float[] vector = new float[DIMENSIONS];
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] = (float) random.nextGaussian();
        }
        return normalised(vector);
    }

    private static float[] normalised(float[] vector) {
        double length = Math.sqrt(IntStream.range(0, DIMENSIONS)
                .mapToDouble(d -> vector[d] * vector[d])
                .sum());
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] /= (float) length;
        }
        return vector;
    }

    private static List<UUID> nearest(List<IndexedExample> examples, float[] probe, int k) {
        return examples.stream()
                .sorted(Comparator.comparingDouble(e -> -cosine(e, probe)))
                .limit(k)
                .map(IndexedExample::id)
                .toList();
    }

    private static double cosine(IndexedExample example, float[] probe) {
        float[] vector = vector(example);
        return IntStream.range(0, DIMENSIONS)
                .mapToDouble(d -> vector[d] * probe[d])
                .sum();
    }

    private static float[] vector(IndexedExample example) {
        return java.util.Objects.requireNonNull(example.vector());
    }
}
