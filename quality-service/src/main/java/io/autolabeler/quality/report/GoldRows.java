package io.autolabeler.quality.report;

import io.autolabeler.quality.evaluation.Confusion;
import io.autolabeler.quality.report.FileRow.RejectedRow;
import io.autolabeler.quality.v1.EvaluationSettings;
import io.autolabeler.quality.v1.ReportInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects rows with a gold label and a label to judge; rows without gold are counted, and kept to be compared. */
final class GoldRows {
    private final EvaluationSettings asked;
    private final Names labels;
    private final LabelShapes shapes = new LabelShapes();
    private final List<GoldRow> all = new ArrayList<>();
    private double cost;
    private int unreadableCosts;
    private @Nullable Place place;

    private GoldRows(EvaluationSettings asked, Names labels) {
        this.asked = asked;
        this.labels = labels;
    }

    /**
     * The columns' names in this file.
     *
     * @param gold empty: there is none
     * @param id empty: rows are told apart by their number
     * @param cost empty: there is none
     * @param inclusion empty: there is none
     * @param source empty: there is none
     */
    record Place(
            String gold, String label, String id, String cost, String inclusion, String source, List<String> slices) {
        static Place of(EvaluationSettings asked, Set<String> columns) {
            Column gold = Column.of("goldColumn", asked.getGoldColumn(), "gold", "input_label", "gold_label");
            return new Place(
                    asked.getGoldOptional() ? gold.orNone(columns) : gold.in(columns),
                    Column.of("labelColumn", asked.getLabelColumn(), "label").in(columns),
                    Column.of("idColumn", asked.getIdColumn(), "id").orNone(columns),
                    cost(asked, columns),
                    Column.of("inclusionColumn", asked.getInclusionColumn(), "inclusion")
                            .orNone(columns),
                    Column.of("truth_source", "", "truth_source").orNone(columns),
                    asked.getSliceColumnsList().stream()
                            .map(slice -> Column.of("sliceColumns", slice).in(columns))
                            .toList());
        }

        static String cost(EvaluationSettings asked, Set<String> columns) {
            return Column.of("costColumn", asked.getCostColumn(), "cost_usd").orNone(columns);
        }
    }

    /** What was read of the file. */
    record Read(GoldRows rows, ReportInput input) {}

    /** Reads the job's file; labels get numbers that several files share. */
    static Read of(Job job, Names labels) {
        EvaluationSettings asked = job.report().getEvaluationSettings();
        GoldRows rows = new GoldRows(asked, labels);
        ReportInput input = job.rows(rows::accept);
        if (!asked.getGoldOptional() && rows.judged().isEmpty()) {
            throw new ReportFault("goldColumn", "no row of the file has a gold label");
        }
        return new Read(rows, input);
    }

    private void accept(FileRow row) {
        Place where = place == null ? Place.of(asked, row.columns()) : place;
        place = where;
        String truth = where.gold.isEmpty() ? "" : row.get(where.gold);
        String label = row.get(where.label);
        double inclusion = inclusion(row, where.inclusion);
        if (!truth.isEmpty()) {
            addCost(row, where.cost);
        }
        shapes.accept(truth);
        shapes.accept(label);
        all.add(new GoldRow(
                where.id.isEmpty() ? Integer.toString(row.number()) : row.get(where.id),
                truth.isEmpty() ? GoldRow.NO_GOLD : labels.number(truth),
                label.isEmpty() ? Confusion.UNLABELED : labels.number(label),
                where.slices.stream().map(row::get).toList(),
                where.source.isEmpty() ? "" : row.get(where.source),
                inclusion));
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

    private static double inclusion(FileRow row, String column) {
        if (column.isEmpty() || row.get(column).isEmpty()) {
            return 1;
        }
        double inclusion = row.number(column);
        if (!(inclusion > 0 && inclusion <= 1)) {
            throw new RejectedRow(column + " must be above 0 and at most 1, got `" + row.get(column) + "`");
        }
        return inclusion;
    }

    /** All rows, those without gold too. */
    List<GoldRow> all() {
        return all;
    }

    /** The rows with a gold label. */
    List<GoldRow> judged() {
        return all.stream().filter(GoldRow::hasGold).toList();
    }

    /** What the values of both label columns look like. */
    LabelShapes shapes() {
        return shapes;
    }

    boolean hasCost() {
        return place != null && !place.cost.isEmpty();
    }

    boolean hasInclusion() {
        return place != null && !place.inclusion.isEmpty();
    }

    /** Whether a column tells the rows apart, and not their number. */
    boolean hasIds() {
        return place != null && !place.id.isEmpty();
    }

    double cost() {
        return cost;
    }

    int unreadableCosts() {
        return unreadableCosts;
    }

    /** The counts of some rows, which have a gold label. */
    static Confusion confusion(int classes, List<GoldRow> rows) {
        return Confusion.of(
                classes,
                rows.stream().mapToInt(GoldRow::gold).toArray(),
                rows.stream().mapToInt(GoldRow::given).toArray());
    }
}
