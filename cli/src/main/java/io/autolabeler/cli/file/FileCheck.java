package io.autolabeler.cli.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipException;

/**
 * What one pass over a file tells before anything is created.
 *
 * @param bytes its size, decompressed
 * @param sha256 of the decompressed content, lower-case hex
 */
public record FileCheck(long bytes, String sha256) {
    private static final int BUFFER = 256 * 1024;

    /** Refuses a name that is not a readable file of a known format. */
    public static InputFile file(String name) {
        Path path = Path.of(name);
        if (!Files.exists(path)) {
            throw UnusableFile.named("no such file: " + name);
        }
        if (Files.isDirectory(path)) {
            throw UnusableFile.named(name + " is a folder, not a file");
        }
        if (!Files.isReadable(path)) {
            throw UnusableFile.named(name + " cannot be read: no permission");
        }
        FileKind kind = FileKind.of(name).orElseThrow(() -> UnusableFile.named(FileKind.refusal(name)));
        return new InputFile(path, name, kind);
    }

    /** Reads the whole file once, in bounded memory: it must not be empty, and must be UTF-8 from end to end. */
    public static FileCheck of(InputFile file) {
        try (InputStream in = file.open()) {
            FileCheck check = read(file.name(), in);
            if (check.bytes == 0) {
                throw UnusableFile.content(file.name() + " is empty (0 bytes)");
            }
            return check;
        } catch (EOFException | ZipException e) {
            throw Files.exists(file.path()) && file.path().toFile().length() == 0
                    ? UnusableFile.content(file.name() + " is empty (0 bytes)")
                    : UnusableFile.content(file.name() + " is not a whole gzip file: " + e.getMessage());
        } catch (IOException e) {
            throw UnusableFile.content("cannot read %s: %s".formatted(file.name(), e.getMessage()));
        }
    }

    private static FileCheck read(String name, InputStream in) throws IOException {
        MessageDigest digest = digest();
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        long total = 0;
        long line = 1;
        boolean ended = false;
        while (!ended) {
            int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = count < 0;
            if (!ended) {
                digest.update(bytes.array(), bytes.position(), count);
                total += count;
                bytes.position(bytes.position() + count);
            }
            bytes.flip();
            CoderResult result = decoder.decode(bytes, chars.clear(), ended);
            line += lineFeeds(chars.flip());
            if (result.isError()) {
                throw UnusableFile.content("%s is not UTF-8: line %d holds byte 0x%02X; save it as UTF-8"
                        .formatted(name, line, bytes.get(bytes.position())));
            }
            bytes.compact();
        }
        return new FileCheck(total, HexFormat.of().formatHex(digest.digest()));
    }

    private static long lineFeeds(CharBuffer chars) {
        long count = 0;
        while (chars.hasRemaining()) {
            if (chars.get() == '\n') {
                count++;
            }
        }
        return count;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
