package io.autolabeler.labeling.dataset;

/** A record is a line. */
final class LineSyntax implements RecordSyntax {
    @Override
    public RecordEnd end(byte[] bytes, int start, int end, boolean fileEnd) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                int next = RecordSyntax.afterLineEnd(bytes, i, end, fileEnd);
                return next < 0 ? new RecordEnd.Open(false) : new RecordEnd.Whole(i, next);
            }
        }
        return fileEnd ? new RecordEnd.Whole(end, end) : new RecordEnd.Open(false);
    }
}
