package io.autolabeler.quality.report;

import io.autolabeler.quality.evaluation.Confusion;
import io.autolabeler.quality.v1.EvaluationSettings;
import io.autolabeler.quality.v1.ReportInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects rows with a gold label and a label to judge; rows without gold are passed over and counted. */
final class GoldRows {
    private final EvaluationSettings asked;
    private final Names labels;
    private final List<Integer> gold = new ArrayList<>();
    private final List<Integer> given = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<List<String>> slices = new ArrayList<>();
    private double cost;
    private int withoutGold;
    private @Nullable Place place;

    private GoldRows(EvaluationSettings asked, Names labels) {
        this.asked = asked;
        this.labels = labels;
    }

    /**
     * The columns' names in this file.
     *
     * @param id empty: rows are told apart by their number
     * @param cost empty: there is none
     */
    private record Place(String gold, String label, String id, String cost) {
        static Place of(EvaluationSettings asked, Set<String> columns) {
            asked.getSliceColumnsList()
                    .forEach(slice -> Column.of("sliceColumns", slice).in(columns));
            return new Place(
                    Column.of("goldColumn", asked.getGoldColumn(), "gold", "input_label", "gold_label")
                            .in(columns),
                    Column.of("labelColumn", asked.getLabelColumn(), "label").in(columns),
                    Column.of("idColumn", asked.getIdColumn(), "id").orNone(columns),
                    Column.of("costColumn", asked.getCostColumn()).orNone(columns));
        }
    }

    /** What was read of the file. */
    record Read(GoldRows rows, ReportInput input) {}

    /** Reads the job's file; labels get numbers that several files share. */
    static Read of(Job job, Names labels) {
        GoldRows rows = new GoldRows(job.report().getEvaluationSettings(), labels);
        ReportInput input = job.rows(rows::accept);
        if (rows.size() == 0) {
            throw new ReportFault("goldColumn", "no row of the file has a gold label");
        }
        return new Read(rows, input);
    }

    private void accept(FileRow row) {
        Place where = place == null ? Place.of(asked, row.columns()) : place;
        place = where;
        String truth = row.get(where.gold);
        if (truth.isEmpty()) {
            withoutGold++;
            return;
        }
        double spent = where.cost.isEmpty() || row.get(where.cost).isEmpty() ? 0 : row.number(where.cost);
        String label = row.get(where.label);
        cost += spent;
        gold.add(labels.number(truth));
        given.add(label.isEmpty() ? Confusion.UNLABELED : labels.number(label));
        ids.add(where.id.isEmpty() ? Integer.toString(row.number()) : row.get(where.id));
        slices.add(asked.getSliceColumnsList().stream().map(row::get).toList());
    }

    int size() {
        return gold.size();
    }

    int withoutGold() {
        return withoutGold;
    }

    boolean hasCost() {
        return place != null && !place.cost.isEmpty();
    }

    double cost() {
        return cost;
    }

    String id(int row) {
        return ids.get(row);
    }

    int gold(int row) {
        return gold.get(row);
    }

    int given(int row) {
        return given.get(row);
    }

    /** The row's value in one of the slice columns. */
    String slice(int row, int column) {
        return slices.get(row).get(column);
    }

    /** The counts of some rows. */
    Confusion confusion(int[] chosen) {
        int[] truths = new int[chosen.length];
        int[] said = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            truths[i] = gold(chosen[i]);
            said[i] = given(chosen[i]);
        }
        return Confusion.of(labels.size(), truths, said);
    }
}
