package io.autolabeler.labeling.dataset;

/** Takes the records of a file in order. */
interface RecordSink {
    /** A whole record that is not empty: the bytes from start to end, without its line end. */
    void record(int line, byte[] bytes, int start, int end);

    /** A record that cannot be read starts at the line. */
    void rejected(int line, String reason);
}
