package io.autolabeler.labeling.dataset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of a file to be read at once.
 *
 * @param end how many of the bytes are valid UTF-8; the rest starts a character that goes on in the next block
 * @param fileEnd true if the file ends with them
 */
record Block(byte[] bytes, int end, boolean fileEnd) {
    private static final int CHARACTERS_AT_ONCE = 8192;

    /**
     * The bytes as a block.
     *
     * @param line of the file at which they start, named if they are not valid UTF-8
     * @throws UnusableFile if the bytes are not valid UTF-8
     */
    static Block checked(byte[] bytes, boolean fileEnd, int line) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(CHARACTERS_AT_ONCE);
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
        CoderResult result;
        do {
            out.clear();
            result = strict.decode(in, out, fileEnd);
        } while (result.isOverflow());
        if (result.isError()) {
            int at = line + lineEnds(bytes, 0, in.position());
            throw new UnusableFile(
                    "data", "line " + at + " is not valid UTF-8; save the file as UTF-8 and import it again");
        }
        return new Block(bytes, in.position(), fileEnd);
    }

    /** How many lines end between two places; CRLF is one line end. */
    static int lineEnds(byte[] bytes, int start, int end) {
        int count = 0;
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == end || bytes[i + 1] != '\n'))) {
                count++;
            }
        }
        return count;
    }
}
