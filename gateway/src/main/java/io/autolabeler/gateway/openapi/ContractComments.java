package io.autolabeler.gateway.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the .proto files say about their messages and fields. Compiled descriptors keep no comments, so the files are read. */
final class ContractComments {
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern BLOCK = Pattern.compile("(?:message|enum|service) (\\w+) \\{.*");
    private static final Pattern FIELD =
            Pattern.compile("(?:repeated |optional )?(?:[\\w.]+|map<.*>) (\\w+) = \\d+;.*");
    private static final Pattern ONEOF = Pattern.compile("oneof \\w+ \\{");

    private final Map<String, String> comments = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<String> pending = new ArrayList<>();

    /** The comment before the message (full name) or field (message's full name, dot, field); empty if there is none. */
    String of(String fullName) {
        return comments.getOrDefault(fullName, "");
    }

    /** Reads one file of the contract from the class path. */
    void read(String file) {
        try (InputStream stream = ContractComments.class.getResourceAsStream("/proto/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("the contract is not on the class path: " + file);
            }
            new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .forEach(this::line);
            open.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String line) {
        Matcher block = BLOCK.matcher(line);
        Matcher field = FIELD.matcher(line);
        Matcher name = PACKAGE.matcher(line);
        if (line.startsWith("//")) {
            pending.add(line.substring(2).strip());
            return;
        }
        if (name.matches()) {
            open.push(name.group(1));
        } else if (block.matches()) {
            open.push(open.getFirst() + "." + block.group(1));
            comments.put(open.getFirst(), String.join(" ", pending));
            if (line.endsWith("}")) {
                open.pop();
            }
        } else if (ONEOF.matcher(line).matches()) {
            // Its fields are the message's.
            open.push(open.getFirst());
        } else if (field.matches()) {
            comments.put(open.getFirst() + "." + field.group(1), String.join(" ", pending));
        } else if (line.equals("}")) {
            open.pop();
        }
        pending.clear();
    }
}
