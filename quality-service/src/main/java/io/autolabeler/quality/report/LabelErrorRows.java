package io.autolabeler.quality.report;

import io.autolabeler.quality.consensus.VoteMatrix;
import io.autolabeler.quality.consensus.VoteMatrixBuilder;
import io.autolabeler.quality.labelerror.GivenLabels;
import io.autolabeler.quality.report.FileRow.RejectedRow;
import io.autolabeler.quality.v1.ReportInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/** A file's items, each with its labels and what a model says of it, or the vector of its text. Not thread-safe. */
final class LabelErrorRows {
    /** Code points of a text that are shown. */
    private static final int MOST_TEXT = 200;

    private final LabelErrorColumns columns;
    private final Names labels = new Names();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Names annotators = new Names();
    private final List<Item> items = new ArrayList<>();
    private final List<Vote> votes = new ArrayList<>();
    private final TextVectors vectors;
    private ReportInput input = ReportInput.getDefaultInstance();
    private int unlabeled;

    /**
     * An item.
     *
     * @param row the first one of it
     * @param weights by label; empty: the text is embedded
     */
    record Item(String id, int row, String text, double[] weights) {}

    /** A label that was given; all of them by the same unnamed annotator where the file names none. */
    record Vote(int item, int annotator, int label, int row) {}

    private LabelErrorRows(LabelErrorColumns columns, TextVectors vectors) {
        this.columns = columns;
        this.vectors = vectors;
        columns.labels().forEach(labels::number);
    }

    static LabelErrorRows read(Job job, LabelErrorColumns columns, TextEmbeddings embeddings, DoubleConsumer progress) {
        TextVectors vectors = new TextVectors(
                embeddings, done -> progress.accept(Math.min(1, (double) done / Math.max(1, columns.labelled()))));
        LabelErrorRows rows = new LabelErrorRows(columns, vectors);
        rows.input = job.rows(rows::accept);
        return rows;
    }

    private void accept(FileRow row) {
        String given = row.get(columns.label());
        if (given.isEmpty()) {
            unlabeled++;
            return;
        }
        int label = columns.embeds()
                ? labels.number(given)
                : columns.probabilities().number(columns.label(), given);
        if (columns.severalAnnotators()) {
            String id = row.required(columns.id());
            String annotator = row.required(columns.annotator());
            Integer known = numbers.get(id);
            int item = known == null ? add(id, row) : known;
            numbers.put(id, item);
            votes.add(new Vote(item, annotators.number(annotator), label, row.number()));
        } else {
            String id = columns.id().isEmpty() ? Integer.toString(row.number()) : row.get(columns.id());
            votes.add(new Vote(add(id, row), 0, label, row.number()));
        }
    }

    private int add(String id, FileRow row) {
        double[] weights =
                columns.embeds() ? new double[0] : columns.probabilities().weights(row);
        if (columns.severalAnnotators() && Double.isNaN(Arrays.stream(weights).sum())) {
            throw new RejectedRow("a probability is missing: the item cannot be judged by this row");
        }
        if (columns.embeds()) {
            vectors.add(row.required(columns.text()));
        }
        String text = columns.text().isEmpty() ? "" : TextVectors.beginning(row.get(columns.text()), MOST_TEXT);
        items.add(new Item(id, row.number(), text, weights));
        return items.size() - 1;
    }

    /** What was read of the file. */
    ReportInput input() {
        return input;
    }

    LabelErrorColumns columns() {
        return columns;
    }

    List<Item> items() {
        return items;
    }

    List<Vote> votes() {
        return votes;
    }

    String label(int label) {
        return labels.name(label);
    }

    int classes() {
        return labels.size();
    }

    Names annotators() {
        return annotators;
    }

    int unlabeled() {
        return unlabeled;
    }

    TextVectors vectors() {
        return vectors;
    }

    /** {@code [items]}: the label given most often, the first of equal ones. */
    int[] majority() {
        int[][] counts = new int[items.size()][];
        int[] majority = new int[items.size()];
        Arrays.fill(majority, GivenLabels.NONE);
        for (Vote vote : votes) {
            if (!columns.severalAnnotators()) {
                majority[vote.item] = vote.label;
                continue;
            }
            counts[vote.item] = counts[vote.item] == null ? new int[classes()] : counts[vote.item];
            int count = ++counts[vote.item][vote.label];
            int best = majority[vote.item];
            majority[vote.item] = best == GivenLabels.NONE || count > counts[vote.item][best] ? vote.label : best;
        }
        return majority;
    }

    /** Who labelled what as which class. */
    VoteMatrix matrix() {
        VoteMatrixBuilder matrix = VoteMatrix.builder(items.size(), annotators.size(), classes());
        votes.forEach(vote -> matrix.vote(vote.item, vote.annotator, vote.label));
        return matrix.build();
    }
}
