package io.autolabeler.cli.evaluate;

import io.autolabeler.cli.file.Columns;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.file.ResultColumns;
import io.autolabeler.cli.report.Query;
import io.autolabeler.cli.shell.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The flags that say what the columns of a labeled file mean. */
public final class EvaluatedColumns {
    private static final String GOLD = "--label-column";
    private static final String LABEL = "--predicted-column";
    private static final String SLICE = "--slice";
    private static final String COST = "--cost-column";
    private static final String ID = "--id-column";

    @Option(
            names = GOLD,
            paramLabel = "NAME",
            description = "The column with gold labels; default gold, else input_label, else gold_label.")
    String gold = "";

    @Option(
            names = LABEL,
            paramLabel = "NAME",
            description = "The column with the labels to judge; default ${DEFAULT-VALUE}.",
            defaultValue = ResultColumns.LABEL)
    String label = ResultColumns.LABEL;

    @Option(
            names = SLICE,
            paramLabel = "NAME",
            description = "A column: figures for each of its values. Can be repeated.")
    List<String> slices = new ArrayList<>();

    @Option(names = COST, paramLabel = "NAME", description = "The column with the cost in USD.")
    String cost = "";

    @Option(
            names = ID,
            paramLabel = "NAME",
            description = "What tells items of two labelings apart; default id, else the row's number.")
    String id = "";

    /** What is asked about that file; a column that it does not have ends the command. */
    Query query(InputFile labeled) {
        Columns columns = Columns.ofFigures(labeled);
        Query query = labels(columns).set("costColumn", COST, columns.optional(cost, COST));
        slices.forEach(slice -> query.set("sliceColumns", SLICE, columns.require(slice, SLICE)));
        return query;
    }

    /** What is asked about a file to compare with. */
    Query compared(InputFile labeled) {
        return labels(Columns.ofFigures(labeled));
    }

    /** What is asked about a run, which has its columns; one that is named ends the command. */
    Query ofRun() {
        if (!(gold + cost + id).isEmpty() || !slices.isEmpty() || !label.equals(ResultColumns.LABEL)) {
            throw CommandFailure.usage("--run goes without columns: they are those of a file");
        }
        return new Query("/evaluations");
    }

    private Query labels(Columns columns) {
        return new Query("/evaluations")
                .set("goldColumn", GOLD, columns.choose(gold, GOLD, List.of("gold", "input_label", "gold_label")))
                .set("labelColumn", LABEL, columns.require(label, LABEL))
                .set("idColumn", ID, columns.optional(id, ID));
    }
}
