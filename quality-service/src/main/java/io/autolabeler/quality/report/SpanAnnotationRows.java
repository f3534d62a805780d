package io.autolabeler.quality.report;

import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.agreement.AlphaIntervals.Choice;
import io.autolabeler.quality.agreement.Level;
import io.autolabeler.quality.agreement.SpanRatings;
import io.autolabeler.quality.evaluation.Span;
import io.autolabeler.quality.report.FileRow.RejectedRow;
import io.autolabeler.quality.v1.AgreementSettings;
import io.autolabeler.quality.v1.ReportInput;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file with one row per span, in code points of the item's text. A row without label, start and end says that the annotator
 * opened the item. The file is read twice, since any row of an item may say how long it is.
 */
final class SpanAnnotationRows {
    private final Columns columns;
    private final LabelScale scale;
    private final Map<String, Integer> lengths = new HashMap<>();
    private final SpanRatings.Builder ratings = SpanRatings.builder();
    private final Set<String> annotators = new HashSet<>();
    private final Set<String> items = new HashSet<>();
    private final Set<Marked> spans = new HashSet<>();
    private int repeated;
    private @Nullable Place place;

    /** What was read of the file. */
    record Read(SpanRatings ratings, int items, int annotators, int spans, int repeated, ReportInput input) {}

    private record Columns(
            Column item, Column annotator, Column label, Column start, Column end, Column length, Column text) {
        static Columns of(AgreementSettings asked) {
            return new Columns(
                    Column.of("itemColumn", asked.getItemColumn(), "item", "task"),
                    Column.of("annotatorColumn", asked.getAnnotatorColumn(), "annotator", "worker", "annotator_id"),
                    Column.of("labelColumn", asked.getLabelColumn(), "label"),
                    Column.of("startColumn", asked.getStartColumn(), "start"),
                    Column.of("endColumn", asked.getEndColumn(), "end"),
                    Column.of("lengthColumn", asked.getLengthColumn(), "length"),
                    Column.of("textColumn", asked.getTextColumn(), "text"));
        }
    }

    /** The columns' names in this file; length or text may be empty. */
    private record Place(
            String item, String annotator, String label, String start, String end, String length, String text) {
        static Place of(Columns columns, Set<String> names) {
            String length = columns.length.orNone(names);
            String text = columns.text.orNone(names);
            return new Place(
                    columns.item.in(names),
                    columns.annotator.in(names),
                    columns.label.in(names),
                    columns.start.in(names),
                    columns.end.in(names),
                    length.isEmpty() && text.isEmpty() ? columns.length.in(names) : length,
                    text);
        }
    }

    private record Marked(String annotator, Span span) {}

    private SpanAnnotationRows(AgreementSettings asked) {
        this.columns = Columns.of(asked);
        this.scale = LabelScale.of(asked);
    }

    /** Throws where settings are only for spans, or not for spans. */
    static void check(AgreementSettings asked, Level level, Choice interval) {
        Settings.requireName("startColumn", asked.getStartColumn());
        Settings.requireName("endColumn", asked.getEndColumn());
        Settings.requireName("lengthColumn", asked.getLengthColumn());
        Settings.requireName("textColumn", asked.getTextColumn());
        if (asked.getSpans() && level != Level.NOMINAL) {
            throw ServiceException.invalid("level", "must be NOMINAL for spans", level);
        }
        if (asked.getSpans() && interval == Choice.HAYES_KRIPPENDORFF) {
            throw ServiceException.invalid(
                    "interval", "must be auto, bootstrap or jackknife for spans", asked.getInterval());
        }
    }

    static Read of(Job job, AgreementSettings asked) {
        SpanAnnotationRows rows = new SpanAnnotationRows(asked);
        job.rows(rows::measure);
        ReportInput input = job.rows(rows::take);
        return new Read(
                rows.ratings.build(),
                rows.items.size(),
                rows.annotators.size(),
                rows.spans.size(),
                rows.repeated,
                input);
    }

    private Place place(FileRow row) {
        Place where = place == null ? Place.of(columns, row.columns()) : place;
        place = where;
        return where;
    }

    /** Finds out how long the row's item is; the first row that says so counts. */
    private void measure(FileRow row) {
        Place where = place(row);
        String item = row.get(where.item);
        if (!where.length.isEmpty() && !row.get(where.length).isEmpty()) {
            if (isWhole(row.get(where.length))) {
                lengths.putIfAbsent(item, whole(row, where.length));
            }
        } else if (!where.text.isEmpty()) {
            // White space around a text is part of it.
            String text = row.values().getOrDefault(where.text, "");
            if (!text.isEmpty()) {
                lengths.putIfAbsent(item, text.codePointCount(0, text.length()));
            }
        }
    }

    private void take(FileRow row) {
        Place where = place(row);
        String item = row.required(where.item);
        String annotator = row.required(where.annotator);
        int length = length(row, item, where);
        String label = scale.of(row, where.label);
        boolean nothing = label.isEmpty() && isBlank(row.get(where.start)) && isBlank(row.get(where.end));
        if (label.isEmpty() && !nothing) {
            throw new RejectedRow(
                    where.label + " is empty: a span needs a label, and a row without one has no start and end");
        }
        @Nullable Span span = nothing ? null : span(row, item, label, where, length);
        ratings.opened(item, length, annotator);
        items.add(item);
        annotators.add(annotator);
        if (span != null) {
            ratings.span(annotator, span);
            repeated += spans.add(new Marked(annotator, span)) ? 0 : 1;
        }
    }

    private int length(FileRow row, String item, Place where) {
        if (!where.length.isEmpty() && !row.get(where.length).isEmpty()) {
            int said = whole(row, where.length);
            int known = lengths.getOrDefault(item, said);
            if (said != known) {
                throw new RejectedRow("%s must be the same on all rows of item %s: %d before, got %d"
                        .formatted(where.length, item, known, said));
            }
        }
        @Nullable Integer length = lengths.get(item);
        if (length == null) {
            throw new RejectedRow(
                    "no row of item %s says its length: give it in a column length or text".formatted(item));
        }
        return length;
    }

    private static Span span(FileRow row, String item, String label, Place where, int length) {
        int start = whole(row, where.start);
        int end = whole(row, where.end);
        if (start >= end) {
            throw new RejectedRow("%s must be below %s, got %d and %d".formatted(where.start, where.end, start, end));
        }
        if (end > length) {
            throw new RejectedRow(
                    "%s must be at most the item's length of %d code points, got %d".formatted(where.end, length, end));
        }
        return new Span(item, start, end, label);
    }

    private static int whole(FileRow row, String column) {
        double value = row.number(column);
        if (!isWhole(row.get(column))) {
            throw new RejectedRow("%s must be a whole number from 0, got `%s`".formatted(column, row.get(column)));
        }
        return (int) value;
    }

    private static boolean isWhole(String value) {
        if (!FileRow.isNumber(value)) {
            return false;
        }
        double number = Double.parseDouble(value);
        return number >= 0 && number <= Integer.MAX_VALUE && number == Math.rint(number);
    }

    /** As tables write what is not there. */
    private static boolean isBlank(String value) {
        return LabelScale.isMissing(value);
    }
}
