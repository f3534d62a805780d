package io.autolabeler.cli.schema;

import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.TaskKind;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A schema as a YAML or JSON file: {@code kind}, {@code guidelines} and {@code labels}, each label a name or a
 * {@code name} with its {@code description}. An unknown key is an error that names it.
 */
public final class SchemaFile {
    private static final Set<String> KEYS = Set.of("kind", "labels", "guidelines");
    private static final Set<String> LABEL_KEYS = Set.of("name", "description");

    private SchemaFile() {}

    /** The schema in the file; any fault is an {@link IllegalArgumentException} that names the file and the key. */
    public static Schema read(Path file) {
        try {
            return schema(yaml().load(text(file)));
        } catch (MarkedYAMLException e) {
            throw fault(file, "line %d: %s".formatted(e.getProblemMark().getLine() + 1, e.getProblem()));
        } catch (YAMLException e) {
            throw fault(file, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw fault(file, String.valueOf(e.getMessage()));
        }
    }

    /** The whole of a text file; the fault names it. */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("no such file: " + file);
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(file + " is not UTF-8");
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage());
        }
    }

    /** Reads JSON too. Every scalar is a text, so that labels may be called yes, no, null or 1. */
    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Resolver texts = new Resolver() {
            @Override
            protected void addImplicitResolvers() {}
        };
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, texts);
    }

    private static IllegalArgumentException fault(Path file, String reason) {
        return new IllegalArgumentException(reason.contains(file.toString()) ? reason : file + ": " + reason);
    }

    private static Schema schema(@Nullable Object document) {
        if (!(document instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("must hold labels: [...], and may hold kind and guidelines");
        }
        known(map, KEYS, "");
        return new Schema(
                kind(map.get("kind")), labels(map.get("labels")), string(map.get("guidelines"), "guidelines"));
    }

    private static TaskKind.Value kind(@Nullable Object value) {
        String name = string(value, "kind");
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "classification" -> TaskKind.Value.CLASSIFICATION;
            case "sentiment" -> TaskKind.Value.SENTIMENT;
            default -> throw new IllegalArgumentException("kind must be classification or sentiment, got " + name);
        };
    }

    private static List<Label> labels(@Nullable Object value) {
        List<Label> labels = new ArrayList<>();
        if (value instanceof Map<?, ?> descriptions) {
            descriptions.forEach((name, description) -> labels.add(label(name, description)));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                labels.add(label(list.get(i), "labels[" + i + "]"));
            }
        } else if (value != null) {
            throw new IllegalArgumentException("labels must be a list, got " + value);
        }
        return labels;
    }

    private static Label label(@Nullable Object value, String place) {
        if (value instanceof Map<?, ?> map) {
            known(map, LABEL_KEYS, place + ".");
            return label(map.get("name"), map.get("description"));
        }
        return label(value, (Object) null);
    }

    private static Label label(@Nullable Object name, @Nullable Object description) {
        return Label.newBuilder()
                .setName(string(name, "name").strip())
                .setDescription(string(description, "description").strip())
                .build();
    }

    private static void known(Map<?, ?> map, Set<String> keys, String place) {
        for (Object key : map.keySet()) {
            if (!keys.contains(String.valueOf(key))) {
                throw new IllegalArgumentException("unknown key %s%s; known are %s"
                        .formatted(
                                place,
                                key,
                                String.join(", ", keys.stream().sorted().toList())));
            }
        }
    }

    private static String string(@Nullable Object value, String key) {
        if (value instanceof Map || value instanceof List) {
            throw new IllegalArgumentException(key + " must be a text, got " + value);
        }
        return value == null ? "" : value.toString();
    }
}
