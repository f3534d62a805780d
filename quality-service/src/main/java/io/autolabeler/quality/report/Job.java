package io.autolabeler.quality.report;

import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportInput;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/** What an analysis has to work with. */
interface Job {
    /** The report with its settings. */
    Report report();

    /** Visits the file's rows, as {@link FileRows#each}; can be done again. */
    ReportInput rows(Consumer<FileRow> visit);

    /** Another report that is done, with its result and rows. */
    Job other(UUID reportId);

    /** What earlier reports of a name found out about annotators, from other annotations than these. */
    List<PastLabels> history(String name, UUID source);

    /** Keeps for later reports of that name what this one found out from these annotations. */
    void remember(String name, UUID source, List<PastLabels> found);

    /** Takes the share done; throws when the work is to stop. */
    DoubleConsumer progress();

    /** The rows that come out; they can be read once the report is done. */
    OutputRows output();
}
