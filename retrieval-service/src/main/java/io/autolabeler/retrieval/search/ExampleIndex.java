package io.autolabeler.retrieval.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * The vectors of one project's examples on local disk, and the revision of the knowledge base they stand for.
 *
 * <p>One index per project: no filter can leak another project's examples, deleting a project deletes its files, and
 * each index knows by itself how far it follows its knowledge base. It is only a copy: one that is missing, behind or
 * broken is filled again from the database. Thread-safe, with one writer at a time.
 */
final class ExampleIndex implements AutoCloseable {
    static final String ID = "id";
    static final String ITEM = "item";
    static final String HASH = "hash";
    static final String VECTOR = "vector";

    private static final String REVISION = "revision";

    /** Changes after which the files are made durable; a crash costs at most reading these again. */
    private static final int COMMIT_EVERY = 1_000;

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final int exactUpTo;
    private int uncommitted;
    private volatile int revision;

    private ExampleIndex(Directory directory, IndexWriter writer, int exactUpTo) throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.exactUpTo = exactUpTo;
        this.searchers = new SearcherManager(writer, new SearcherFactory());
        this.revision = recorded(writer);
    }

    /** The index in the folder, made if there is none; searches of up to so many examples are exact. */
    static ExampleIndex open(Path folder, int exactUpTo) throws IOException {
        Directory directory = FSDirectory.open(folder);
        IndexWriterConfig config = new IndexWriterConfig().setMergeScheduler(new SerialMergeScheduler());
        return new ExampleIndex(directory, new IndexWriter(directory, config), exactUpTo);
    }

    /** The revision of the knowledge base that searches see; 0 for an empty index. */
    int revision() {
        return revision;
    }

    /** Takes changes in, oldest first; searches that start afterwards see them. */
    synchronized void apply(List<IndexedExample> changes, int upTo) throws IOException {
        for (IndexedExample change : changes) {
            Term key = new Term(ID, change.id().toString());
            if (change.vector() == null) {
                writer.deleteDocuments(key);
            } else {
                writer.updateDocument(key, document(change, change.vector()));
            }
        }
        writer.setLiveCommitData(Map.of(REVISION, Integer.toString(upTo)).entrySet());
        uncommitted += changes.size();
        if (uncommitted >= COMMIT_EVERY) {
            writer.commit();
            uncommitted = 0;
        }
        searchers.maybeRefreshBlocking();
        revision = upTo;
    }

    /** For each probe the nearest examples, nearest first, at most {@code k}; fewer only if there are no more. */
    List<List<Neighbour>> search(List<Probe> probes, int k) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            NeighbourSearch search = new NeighbourSearch(searcher, exactUpTo);
            List<List<Neighbour>> found = new ArrayList<>(probes.size());
            for (Probe probe : probes) {
                found.add(search.nearest(probe, k));
            }
            return found;
        } finally {
            searchers.release(searcher);
        }
    }

    private static Document document(IndexedExample example, float[] vector) {
        Document document = new Document();
        document.add(new StringField(ID, example.id().toString(), Field.Store.NO));
        document.add(new BinaryDocValuesField(ID, new BytesRef(example.id().toString())));
        document.add(new StringField(ITEM, example.itemId(), Field.Store.NO));
        document.add(new StringField(HASH, example.contentHash(), Field.Store.NO));
        document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        return document;
    }

    private static int recorded(IndexWriter writer) throws IOException {
        if (!DirectoryReader.indexExists(writer.getDirectory())) {
            return 0;
        }
        for (Map.Entry<String, String> entry :
                writer.getLiveCommitData() == null ? Map.<String, String>of().entrySet() : writer.getLiveCommitData()) {
            if (entry.getKey().equals(REVISION)) {
                return Integer.parseInt(entry.getValue());
            }
        }
        return 0;
    }

    /** Makes everything durable and lets the files go. */
    @Override
    public synchronized void close() throws IOException {
        searchers.close();
        writer.close();
        directory.close();
    }
}
