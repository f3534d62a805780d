package io.autolabeler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {
    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @TempDir
    Path folder;

    @Test
    void comparesAFileWithoutAskingTheGateway() throws IOException {
        Path file = Files.writeString(folder.resolve("o.csv"), "text,gold,label\nx,a,a\ny,b,a\n");

        assertThat(gateway.run("evaluate", file.toString()).out())
                .contains("accuracy  0.5000 (1 of 2)", "macro-F1  0.3333");
        assertThat(JsonParser.parseString(gateway.run("evaluate", "--input=" + file, "--json")
                                .out())
                        .getAsJsonObject()
                        .get("accuracy")
                        .getAsDouble())
                .isEqualTo(0.5);
        assertThat(gateway.requestCount()).isZero();
    }

    @Test
    void takesOtherColumns() throws IOException {
        Path file = Files.writeString(folder.resolve("o.tsv"), "truth\tguess\na\ta\n");

        PlayedGateway.Ended ended =
                gateway.run("evaluate", file.toString(), "--label-column=truth", "--predicted-column=guess");

        assertThat(ended.out()).contains("1.0000 (1 of 1)");
    }

    @Test
    void saysWhichColumnsThereAre() throws IOException {
        Path file = Files.writeString(folder.resolve("o.csv"), "text,label\nx,a\n");

        assertThat(gateway.run("evaluate", file.toString()).err())
                .contains("has no column gold: name it with --label-column; its columns are text, label");
        assertThat(gateway.run("evaluate").err()).contains("name one labeled file");
        assertThat(gateway.run("evaluate", file.toString(), "--label-column=text", "--predicted-column=z")
                        .err())
                .contains("has no column z (--predicted-column)");
    }
}
