package io.autolabeler.labeling.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the reading of a file stands between two pieces.
 *
 * @param tail bytes after the last whole record
 * @param nextLine line of the file at which the tail starts, from 1
 * @param skipping true if the tail belongs to a line that is being passed over
 * @param columns known so far
 * @param textColumn null while it is not known
 */
record UploadState(
        byte[] tail,
        int nextLine,
        boolean skipping,
        List<String> columns,
        @Nullable String textColumn) {
    static final UploadState START = new UploadState(new byte[0], 1, false, List.of(), null);

    /** True if nothing of the file is consumed. */
    boolean atStart() {
        return nextLine == 1 && !skipping;
    }
}
