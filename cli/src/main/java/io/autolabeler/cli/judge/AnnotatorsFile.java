package io.autolabeler.cli.judge;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.autolabeler.cli.file.WholeFile;
import io.autolabeler.cli.report.ReportOptions;
import io.autolabeler.cli.report.SnakeJson;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.quality.v1.ConsensusResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** What a consensus says of its annotators, in a file beside the labels. */
record AnnotatorsFile(WholeFile file) {
    static final String ANNOTATORS = "by_annotator";
    private static final String ENDING = ".annotators.json";

    /** The file beside those labels; it may itself be named. */
    static AnnotatorsFile of(Path labels) {
        boolean itself = labels.toString().endsWith(ENDING);
        return new AnnotatorsFile(
                new WholeFile(itself ? labels : labels.resolveSibling(labels.getFileName() + ENDING)));
    }

    void write(ConsensusResult result) {
        ReportOptions.write(file, Printing.text(SnakeJson.of(result)));
    }

    /** What was written about each annotator; fails where there is nothing of the kind. */
    List<JsonObject> read() {
        Path path = file.path();
        if (!Files.exists(path)) {
            throw CommandFailure.usage(
                    "no such file: %s; ensemble-staple writes it beside its --output".formatted(path));
        }
        try {
            if (JsonParser.parseString(Files.readString(path)) instanceof JsonObject object
                    && object.get(ANNOTATORS) != null
                    && object.get(ANNOTATORS).isJsonArray()) {
                return StreamSupport.stream(object.getAsJsonArray(ANNOTATORS).spliterator(), false)
                        .map(JsonElement::getAsJsonObject)
                        .toList();
            }
        } catch (IOException e) {
            throw CommandFailure.failure("cannot read %s: %s".formatted(path, e.getMessage()));
        } catch (JsonParseException | IllegalStateException e) {
            // Said below, in the same words.
        }
        throw CommandFailure.failure("%s is not what ensemble-staple writes beside its --output".formatted(path));
    }
}
