package io.autolabeler.cli.judge;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.quality.v1.ConsensusResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What a consensus says of its annotators, in a file beside the labels. */
record AnnotatorsFile(Path path) {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    static AnnotatorsFile beside(Path labels) {
        return new AnnotatorsFile(labels.resolveSibling(labels.getFileName() + ".annotators.json"));
    }

    void write(ConsensusResult result) {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try {
            Files.writeString(part, GSON.toJson(SnakeJson.of(result)) + "\n");
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CommandFailure.failure("cannot write %s: %s".formatted(path, e.getMessage()));
        }
    }

    /** What was written; fails where there is nothing of the kind. */
    JsonObject read() {
        try {
            if (JsonParser.parseString(Files.readString(path)) instanceof JsonObject object
                    && object.get("by_annotator") != null
                    && object.get("by_annotator").isJsonArray()) {
                return object;
            }
        } catch (IOException e) {
            throw CommandFailure.failure("cannot read %s: ensemble-staple writes it beside its output".formatted(path));
        } catch (JsonParseException e) {
            // Said below, in the same words.
        }
        throw CommandFailure.failure("%s is not what ensemble-staple writes beside its output".formatted(path));
    }
}
