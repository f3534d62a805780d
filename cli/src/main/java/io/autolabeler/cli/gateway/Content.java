package io.autolabeler.cli.gateway;

import java.io.InputStream;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What an upload sends.
 *
 * @param type the media type
 * @param gzip the bytes are compressed
 * @param offset where they begin, in bytes of the uncompressed file
 * @param patience how long the whole upload may take
 * @param bytes opened once, when the sending begins
 */
public record Content(String type, boolean gzip, long offset, Duration patience, Supplier<InputStream> bytes) {
    InputStream open() {
        return bytes.get();
    }
}
