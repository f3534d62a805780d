package io.autolabeler.retrieval.search;

import io.autolabeler.retrieval.embedding.Embedder;
import io.autolabeler.retrieval.v1.ScoredExample;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Finds the labeled examples nearest to vectors: in the index, then their texts in the database. */
@Singleton
public class FindNeighbours {
    /** UTF-16 units of example texts in one answer, so that it stays below what a gRPC message may hold. */
    private static final int TEXT_UNITS = 4_000_000;

    private static final int SHORTEST_CUT = 200;

    private final Embedder embedder;
    private final ProjectIndexes indexes;
    private final IndexFeedRepository feed;
    private final Timer timer;

    FindNeighbours(Embedder embedder, ProjectIndexes indexes, IndexFeedRepository feed, MeterRegistry meters) {
        this.embedder = embedder;
        this.indexes = indexes;
        this.feed = feed;
        this.timer = Timer.builder("autolabeler.search")
                .description("Time to find the neighbours of all vectors of a request")
                .register(meters);
    }

    /**
     * For each probe the nearest examples, nearest first; none if the project has no examples.
     *
     * <p>Very long example texts are cut where many are returned at once.
     */
    List<List<ScoredExample>> find(UUID projectId, List<Probe> probes, int k) {
        Timer.Sample sample = Timer.start();
        List<List<Neighbour>> found = indexes.search(projectId, probes, k);
        Set<UUID> ids = new HashSet<>();
        found.forEach(neighbours -> neighbours.forEach(neighbour -> ids.add(neighbour.exampleId())));
        Map<UUID, StoredExample> examples = ids.isEmpty() ? Map.of() : feed.examples(ids);
        int longest = Math.max(SHORTEST_CUT, TEXT_UNITS / Math.max(1, probes.size() * k));
        List<List<ScoredExample>> scored =
                found.stream().map(each -> scored(each, examples, longest)).toList();
        sample.stop(timer);
        return scored;
    }

    /** The examples nearest to a text, nearest first. */
    public List<ScoredExample> find(UUID projectId, String text, int k) {
        float[] vector = embedder.embed(List.of(text)).getFirst().vector();
        return find(projectId, List.of(new Probe(vector, "", null)), k).getFirst();
    }

    private static List<ScoredExample> scored(
            List<Neighbour> neighbours, Map<UUID, StoredExample> examples, int longest) {
        List<ScoredExample> scored = new ArrayList<>(neighbours.size());
        for (Neighbour neighbour : neighbours) {
            StoredExample example = examples.get(neighbour.exampleId());
            if (example != null) {
                scored.add(ScoredExample.newBuilder()
                        .setExample(example.message(longest))
                        .setSimilarity(neighbour.similarity())
                        .build());
            }
        }
        return scored;
    }
}
