package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.quality.v1.RejectedReportRow;
import io.autolabeler.quality.v1.ReportInput;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileRowsTest {
    private final List<String> seen = new ArrayList<>();

    @Test
    void readsCsvWithQuotesMarkAndUnicode() {
        ReportInput read = read(FileFormat.Value.CSV, "\uFEFFitem, label \n1,\"a, \"\"b\"\"\"\n2,ä\uD83D\uDE00\n");

        assertThat(seen).containsExactly("2:1=a, \"b\"", "3:2=ä\uD83D\uDE00");
        assertThat(read.getRows()).isEqualTo(2);
    }

    @Test
    void readsTsvAndJsonLines() {
        read(FileFormat.Value.TSV, "item\tlabel\n1\tx\n");
        read(FileFormat.Value.JSONL, "{\"item\":7,\"label\":\"y\"}\n\n{\"item\":null,\"label\":true}\n");

        assertThat(seen).containsExactly("2:1=x", "1:7=y", "3:=true");
    }

    @Test
    void knowsTheColumnsOfAllJsonLinesFromTheFirst() {
        List<Set<String>> columns = new ArrayList<>();

        FileRows.each(
                () -> new ByteArrayInputStream(
                        "{\"item\":1}\nnonsense\n{\"label\":1.0,\"more\":[2.0]}\n{\"label\":NaN}\n"
                                .getBytes(StandardCharsets.UTF_8)),
                FileFormat.Value.JSONL,
                row -> {
                    columns.add(row.columns());
                    seen.add(row.number() + ":" + row.get("label") + row.get("more"));
                });

        assertThat(columns).hasSize(3).allMatch(each -> List.copyOf(each).equals(List.of("item", "label", "more")));
        assertThat(seen).containsExactly("1:", "3:1[2.0]", "4:NaN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "0x1p3", "NaN", "Infinity", "1e999", "", "1,5"})
    void refusesWhatIsNoDecimalNumber(String value) {
        FileRow row = new FileRow(1, 1, Set.of("x"), Map.of("x", value));

        assertThatThrownBy(() -> row.number("x")).hasMessage("x must be a number, got `" + value + "`");
    }

    @Test
    void readsDecimalNumbers() {
        FileRow row = new FileRow(1, 1, Set.of(), Map.of("a", " -1.5e-3 ", "b", ".5", "c", "2."));

        assertThat(row.number("a")).isEqualTo(-1.5e-3);
        assertThat(row.number("b") + row.number("c")).isEqualTo(2.5);
    }

    @Test
    void countsRowsThatCannotBeUsedWithTheirReasons() {
        ReportInput read = read(FileFormat.Value.CSV, "item,label\n1,x\n2\n3,bad\n");

        assertThat(read.getRows()).isEqualTo(1);
        assertThat(read.getRejectedRows()).isEqualTo(2);
        assertThat(read.getRejectedList())
                .extracting(RejectedReportRow::getLine, RejectedReportRow::getReason)
                .containsExactly(tuple(3, "the row has 1 fields where the header has 2"), tuple(4, "label is bad"));
    }

    @Test
    void refusesFilesWithoutAnyUsableRow() {
        assertFault(FileFormat.Value.CSV, "", "the file is empty");
        assertFault(FileFormat.Value.CSV, "item,label\n", "the file has no rows");
        assertFault(
                FileFormat.Value.JSONL,
                "[1]\nnonsense\n",
                "none of the file's 2 rows can be used; line 1: the line is not a JSON object of at most 1,000 keys");
        assertFault(FileFormat.Value.CSV, "a,a\n1,2\n", "the header has more than one column named `a`");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] latin = "item,label\n1,\u00e4\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() ->
                        FileRows.each(() -> new ByteArrayInputStream(latin), FileFormat.Value.CSV, row -> seen.add("")))
                .isInstanceOf(ReportFault.class)
                .hasMessage("the file is not UTF-8; save it as UTF-8");
    }

    private void assertFault(FileFormat.Value format, String content, String message) {
        assertThatThrownBy(() -> read(format, content))
                .isInstanceOf(ReportFault.class)
                .hasMessage(message);
    }

    private ReportInput read(FileFormat.Value format, String content) {
        return FileRows.each(() -> new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), format, row -> {
            if (row.get("label").equals("bad")) {
                throw new FileRow.RejectedRow("label is bad");
            }
            seen.add(row.line() + ":" + row.get("item") + "=" + row.get("label"));
        });
    }
}
