package io.autolabeler.quality.report;

import io.autolabeler.quality.v1.LabelErrorSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a file's labels stand, and what a model says of them.
 *
 * @param label its column
 * @param id its column; empty: the row's number
 * @param text its column; empty: none
 * @param annotator its column, where some item has several rows; empty: each row is an item of its own
 * @param probabilities by label; no columns: the texts are to be embedded
 * @param labels all that can be given
 * @param labelled rows with a label
 */
record LabelErrorColumns(
        String label,
        String id,
        String text,
        String annotator,
        ProbabilityRows probabilities,
        List<String> labels,
        int labelled) {

    /** What the whole file shows. */
    static LabelErrorColumns of(Job job, LabelErrorSettings asked) {
        Survey survey = new Survey(asked);
        job.rows(survey::accept);
        return survey.columns();
    }

    boolean severalAnnotators() {
        return !annotator.isEmpty();
    }

    boolean embeds() {
        return probabilities.size() == 0;
    }

    private record Place(String label, String id, String item, String text, String annotator, Set<String> all) {
        static Place of(LabelErrorSettings asked, Set<String> columns) {
            return new Place(
                    Column.of("labelColumn", asked.getLabelColumn(), "label").in(columns),
                    Column.of("idColumn", asked.getIdColumn(), "id").orNone(columns),
                    Column.of("idColumn", asked.getIdColumn(), "id", "item", "task")
                            .orNone(columns),
                    Column.of("textColumn", asked.getTextColumn(), "text").orNone(columns),
                    Column.of("annotatorColumn", asked.getAnnotatorColumn(), "annotator", "worker", "annotator_id")
                            .orNone(columns),
                    columns);
        }
    }

    private static final class Survey {
        private final LabelErrorSettings asked;
        private final Set<String> labels = new LinkedHashSet<>();
        private final Set<String> items = new HashSet<>();
        private final Map<String, Boolean> words = new HashMap<>();
        private @Nullable Place place;
        private ProbabilityRows named = ProbabilityRows.NONE;
        private boolean repeated;
        private int labelled;

        Survey(LabelErrorSettings asked) {
            this.asked = asked;
        }

        void accept(FileRow row) {
            Place where = place == null ? Place.of(asked, row.columns()) : place;
            if (place == null) {
                named = ProbabilityRows.named(row.columns());
                place = where;
            }
            named.columns().stream()
                    .filter(column -> !FileRow.isNumberOrMissing(row.get(column)))
                    .forEach(column -> words.put(column, true));
            String label = row.get(where.label);
            if (!label.isEmpty()) {
                labels.add(label);
                labelled++;
                repeated |= !where.annotator.isEmpty() && !where.item.isEmpty() && !items.add(row.get(where.item));
            }
        }

        LabelErrorColumns columns() {
            Place where = place;
            if (where == null) {
                throw new ReportFault("", "the file has no rows");
            }
            ProbabilityRows probabilities = probabilities(where);
            return new LabelErrorColumns(
                    where.label,
                    repeated ? where.item : where.id,
                    where.text,
                    repeated ? where.annotator : "",
                    probabilities,
                    probabilities.size() == 0 ? List.copyOf(labels) : probabilities.labels(),
                    labelled);
        }

        /** A column of words that is no label's is something else whose name begins alike, such as a p-value's note. */
        private ProbabilityRows probabilities(Place where) {
            ProbabilityRows usable =
                    named.where((column, label) -> labels.contains(label) || !words.containsKey(column));
            if (usable.size() > 0) {
                return usable;
            }
            ProbabilityRows numbered = ProbabilityRows.numberedOrNone(where.all);
            if (numbered.size() == 0 && where.text.isEmpty()) {
                throw new ReportFault(
                        "",
                        "the file must have a column p_<label> for each label, columns p0,p1,… or a column text; its columns"
                                + " are " + String.join(", ", where.all));
            }
            return numbered;
        }
    }
}
