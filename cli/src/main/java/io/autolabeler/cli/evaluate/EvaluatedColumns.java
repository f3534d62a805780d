package io.autolabeler.cli.evaluate;

import io.autolabeler.cli.file.Columns;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.file.ResultColumns;
import io.autolabeler.cli.report.Choice;
import io.autolabeler.cli.report.Query;
import io.autolabeler.cli.shell.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The flags that say what the columns of a labeled file mean. */
public final class EvaluatedColumns {
    private static final String GOLD = "--label-column";
    private static final String LABEL = "--predicted-column";
    private static final String SLICE = "--slice";
    private static final String COST = "--cost-column";
    private static final String ID = "--id-column";
    private static final String TASK = "--task";
    private static final String INCLUSION = "--inclusion-column";
    private static final String STRICT_TAGS = "--strict-tags";
    private static final String EMPTY = "--empty-is-right";
    private static final String SYMMETRIC = "--symmetric";
    private static final List<String> USUAL_GOLD = List.of("gold", "input_label", "gold_label");
    private static final List<String> TASKS = List.of("classification", "spans", "relations");

    @Option(
            names = {"--gold-column", GOLD},
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
            description = "A column, of a run one of its dataset: figures for each of its values. Can be repeated.")
    List<String> slices = new ArrayList<>();

    @Option(
            names = COST,
            paramLabel = "NAME",
            description = "The column with the cost in USD; default cost_usd if there is one.")
    String cost = "";

    @Option(
            names = ID,
            paramLabel = "NAME",
            description = "What tells items of two labelings apart; default id, else the row's number.")
    String id = "";

    @Option(
            names = TASK,
            paramLabel = "TASK",
            description =
                    "What labels are: classification, spans or relations; default what they look like. Spans are JSON,"
                            + " or BIO tags in a file with a column token.")
    String task = "";

    @Option(
            names = INCLUSION,
            paramLabel = "NAME",
            description = "The column with the probability that the row came to be judged, to weight accuracy by;"
                    + " default inclusion if there is one.")
    String inclusion = "";

    @Option(names = STRICT_TAGS, description = "With BIO tags: only B- begins a span (IOB2).")
    boolean strictTags;

    @Option(names = EMPTY, description = "With spans: F1 is 1 where there is none at all, neither gold nor given.")
    boolean emptyIsRight;

    @Option(
            names = SYMMETRIC,
            paramLabel = "TYPE",
            description = "With relations: a type whose direction means nothing. Can be repeated.")
    List<String> symmetric = new ArrayList<>();

    /** What is asked about that file; a column that it does not have ends the command. */
    Query query(InputFile labeled) {
        Columns columns = Columns.ofFigures(labeled);
        Query query = labels(columns, columns.choose(gold, GOLD, USUAL_GOLD))
                .set("costColumn", COST, columns.optional(cost, COST));
        query.set("inclusionColumn", INCLUSION, columns.optional(inclusion, INCLUSION));
        slices.forEach(slice -> query.set("sliceColumns", SLICE, columns.require(slice, SLICE)));
        return withTask(query);
    }

    /** What is asked about a file to compare with. */
    Query compared(InputFile labeled) {
        Columns columns = Columns.ofFigures(labeled);
        String found = Stream.concat(Stream.of(gold), gold.isEmpty() ? USUAL_GOLD.stream() : Stream.empty())
                .filter(columns.names()::contains)
                .findFirst()
                .orElse("");
        return withTask(labels(columns, found).set("goldOptional", GOLD, found.isEmpty() ? "true" : ""));
    }

    /**
     * What is asked about a run, which has its columns; one that is named ends the command.
     *
     * @param sliced whether figures for slices are asked
     */
    Query ofRun(boolean sliced) {
        if (!(gold + cost + id + inclusion).isEmpty() || !label.equals(ResultColumns.LABEL)) {
            throw CommandFailure.usage("--run goes without columns but those of --slice: they are those of a file");
        }
        Query query = withTask(new Query("/evaluations"));
        if (sliced) {
            slices.forEach(slice -> query.set("sliceColumns", SLICE, slice));
        }
        return query;
    }

    private Query withTask(Query query) {
        query.set("task", TASK, Choice.of(TASK, task, TASKS).toUpperCase(Locale.ROOT))
                .set("strictTags", STRICT_TAGS, strictTags ? "true" : "")
                .set("emptyIsRight", EMPTY, emptyIsRight ? "true" : "");
        symmetric.forEach(type -> query.set("symmetricTypes", SYMMETRIC, type));
        return query;
    }

    private Query labels(Columns columns, String found) {
        return new Query("/evaluations")
                .set("goldColumn", GOLD, found)
                .set("labelColumn", LABEL, columns.require(label, LABEL))
                .set("idColumn", ID, columns.optional(id, ID));
    }
}
