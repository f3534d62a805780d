package io.autolabeler.labeling.dataset;

/** Takes the rows of a file in order. */
interface RowSink {
    void row(ParsedRow row);

    /** A row that cannot be read starts at the line. */
    void rejected(int line, String reason);
}
