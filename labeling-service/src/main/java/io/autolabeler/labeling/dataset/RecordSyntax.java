package io.autolabeler.labeling.dataset;

/** How the records of a file format are told apart. */
interface RecordSyntax {
    /**
     * Where the record that starts at {@code start} ends.
     *
     * @param end how far the bytes may be read
     * @param fileEnd true if the file ends there, which ends a record too
     */
    RecordEnd end(byte[] bytes, int start, int end, boolean fileEnd);

    /** Where the line after the first line end in the bytes starts; -1 if there is none, or none for sure yet. */
    static int nextLine(byte[] bytes, int start, int end, boolean fileEnd) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                return afterLineEnd(bytes, i, end, fileEnd);
            }
        }
        return -1;
    }

    /** The place after the LF, CRLF or CR that starts here; -1 if it is a CR whose LF may be among the bytes to come. */
    static int afterLineEnd(byte[] bytes, int at, int end, boolean fileEnd) {
        if (bytes[at] == '\n') {
            return at + 1;
        }
        if (at + 1 == end) {
            return fileEnd ? end : -1;
        }
        return bytes[at + 1] == '\n' ? at + 2 : at + 1;
    }
}
