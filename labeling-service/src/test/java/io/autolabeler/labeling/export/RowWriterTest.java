package io.autolabeler.labeling.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import io.autolabeler.labeling.dataset.StoredRow;
import io.autolabeler.labeling.v1.ExportFormat;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowWriterTest {
    private static final String RESULT_COLUMNS =
            "label,confidence,raw_confidence,route,error_code,cost_usd,model,prompt_version,run_id,final_label,label_source";
    private static final ExportedResult LABELED = new ExportedResult(
            "spam, \"really\"",
            0.5,
            1e-7,
            "AUTO_ACCEPT",
            null,
            new BigDecimal("0.000001200000"),
            "embedded",
            "p1",
            "r1",
            null,
            "model");
    private static final ExportedResult FAILED = new ExportedResult(
            null, null, null, null, "INVALID_ITEM", BigDecimal.ZERO, "embedded", "p1", "r1", null, null);

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @Test
    void writesInputColumnsInOrderThenTheResults() {
        assertThat(written(ExportFormat.Value.CSV, List.of("b", "text"), row("1", "a,b"), LABELED))
                .isEqualTo(
                        "b,text," + RESULT_COLUMNS + "\n"
                                + "1,\"a,b\",\"spam, \"\"really\"\"\",0.5,0.0000001,AUTO_ACCEPT,,0.0000012,embedded,p1,r1,,model\n");
        assertThat(written(ExportFormat.Value.TSV, List.of("b", "text"), row("1\t", "a,b"), FAILED))
                .isEqualTo("b\ttext\t" + RESULT_COLUMNS.replace(',', '\t') + "\n"
                        + "\"1\t\"\ta,b\t\t\t\t\tINVALID_ITEM\t0\tembedded\tp1\tr1\t\t\n");
    }

    @Test
    void writesNumbersAsNumbersAndNullForWhatIsAbsent() {
        StoredRow row = new StoredRow(0, Arrays.asList("a", "1.50", "{\"x\":[1]}", null, "", "7"), Set.of(1, 2));

        assertThat(written(ExportFormat.Value.JSONL, List.of("text", "n", "deep", "gone", "empty", "s"), row, LABELED))
                .isEqualTo(
                        "{\"text\":\"a\",\"n\":1.50,\"deep\":{\"x\":[1]},\"gone\":null,\"empty\":\"\",\"s\":\"7\","
                                + "\"label\":\"spam, \\\"really\\\"\",\"confidence\":0.5,\"raw_confidence\":0.0000001,"
                                + "\"route\":\"AUTO_ACCEPT\",\"error_code\":null,\"cost_usd\":0.0000012,\"model\":\"embedded\","
                                + "\"prompt_version\":\"p1\",\"run_id\":\"r1\",\"final_label\":null,\"label_source\":\"model\"}\n");
    }

    @Test
    void renamesInputColumnsThatWouldClash() {
        assertThat(ExportColumns.names(List.of("label", "input_label", "text", "run_id")))
                .startsWith("input_input_label", "input_label", "text", "input_run_id", "label")
                .doesNotHaveDuplicates();
    }

    @Test
    void leavesFormulasAsTheyAre() {
        assertThat(written(ExportFormat.Value.CSV, List.of("text"), row("=1+1"), FAILED))
                .contains("\n=1+1,");
    }

    @Test
    void fillsUpRowsThatEndEarly() {
        assertThat(written(ExportFormat.Value.CSV, List.of("text", "late"), row("a"), FAILED))
                .contains("\na,,,,,,INVALID_ITEM,");
        assertThat(written(ExportFormat.Value.JSONL, List.of("text", "late"), row("a"), FAILED))
                .startsWith("{\"text\":\"a\",\"late\":null,\"label\":null,");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesOddValuesBackAsTheyWere(int seed) throws Exception {
        Random random = new Random(seed);
        StoredRow row = row(value(random), value(random), value(random));
        List<String> columns = List.of("text", "x\"y", "é\n漢");

        String csv = written(ExportFormat.Value.CSV, columns, row, LABELED);
        String tsv = written(ExportFormat.Value.TSV, columns, row, LABELED);
        JsonNode json = new ObjectMapper().readTree(written(ExportFormat.Value.JSONL, columns, row, LABELED));

        assertThat(fields(csv, ',')).isEqualTo(row.values());
        assertThat(fields(tsv, '\t')).isEqualTo(row.values());
        assertThat(columns.stream().map(each -> json.get(each).textValue()).toList())
                .isEqualTo(row.values());
    }

    private static List<String> fields(String file, char separator) {
        return CsvReader.builder().fieldSeparator(separator).ofCsvRecord(file).stream()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .getFields()
                .subList(0, 3);
    }

    private static String value(Random random) {
        String[] parts = {"a", " ", "\"", ",", "\t", "\n", "\r\n", "é", "漢", "\uD83D\uDE00", "\u2028", "\\", "'", "="};
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            value.append(parts[random.nextInt(parts.length)]);
        }
        return value.toString();
    }

    private static StoredRow row(String... values) {
        return new StoredRow(0, new ArrayList<>(Arrays.asList(values)), Set.of());
    }

    private static String written(
            ExportFormat.Value format, List<String> columns, StoredRow row, ExportedResult result) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RowWriter writer = RowWriter.of(format, columns);
        writer.writeHeader(out);
        writer.writeRow(out, row, result);
        return out.toString(StandardCharsets.UTF_8);
    }
}
