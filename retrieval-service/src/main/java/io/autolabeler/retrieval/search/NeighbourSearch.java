package io.autolabeler.retrieval.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.HitQueue;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.Bits;

/**
 * Nearest neighbours in one state of an index.
 *
 * <p>Up to a number of examples every one is looked at, so that the answer is exact; above that the HNSW graph of Y. A. Malkov
 * and D. A. Yashunin (IEEE TPAMI 42(4), 2020) answers, with at least 100 candidates. What a probe excludes is a handful
 * of examples: as many more are fetched and then left out, which keeps both ways free of filters.
 */
final class NeighbourSearch {
    private static final int CANDIDATES = 100;

    private final IndexSearcher searcher;
    private final int exactUpTo;

    NeighbourSearch(IndexSearcher searcher, int exactUpTo) {
        this.searcher = searcher;
        this.exactUpTo = exactUpTo;
    }

    /** At most {@code k} examples, nearest first. */
    List<Neighbour> nearest(Probe probe, int k) throws IOException {
        Set<Integer> excluded = excluded(probe);
        int wanted = k + excluded.size();
        List<ScoreDoc> found = searcher.getIndexReader().numDocs() <= exactUpTo
                ? scan(probe.vector(), wanted)
                : graph(probe.vector(), wanted);
        List<Neighbour> neighbours = new ArrayList<>(k);
        for (ScoreDoc doc : found) {
            if (neighbours.size() < k && !excluded.contains(doc.doc)) {
                neighbours.add(new Neighbour(id(doc.doc), cosine(doc.score)));
            }
        }
        return neighbours;
    }

    private Set<Integer> excluded(Probe probe) throws IOException {
        Set<Integer> excluded = new HashSet<>();
        if (!probe.itemId().isEmpty()) {
            addDocs(new Term(ExampleIndex.ITEM, probe.itemId()), excluded);
        }
        if (probe.contentHash() != null) {
            addDocs(new Term(ExampleIndex.HASH, probe.contentHash()), excluded);
        }
        return excluded;
    }

    private void addDocs(Term term, Set<Integer> into) throws IOException {
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            PostingsEnum docs = leaf.reader().postings(term, PostingsEnum.NONE);
            if (docs == null) {
                continue;
            }
            while (docs.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                into.add(leaf.docBase + docs.docID());
            }
        }
    }

    private List<ScoreDoc> scan(float[] vector, int wanted) throws IOException {
        HitQueue best = new HitQueue(wanted, false);
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            FloatVectorValues vectors = leaf.reader().getFloatVectorValues(ExampleIndex.VECTOR);
            if (vectors != null) {
                scan(leaf, vectors.scorer(vector), best, wanted);
            }
        }
        List<ScoreDoc> ordered = new ArrayList<>();
        while (best.size() > 0) {
            ordered.addFirst(best.pop());
        }
        return ordered;
    }

    private static void scan(LeafReaderContext leaf, VectorScorer scorer, HitQueue best, int most) throws IOException {
        Bits live = leaf.reader().getLiveDocs();
        DocIdSetIterator docs = scorer.iterator();
        for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
            float score = scorer.score();
            boolean wanted = best.size() < most || score > best.top().score;
            if (wanted && (live == null || live.get(doc))) {
                best.insertWithOverflow(new ScoreDoc(leaf.docBase + doc, score));
            }
        }
    }

    private List<ScoreDoc> graph(float[] vector, int wanted) throws IOException {
        int candidates = Math.max(CANDIDATES, wanted);
        var query = new KnnFloatVectorQuery(ExampleIndex.VECTOR, vector, candidates);
        return List.of(searcher.search(query, new TopScoreDocCollectorManager(candidates, candidates)).scoreDocs);
    }

    private UUID id(int doc) throws IOException {
        List<LeafReaderContext> leaves = searcher.getLeafContexts();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        BinaryDocValues ids = DocValues.getBinary(leaf.reader(), ExampleIndex.ID);
        if (!ids.advanceExact(doc - leaf.docBase)) {
            throw new IllegalStateException("every indexed example has an id");
        }
        return UUID.fromString(ids.binaryValue().utf8ToString());
    }

    /** Undoes Lucene's mapping of a dot product of unit vectors to [0, 1]. */
    private static double cosine(float score) {
        return Math.clamp(2.0 * score - 1, -1, 1);
    }
}
