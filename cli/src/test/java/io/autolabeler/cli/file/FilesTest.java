package io.autolabeler.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.autolabeler.labeling.v1.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"a.csv,CSV,false", "b.TSV.GZ,TSV,true", "x.y.jsonl,JSONL,false", "d.csv.gz,CSV,true"})
    void knowsAKindByItsEnding(String name, FileFormat.Value format, boolean gzip) {
        assertThat(FileKind.of(name)).contains(new FileKind(format, gzip));
    }

    @ParameterizedTest
    @CsvSource({"a.json", "b.parquet", "c", ".csvv", "d.gz"})
    void knowsNoOtherKind(String name) {
        assertThat(FileKind.of(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"text\":1}' | JSONL",
                "'text\tid\n1\t2' | TSV",
                "'text,id' | CSV",
                "'\uFEFF {' | JSONL",
                "'' | CSV"
            })
    void knowsAKindByItsFirstBytes(String text, FileFormat.Value format) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(FileKind.sniff(new ByteArrayInputStream(bytes))).isEqualTo(new FileKind(format, false));
    }

    @Test
    void readsQuotedNewlinesMarksAndCarriageReturns() throws IOException {
        List<Map<String, String>> rows = rows("a.csv", "\uFEFFtext,n\r\n\"two\nlines, \"\"quoted\"\"\",1\r\nshort\r\n");

        assertThat(rows.getFirst())
                .containsEntry("text", "two\nlines, \"quoted\"")
                .containsEntry("n", "1");
        assertThat(rows).hasSize(2);
    }

    @Test
    void readsJsonLinesAndPassesOverBrokenOnes() throws IOException {
        assertThat(rows("a.jsonl", "{\"a\":1,\"b\":null,\"c\":[2]}\nnonsense\n\n{\"a\":\"é\"}"))
                .containsExactly(Map.of("a", "1", "b", "", "c", "[2]"), Map.of("a", "é"));
    }

    @Test
    void takesTheOnlyColumnWithTexts() throws IOException {
        Columns columns = columns("id,body,score\n1,hello,0.5\n2,,7\n");

        assertThat(columns.text("", List.of())).isEqualTo("body");
        assertThat(columns.text("score", List.of())).isEqualTo("score");
        assertThat(columns("a,b\nx,y\n").text("", List.of("a"))).isEqualTo("b");
        assertThat(columns("n\n12\nx\n").text("", List.of())).isEqualTo("n");
    }

    @Test
    void clashingColumnsGetANameThatIsFree() {
        assertThat(ResultColumns.renamed(List.of("text", "label", "input_label", "route")))
                .isEqualTo(Map.of("label", "input_input_label", "route", "input_route"));
    }

    @Test
    void aBrokenRowDoesNotHideTheColumns() throws IOException {
        assertThat(columns("text,n\n\"broken\"x,1\n").names()).containsExactly("text", "n");
    }

    @Test
    void findsTheLineThatIsNotUtf8() throws IOException {
        Path file = folder.resolve("a.csv");
        byte[] bytes = "text\n\u20AC\nx\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        assertThat(FileCheck.of(FileCheck.file(Files.write(file, bytes).toString()))
                        .bytes())
                .isEqualTo(bytes.length);
        bytes[bytes.length - 2] = (byte) 0xC3;
        Files.write(file, bytes);

        assertThatExceptionOfType(UnusableFile.class)
                .isThrownBy(() -> FileCheck.of(FileCheck.file(file.toString())))
                .withMessage(file + " is not UTF-8: line 150000 holds byte 0xC3; save it as UTF-8");
    }

    @Test
    void aCharacterCutAtTheEndIsNotUtf8() throws IOException {
        Path file = Files.write(folder.resolve("a.csv"), new byte[] {'t', '\n', (byte) 0xE2, (byte) 0x82});

        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> FileCheck.of(FileCheck.file(file.toString())));
    }

    @Test
    void anOutputIsWholeOrAsBefore() throws IOException {
        OutputFile output = OutputFile.of(Files.writeString(folder.resolve("o.csv"), "old"));

        assertThatIOException()
                .isThrownBy(() -> output.replace(out -> {
                    out.write(1);
                    throw new IOException("cut");
                }));

        assertThat(output.path()).content().isEqualTo("old");
        output.replace(out -> out.write('n'));
        assertThat(output.path()).content().isEqualTo("n");
        assertThat(folder.toFile().list()).hasSize(1);
        assertThat(output.rejected().getFileName()).hasToString("o.csv.rejected.csv");
    }

    private Columns columns(String text) throws IOException {
        return Columns.of(
                FileCheck.file(Files.writeString(folder.resolve("c.csv"), text).toString()));
    }

    private List<Map<String, String>> rows(String name, String text) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        Rows.each(FileCheck.file(Files.writeString(folder.resolve(name), text).toString()), rows::add);
        return rows;
    }
}
