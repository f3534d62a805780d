package io.autolabeler.cli.schema;

import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.TaskKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What a project labels with: kind, labels and guidelines.
 *
 * @param labels at least two with different names; a sentiment may leave them out
 */
public record Schema(TaskKind.Value kind, List<Label> labels, String guidelines) {
    private static final int LONGEST_NAME = 200;

    public Schema {
        labels = List.copyOf(labels);
        guidelines = guidelines.strip();
        if (labels.size() < 2 && !(kind == TaskKind.Value.SENTIMENT && labels.isEmpty())) {
            throw new IllegalArgumentException("labels must be at least 2, like a,b: got " + labels.size());
        }
        Set<String> names = new HashSet<>();
        for (Label label : labels) {
            String name = label.getName();
            if (name.isBlank() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
                throw new IllegalArgumentException(
                        "a label's name must have 1 to %d characters, got '%s'".formatted(LONGEST_NAME, name));
            }
            if (!names.add(name)) {
                throw new IllegalArgumentException("label %s stands twice".formatted(name));
            }
        }
    }

    /** A schema of labels that have nothing but a name: {@code a,b,c}. */
    public static Schema ofNames(String commaSeparated) {
        List<Label> labels = List.of(commaSeparated.split(",", -1)).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> Label.newBuilder().setName(name).build())
                .toList();
        return new Schema(TaskKind.Value.CLASSIFICATION, labels, "");
    }

    public Schema withGuidelines(String text) {
        return new Schema(kind, labels, text);
    }

    /**
     * A short name for exactly this schema: equal schemas and examples have equal fingerprints.
     *
     * @param examples what identifies the examples, empty without any
     */
    public String fingerprint(String examples) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, kind.name());
            for (Label label : labels) {
                add(digest, label.getName());
                add(digest, label.getDescription());
            }
            add(digest, guidelines);
            add(digest, examples);
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With its length before it, so that no two lists of texts give the same bytes. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
