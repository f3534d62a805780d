package io.autolabeler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong on this machine is said in one line, and the gateway is not asked anything. */
class BadInputTest {
    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("in.csv"), "text,n\nhello,1\n");
        Files.writeString(folder.resolve("two.csv"), "question,answer\nhello,you\n");
        Files.writeString(folder.resolve("empty.csv"), "");
        Files.writeString(folder.resolve("empty.csv.gz"), "");
        Files.writeString(folder.resolve("head.csv"), "text,n\n");
        Files.writeString(folder.resolve("fake.csv.gz"), "text\nhello\n");
        Files.writeString(folder.resolve("in.parquet"), "PAR1");
        Files.writeString(folder.resolve("in.json"), "[]");
        Files.writeString(folder.resolve("schema.yaml"), "labels: [a, b]\ncolour: red\n");
        Files.writeString(folder.resolve("short.yaml"), "labels:\n  - name: a\n    descripton: x\n");
        Files.write(folder.resolve("latin.csv"), "text\nok\ncafé\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --input nope.csv --output o.csv --labels a,b                      | 2 | no such file: nope.csv
            --input in.parquet --output o.csv --labels a,b                    | 2 | format parquet of in.parquet is not supported: use csv, tsv or jsonl
            --input in.json --output o.csv --labels a,b                       | 2 | format json of in.json is not supported: use csv, tsv or jsonl
            --input in.csv --output o.parquet --labels a,b                    | 2 | format parquet of o.parquet is not supported
            --input in.csv --output o --labels a,b                            | 2 | o has no ending that names its format
            --input in.csv --output none/o.csv --labels a,b                   | 2 | no such folder for the output
            --input in.csv --output in.csv --labels a,b                       | 2 | is a file that is read or written already
            --input in.csv --input two.csv --output o.csv --labels a,b        | 2 | 2 inputs need 2 times --output
            --input in.csv --labels a,b                                       | 2 | no output: give --output FILE
            --output o.csv --labels a,b                                       | 2 | no input: give --input FILE
            --input in.csv --output o.csv                                     | 2 | no labels: give --labels a,b,c
            --input in.csv --output o.csv --labels a                          | 2 | labels must be at least 2, like a,b: got 1
            --input in.csv --output o.csv --labels a,b,a                      | 2 | label a stands twice
            --input in.csv --output o.csv --labels a,b --schema schema.yaml   | 2 | give --labels or --schema, not both
            --input in.csv --output o.csv --schema schema.yaml                | 2 | schema.yaml: unknown key colour; known are guidelines, kind, labels
            --input in.csv --output o.csv --schema short.yaml                 | 2 | short.yaml: unknown key labels[0].descripton
            --input in.csv --output o.csv --schema nope.yaml                  | 2 | no such file: nope.yaml
            --input in.csv --output o.csv --project p --guidelines short.yaml | 2 | --guidelines needs --labels or --schema
            --input in.csv --output o.csv --labels a,b --text-column body     | 2 | in.csv has no column body (--text-column); its columns are text, n
            --input in.csv --output o.csv --labels a,b --label-column gold    | 2 | in.csv has no column gold (--label-column)
            --input in.csv --output o.csv --labels a,b --id-column id         | 2 | in.csv has no column id (--id-column)
            --input in.csv --output o.csv --labels a,b --examples two.csv     | 2 | two.csv has no column label (--examples-label-column); its columns are question, answer
            --input two.csv --output o.csv --labels a,b                       | 2 | two.csv has no column text; its columns are question, answer: name one with --text-column
            --input in.csv --output o.csv --labels a,b --id-column n --label-column n | 2 | must be different columns
            --input in.csv --output o.csv --labels a,b --auto-accept-threshold .9     | 2 | need --enable-hitl
            --input in.csv --output o.csv --labels a,b --enable-hitl --auto-accept-threshold 1.2 | 2 | --auto-accept-threshold must be above 0 and at most 1, got 1.2
            --input in.csv --output o.csv --labels a,b --enable-hitl --auto-accept-threshold .5 --human-review-threshold .6 | 2 | must not be above
            --input in.csv --output o.csv --labels a,b --limit 0              | 2 | --limit must be at least 1, got 0
            --input in.csv --output o.csv --labels a,b --limit ten            | 2 | Invalid value for option '--limit'
            --input in.csv --output o.csv --labels a,b --max-cost -1          | 2 | --max-cost must be above 0 US dollars, got -1.0
            --input in.csv --output o.csv --labels a,b --address ftp://x      | 2 | address must be like http://127.0.0.1:8080, got ftp://x
            --input in.csv --output o.csv --labels a,b --frobnicate           | 2 | Unknown option: '--frobnicate'
            --input empty.csv --output o.csv --labels a,b                     | 1 | empty.csv is empty (0 bytes)
            --input empty.csv.gz --output o.csv --labels a,b                  | 1 | empty.csv.gz is empty (0 bytes)
            --input head.csv --output o.csv --labels a,b                      | 1 | head.csv holds no row with a text that can be read
            --input fake.csv.gz --output o.csv --labels a,b                   | 1 | fake.csv.gz is not a whole gzip file
            --input latin.csv --output o.csv --labels a,b                     | 1 | latin.csv is not UTF-8: line 3 holds byte 0xE9
            --resume x --input in.csv --output o.csv                          | 2 | --resume goes on with the run's own items: leave --input out
            --resume x                                                        | 2 | --resume needs one --output FILE
            """)
    void isRefusedInOneLine(String line, int code, String message) {
        PlayedGateway.Ended ended = gateway.run(arguments(line));

        assertThat(ended.err().replace(folder + "/", ""))
                .startsWith("error: ")
                .contains(message)
                .hasLineCount(1);
        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.out()).isEmpty();
        assertThat(gateway.requestCount()).isZero();
        assertThat(folder.resolve("o.csv")).doesNotExist();
    }

    @Test
    void anEmptyStandardInputIsRefused() {
        PlayedGateway.Ended ended = gateway.run(arguments("--input - --output o.csv --labels a,b"));

        assertThat(ended.err()).isEqualTo("error: standard input is empty (0 bytes)\n");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void withoutAKeyNothingIsAsked() {
        gateway.environment("AUTOLABELER_API_KEY", "");

        PlayedGateway.Ended ended = gateway.run(arguments("--input in.csv --output o.csv --labels a,b"));

        assertThat(ended.err()).startsWith("error: no API key: set AUTOLABELER_API_KEY");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void anAddressWhereNobodyListensIsAnErrorAtOnce() {
        PlayedGateway.Ended ended =
                gateway.run(arguments("--input in.csv --output o.csv --labels a,b --address http://127.0.0.1:1"));

        assertThat(ended.err())
                .startsWith("error: cannot reach http://127.0.0.1:1: ")
                .contains("./autolabeler up");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void anUnknownVerbIsRefused() {
        assertThat(gateway.run("optimize").err()).contains("Unmatched argument at index 0: 'optimize'");
        assertThat(gateway.run("optimize").code()).isEqualTo(2);
        assertThat(gateway.run().err()).contains("no verb given");
        assertThat(gateway.run("runs").code()).isEqualTo(2);
    }

    /** File names of the line become paths in the folder. */
    private String[] arguments(String line) {
        List<String> arguments = new ArrayList<>(List.of("label"));
        for (String part : line.strip().split(" ", -1)) {
            boolean file = part.matches("(\\w+/)?\\w+\\.[a-z]+(\\.gz)?") || part.equals("o");
            arguments.add(file ? folder.resolve(part).toString() : part);
        }
        return arguments.toArray(String[]::new);
    }
}
