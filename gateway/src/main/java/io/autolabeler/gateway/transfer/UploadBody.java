package io.autolabeler.gateway.transfer;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.autolabeler.platform.errors.ErrorCode;
import io.autolabeler.platform.errors.ServiceException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The uncompressed bytes of an upload, cut into pieces and bounded. Not thread-safe. */
final class UploadBody {
    private static final int PIECE = 1024 * 1024;

    private final InputStream body;
    private final long largest;
    private long taken;

    private UploadBody(InputStream body, long largest) {
        this.body = body;
        this.largest = largest;
    }

    /**
     * Reads the request's body.
     *
     * @param encoding the Content-Encoding: none, identity or gzip
     * @param length the Content-Length, -1 if there is none
     */
    static UploadBody open(InputStream body, String encoding, long length, long largest) {
        InputStream whole = length < 0 ? body : new Whole(body, length);
        try {
            return switch (encoding) {
                case "", "identity" -> new UploadBody(whole, largest);
                case "gzip" -> new UploadBody(new GZIPInputStream(whole, 64 * 1024), largest);
                default ->
                    throw new ServiceException(
                            ErrorCode.UNSUPPORTED_MEDIA_TYPE, "the Content-Encoding must be gzip, or none");
            };
        } catch (EOFException | ZipException e) {
            throw notGzip(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes one piece of a file; what it returns for the last piece is the result. */
    @FunctionalInterface
    interface Receiver<T> {
        T take(long offset, ByteString data, boolean last);
    }

    /**
     * Hands the file on in pieces, an empty file as one empty piece.
     *
     * @param start where in the uncompressed file the body begins
     */
    <T> T send(long start, Receiver<T> receiver) {
        long offset = start;
        byte[] data = next();
        while (true) {
            byte[] following = next();
            T taken = receiver.take(offset, UnsafeByteOperations.unsafeWrap(data), following.length == 0);
            if (following.length == 0) {
                return taken;
            }
            offset += data.length;
            data = following;
        }
    }

    /** The next piece of at most 1 MiB, full unless it is the last; empty at the end. */
    private byte[] next() {
        byte[] piece = read();
        taken += piece.length;
        if (taken > largest) {
            throw new ServiceException(
                    ErrorCode.TOO_LARGE, "a file may have at most " + largest + " bytes, uncompressed");
        }
        return piece;
    }

    private byte[] read() {
        try {
            return body.readNBytes(PIECE);
        } catch (EOFException | ZipException e) {
            throw notGzip(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServiceException notGzip(IOException fault) {
        return new ServiceException(
                ErrorCode.INVALID_ARGUMENT, "the body is not whole, valid gzip; send the file again", List.of(), fault);
    }

    /** A stream that ends early is a client that went away, and must not pass for the end of the file. */
    private static final class Whole extends FilterInputStream {
        private long left;

        Whole(InputStream body, long length) {
            super(body);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? -1 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            count(count);
            return count;
        }

        private void count(int count) throws IOException {
            if (count < 0 && left > 0) {
                throw new IOException("the client went away with " + left + " bytes to come");
            }
            left -= Math.max(0, count);
        }
    }
}
