package io.autolabeler.labeling.dataset;

/** Where a record ends that starts at a known place. */
sealed interface RecordEnd {
    /**
     * The record is whole.
     *
     * @param contentEnd the end of its bytes, without the line end
     * @param next where the next record starts
     */
    record Whole(int contentEnd, int next) implements RecordEnd {}

    /**
     * The bytes given end inside the record.
     *
     * @param quoted true if they end inside quotes
     */
    record Open(boolean quoted) implements RecordEnd {}

    /** The record breaks a rule of its format. */
    record Broken(String reason) implements RecordEnd {}
}
