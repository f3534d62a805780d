package io.autolabeler.cli.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes have been read. */
public final class CountedStream extends FilterInputStream {
    private final LongConsumer told;
    private long count;

    /** Counts on from {@code start}. */
    public CountedStream(InputStream in, long start, LongConsumer told) {
        super(in);
        this.count = start;
        this.told = told;
    }

    @Override
    public int read() throws IOException {
        throw new UnsupportedOperationException("read in blocks");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count += Math.max(read, 0);
        told.accept(count);
        return read;
    }
}
