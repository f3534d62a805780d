package io.autolabeler.labeling.dataset;

/**
 * Cuts a file that comes in pieces into records; where the pieces are cut makes no difference.
 *
 * <p>A record that breaks the rules of its format, is never closed or is too large is rejected, and reading goes on at the
 * line after its first. Empty lines between records are passed over. Time is linear in the bytes. Not thread-safe.
 */
final class RecordSplitter {
    private final RecordSyntax syntax;
    private final int largest;
    private int line;
    private boolean skipping;

    /**
     * Goes on where another splitter stopped.
     *
     * @param largest record taken, in bytes with its line end
     * @param line of the file at which the next bytes start, from 1
     * @param skipping true if the next bytes belong to a line that is being passed over
     */
    RecordSplitter(RecordSyntax syntax, int largest, int line, boolean skipping) {
        this.syntax = syntax;
        this.largest = largest;
        this.line = line;
        this.skipping = skipping;
    }

    /** The line at which the bytes not yet consumed start. */
    int line() {
        return line;
    }

    /** True if the bytes not yet consumed belong to a line that is being passed over. */
    boolean skipping() {
        return skipping;
    }

    /**
     * Hands out the records of the block; returns how far its bytes are consumed, at the file's end all of them.
     *
     */
    int split(Block block, int start, RecordSink sink) {
        int at = skipping ? skipLine(block, start) : start;
        while (at < block.end() && !skipping) {
            int window = (int) Math.min(block.end(), (long) at + largest);
            boolean cut = window < block.end();
            RecordEnd found = syntax.end(block.bytes(), at, window, block.fileEnd() && !cut);
            if (found instanceof RecordEnd.Open && !cut && !block.fileEnd()) {
                return at;
            }
            at = switch (found) {
                case RecordEnd.Whole(int contentEnd, int next) -> {
                    take(block.bytes(), at, contentEnd, sink);
                    yield next;
                }
                case RecordEnd.Broken(String reason) -> reject(block, at, reason, sink);
                case RecordEnd.Open(boolean quoted) -> reject(block, at, openReason(quoted, cut), sink);
            };
        }
        return at;
    }

    private void take(byte[] bytes, int start, int contentEnd, RecordSink sink) {
        if (contentEnd > start) {
            sink.record(line, bytes, start, contentEnd);
        }
        line += 1 + Block.lineEnds(bytes, start, contentEnd);
    }

    private int reject(Block block, int start, String reason, RecordSink sink) {
        sink.rejected(line, reason);
        return skipLine(block, start);
    }

    private int skipLine(Block block, int start) {
        int next = RecordSyntax.nextLine(block.bytes(), start, block.end(), block.fileEnd());
        skipping = next < 0 && !block.fileEnd();
        if (next >= 0) {
            line++;
            return next;
        }
        // A CR at the very end stays, since an LF that comes next belongs to it.
        boolean halfLineEnd = skipping && block.end() > start && block.bytes()[block.end() - 1] == '\r';
        return halfLineEnd ? block.end() - 1 : block.end();
    }

    private String openReason(boolean quoted, boolean tooLarge) {
        if (tooLarge) {
            String size = "the row is larger than " + (largest >> 20) + " MiB";
            return quoted ? size + "; is its quote closed?" : size;
        }
        return "a quote is opened and never closed";
    }
}
