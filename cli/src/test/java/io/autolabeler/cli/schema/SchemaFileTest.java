package io.autolabeler.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.TaskKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaFileTest {
    @TempDir
    Path folder;

    @Test
    void yamlAndJsonSayTheSame() throws IOException {
        Schema yaml = read("""
                kind: classification
                guidelines: >
                  Look twice.
                labels:
                  - name: a
                    description: the first
                  - b
                """);
        Schema json = read("""
                {"labels": [{"name": "a", "description": "the first"}, "b"], "guidelines": "Look twice."}""");

        assertThat(yaml).isEqualTo(json);
        assertThat(yaml.guidelines()).isEqualTo("Look twice.");
        assertThat(yaml.fingerprint("")).isEqualTo(json.fingerprint("")).hasSize(12);
        assertThat(yaml.fingerprint("x")).isNotEqualTo(yaml.fingerprint(""));
    }

    @Test
    void labelsMayBeCalledYesNoNullOrOne() throws IOException {
        assertThat(read("labels: [yes, no, null, 1, 2024-01-01]").labels())
                .extracting(Label::getName)
                .containsExactly("yes", "no", "null", "1", "2024-01-01");
    }

    @Test
    void labelsMayBeAMapToDescriptions() throws IOException {
        assertThat(read("labels: {a: one, b: two}").labels())
                .extracting(Label::getDescription)
                .containsExactly("one", "two");
    }

    @Test
    void aSentimentMayLeaveItsLabelsOut() throws IOException {
        assertThat(read("kind: sentiment").kind()).isEqualTo(TaskKind.Value.SENTIMENT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'labels: [a, b'            | line 1:
            'labels: a'                | labels must be a list, got a
            'labels: [a, [b]]'         | name must be a text
            '[a, b]'                   | must hold labels: [...]
            'kind: poetry'             | kind must be classification or sentiment, got poetry
            'labels: [a, b]\nlabels: [c, d]' | duplicate key
            'labels: [a, "" ]'         | a label's name must have 1 to 200 characters
            """)
    void namesTheFault(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), text.replace("\\n", "\n"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchemaFile.read(file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(message);
    }

    private Schema read(String text) throws IOException {
        return SchemaFile.read(Files.writeString(folder.resolve("s.yaml"), text));
    }
}
