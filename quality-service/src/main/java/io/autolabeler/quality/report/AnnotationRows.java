package io.autolabeler.quality.report;

import io.autolabeler.quality.v1.ReportInput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file with one row per annotation, its names replaced by numbers in the order in which they turn up; rows without a label
 * say nothing and are rejected, or counted as missing.
 */
final class AnnotationRows {
    private static final int FIRST_CAPACITY = 1024;

    private final Names items = new Names();
    private final Names annotators = new Names();
    private final Names labels = new Names();
    private final Names gold = new Names();
    private int[][] columns = new int[3][FIRST_CAPACITY];
    private int[] goldByItem = new int[0];
    private int size;
    private int missing;
    private long fingerprint;

    /**
     * Where the columns are.
     *
     * @param gold the item's true label, where the row has one; no usual names: empty means none
     */
    record Columns(Column item, Column annotator, Column label, Column gold) {
        static Columns of(String item, String annotator, String label, String gold) {
            return new Columns(
                    Column.of("itemColumn", item, "item", "task"),
                    Column.of("annotatorColumn", annotator, "annotator", "worker", "annotator_id"),
                    Column.of("labelColumn", label, "label"),
                    Column.of("goldColumn", gold));
        }
    }

    /** What was read of the file. */
    record Read(AnnotationRows rows, ReportInput input) {}

    /** Says what a row's label is. */
    interface Labels {
        /** The label; empty where there is no annotation, which is counted; the row may be rejected. */
        String of(FileRow row, String column);
    }

    static Read of(Job job, Columns columns) {
        return of(job, columns, FileRow::required);
    }

    static Read of(Job job, Columns columns, Labels labels) {
        AnnotationRows rows = new AnnotationRows();
        ReportInput input = job.rows(rows.reader(columns, labels)::accept);
        return new Read(rows, input);
    }

    private Reader reader(Columns columns, Labels read) {
        return new Reader(columns, read);
    }

    /** Finds the columns in the first row, and takes the rows. */
    private final class Reader {
        private final Columns columns;
        private final Labels read;
        private @Nullable Place place;

        Reader(Columns columns, Labels read) {
            this.columns = columns;
            this.read = read;
        }

        void accept(FileRow row) {
            Place where = place == null ? new Place(columns, row) : place;
            place = where;
            String name = row.required(where.item);
            String annotator = row.required(where.annotator);
            String label = read.of(row, where.label);
            int item = items.number(name);
            if (!where.gold.isEmpty() && !row.get(where.gold).isEmpty()) {
                setGold(item, gold.number(row.get(where.gold)));
            }
            if (label.isEmpty()) {
                missing++;
                return;
            }
            add(item, annotators.number(annotator), labels.number(label));
            fingerprint += UUID.nameUUIDFromBytes(
                            (name + "\0" + annotator + "\0" + label).getBytes(StandardCharsets.UTF_8))
                    .getMostSignificantBits();
        }
    }

    /** The columns' names in this file. */
    private static final class Place {
        private final String item;
        private final String annotator;
        private final String label;
        private final String gold;

        Place(Columns columns, FileRow first) {
            item = columns.item.in(first.columns());
            annotator = columns.annotator.in(first.columns());
            label = columns.label.in(first.columns());
            gold = columns.gold.orNone(first.columns());
            List<String> named = Stream.of(item, annotator, label, gold)
                    .filter(each -> !each.isEmpty())
                    .toList();
            if (Set.copyOf(named).size() < named.size()) {
                throw new ReportFault(
                        columns.label.setting(),
                        "item, annotator, label and gold must be different columns, got " + String.join(", ", named));
            }
        }
    }

    private void add(int item, int annotator, int label) {
        if (size == columns[0].length) {
            for (int c = 0; c < columns.length; c++) {
                columns[c] = Arrays.copyOf(columns[c], 2 * size);
            }
        }
        columns[0][size] = item;
        columns[1][size] = annotator;
        columns[2][size++] = label;
    }

    private void setGold(int item, int label) {
        if (item >= goldByItem.length) {
            int before = goldByItem.length;
            goldByItem = Arrays.copyOf(goldByItem, Math.max(2 * before, item + 1));
            Arrays.fill(goldByItem, before, goldByItem.length, -1);
        }
        goldByItem[item] = goldByItem[item] < 0 ? label : goldByItem[item];
    }

    /** The same for the same annotations in any order, whatever else the file holds. */
    UUID fingerprint() {
        return new UUID(size, fingerprint);
    }

    int size() {
        return size;
    }

    /** Rows that hold no annotation. */
    int missing() {
        return missing;
    }

    int item(int row) {
        return columns[0][row];
    }

    int annotator(int row) {
        return columns[1][row];
    }

    int label(int row) {
        return columns[2][row];
    }

    Names items() {
        return items;
    }

    Names annotators() {
        return annotators;
    }

    Names labels() {
        return labels;
    }

    /** The item's true label; empty if no row has one. */
    String goldOf(int item) {
        return item < goldByItem.length && goldByItem[item] >= 0 ? gold.name(goldByItem[item]) : "";
    }
}
