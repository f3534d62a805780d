package io.autolabeler.labeling.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns records into rows of a table. */
interface TableReader extends RecordSink {
    /** The columns known so far, in order. */
    List<String> columns();

    /** The name of the text column; null while it is not known. */
    @Nullable
    String textColumn();
}
