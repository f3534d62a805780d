package io.autolabeler.labeling.annotator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What an annotator is told, beside the text.
 *
 * @param hash short, carried by every annotation
 * @param content for people
 */
public record PromptVersion(String hash, String content) {
    private static final int LENGTH = 12;

    /** The version of the content; the prefix, if not empty, ends in a colon. */
    public static PromptVersion of(String prefix, String content) {
        return new PromptVersion(prefix + sha256(content).substring(0, LENGTH), content);
    }

    /** Lower-case hex. */
    public static String sha256(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
