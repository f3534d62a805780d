package io.autolabeler.quality.report;

import io.autolabeler.quality.evaluation.BioTags;
import io.autolabeler.quality.evaluation.Relation;
import io.autolabeler.quality.evaluation.Span;
import io.autolabeler.quality.report.FileRow.RejectedRow;
import io.autolabeler.quality.v1.EvaluationSettings;
import io.autolabeler.quality.v1.ReportInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects documents with gold and given spans: a row each with JSON values, or a row per token with BIO tags. */
final class SpanRows {
    private static final String TOKEN = "token";
    private static final Pattern TAG = Pattern.compile("O|[BI]-.+");

    private final EvaluationSettings asked;
    private final List<SpanDocument> documents = new ArrayList<>();
    private final Map<String, Tags> tagged = new LinkedHashMap<>();
    private double cost;
    private int unreadableCosts;
    private @Nullable Place place;

    private SpanRows(EvaluationSettings asked) {
        this.asked = asked;
    }

    private record Tags(List<String> gold, List<String> given) {}

    /** The columns' names in this file; empty ones are not there. */
    private record Place(boolean tokens, String gold, String label, String id, String cost) {
        static Place of(EvaluationSettings asked, Set<String> columns) {
            boolean tokens = columns.stream().anyMatch(TOKEN::equalsIgnoreCase);
            Column gold = Column.of("goldColumn", asked.getGoldColumn(), "gold", "input_label", "gold_label");
            return new Place(
                    tokens,
                    asked.getGoldOptional() ? gold.orNone(columns) : gold.in(columns),
                    Column.of("labelColumn", asked.getLabelColumn(), "label").in(columns),
                    tokens
                            ? Column.of("idColumn", asked.getIdColumn(), "item", "document", "id")
                                    .in(columns)
                            : Column.of("idColumn", asked.getIdColumn(), "id").orNone(columns),
                    GoldRows.Place.cost(asked, columns));
        }
    }

    /** What was read of the file. */
    record Read(SpanRows rows, ReportInput input) {}

    static Read of(Job job) {
        EvaluationSettings asked = job.report().getEvaluationSettings();
        SpanRows rows = new SpanRows(asked);
        ReportInput input = job.rows(rows::accept);
        rows.tagged.forEach((document, tags) -> rows.documents.add(rows.document(document, tags)));
        if (!asked.getGoldOptional() && rows.judged().isEmpty()) {
            throw new ReportFault("goldColumn", "no row of the file has a gold label");
        }
        return new Read(rows, input);
    }

    private void accept(FileRow row) {
        Place where = place == null ? Place.of(asked, row.columns()) : place;
        place = where;
        if (where.tokens) {
            Tags tags = tagged.computeIfAbsent(
                    row.required(where.id), document -> new Tags(new ArrayList<>(), new ArrayList<>()));
            String given = tag(row, where.label);
            tags.gold.add(where.gold.isEmpty() ? "O" : tag(row, where.gold));
            tags.given.add(given);
        } else {
            documents.add(document(row, where));
        }
        addCost(row, where.cost);
    }

    private static String tag(FileRow row, String column) {
        String tag = row.get(column).isEmpty() ? "O" : row.get(column);
        if (!TAG.matcher(tag).matches()) {
            throw new ReportFault(
                    "task",
                    "task SPANS with a column token takes BIO tags: %s must be O, B-<label> or I-<label>, got `%s` in line %d"
                            .formatted(column, tag, row.line()));
        }
        return tag;
    }

    private static SpanDocument document(FileRow row, Place where) {
        String document = Integer.toString(row.number());
        return new SpanDocument(
                where.id.isEmpty() ? document : row.get(where.id),
                value(row, document, where.gold),
                value(row, document, where.label));
    }

    private static Optional<SpanValue> value(FileRow row, String document, String column) {
        String text = column.isEmpty() ? "" : row.get(column);
        return text.isEmpty() ? Optional.empty() : Optional.of(SpanValue.of(document, column, text));
    }

    private SpanDocument document(String document, Tags tags) {
        boolean gold = place != null && !place.gold.isEmpty();
        return new SpanDocument(
                document,
                gold ? Optional.of(spans(document, tags.gold)) : Optional.empty(),
                Optional.of(spans(document, tags.given)));
    }

    private SpanValue spans(String document, List<String> tags) {
        return new SpanValue(BioTags.spans(document, tags, asked.getStrictTags()), List.of());
    }

    private void addCost(FileRow row, String column) {
        if (column.isEmpty() || row.get(column).isEmpty()) {
            return;
        }
        try {
            cost += row.number(column);
        } catch (RejectedRow noNumber) {
            unreadableCosts++;
        }
    }

    /** All documents, those without gold too. */
    List<SpanDocument> all() {
        return documents;
    }

    /** The documents with gold, under names that are all different. */
    Documents judged() {
        return Documents.of(
                documents.stream().filter(each -> each.gold().isPresent()).toList());
    }

    /** Whether a column tells the documents apart, and not the rows' numbers. */
    boolean hasIds() {
        return place != null && !place.id.isEmpty();
    }

    boolean hasCost() {
        return place != null && !place.cost.isEmpty();
    }

    double cost() {
        return cost;
    }

    int unreadableCosts() {
        return unreadableCosts;
    }

    /** Documents with gold, whose names are their places. */
    record Documents(List<SpanDocument> documents) {
        static Documents of(List<SpanDocument> documents) {
            List<SpanDocument> named = new ArrayList<>();
            for (SpanDocument each : documents) {
                String name = Integer.toString(named.size());
                named.add(new SpanDocument(
                        each.id(),
                        each.gold().map(value -> value.in(name)),
                        each.given().map(value -> value.in(name))));
            }
            return new Documents(List.copyOf(named));
        }

        boolean isEmpty() {
            return documents.isEmpty();
        }

        List<String> names() {
            return Stream.iterate(0, place -> place + 1)
                    .limit(documents.size())
                    .map(String::valueOf)
                    .toList();
        }

        List<Span> goldSpans() {
            return flat(SpanDocument::gold, SpanValue::spans);
        }

        List<Span> givenSpans() {
            return flat(SpanDocument::given, SpanValue::spans);
        }

        List<Relation> goldRelations() {
            return flat(SpanDocument::gold, SpanValue::relations);
        }

        List<Relation> givenRelations() {
            return flat(SpanDocument::given, SpanValue::relations);
        }

        private <T> List<T> flat(
                Function<SpanDocument, Optional<SpanValue>> side, Function<SpanValue, List<T>> content) {
            return documents.stream()
                    .flatMap(each -> side.apply(each).stream())
                    .flatMap(value -> content.apply(value).stream())
                    .toList();
        }
    }
}
