package io.autolabeler.labeling.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.autolabeler.labeling.v1.FileFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made at random, cut at random, against FastCSV and against themselves uncut. */
class UploadReaderFuzzTest {
    private static final String[] PARTS = {
        "a",
        "word ",
        "é",
        "漢",
        "\uD83D\uDE00",
        "\u0000",
        ",",
        "\t",
        "\"",
        "\n",
        "\r\n",
        "\r",
        "\"\"",
        "{\"text\":\"x\"}",
        "'",
        " "
    };

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void readsWellFormedFilesInPiecesAsFastCsvReadsThemWhole(int seed) {
        Random random = new Random(seed);
        boolean tabs = random.nextBoolean();
        String file = wellFormed(random, tabs ? '\t' : ',');
        UploadReader reader =
                new UploadReader(tabs ? FileFormat.Value.TSV : FileFormat.Value.CSV, ReadFile.NOTHING_ASKED);

        ReadFile read =
                ReadFile.inPieces(reader, file.getBytes(StandardCharsets.UTF_8), 1 + random.nextInt(40), random);

        List<List<String>> expected = new ArrayList<>();
        CsvReader.builder()
                .fieldSeparator(tabs ? '\t' : ',')
                .ofCsvRecord(file.startsWith("\uFEFF") ? file.substring(1) : file)
                .forEach(each -> expected.add(each.getFields()));
        assertThat(read.rejected).isEmpty();
        assertThat(read.state.columns()).isEqualTo(expected.removeFirst());
        assertThat(read.rows.stream().map(UploadReaderFuzzTest::fields).toList())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void readsAnyFileTheSameWhereverItIsCut(int seed) {
        Random random = new Random(seed);
        FileFormat.Value format = random.nextBoolean() ? FileFormat.Value.CSV : FileFormat.Value.JSONL;
        UploadReader reader = new UploadReader(format, ReadFile.NOTHING_ASKED, 20 + random.nextInt(60));
        StringBuilder file = new StringBuilder("text,b\n");
        for (int i = random.nextInt(400); i > 0; i--) {
            file.append(PARTS[random.nextInt(PARTS.length)]);
        }
        byte[] bytes = file.toString().getBytes(StandardCharsets.UTF_8);

        ReadFile whole = ReadFile.whole(reader, bytes);
        ReadFile pieces = ReadFile.inPieces(reader, bytes, 1 + random.nextInt(30), random);

        assertThat(pieces.rows).isEqualTo(whole.rows);
        assertThat(pieces.rejected).isEqualTo(whole.rejected);
        assertThat(pieces.state.nextLine()).isEqualTo(whole.state.nextLine());
        assertThat(whole.state.tail()).isEmpty();
        assertThat(pieces.state.tail()).isEmpty();
    }

    private static List<String> fields(ParsedRow row) {
        List<String> fields = new ArrayList<>(row.values());
        fields.set(0, row.text());
        return fields;
    }

    private static String wellFormed(Random random, char separator) {
        int width = 2 + random.nextInt(4);
        StringBuilder file = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "").append("text");
        for (int i = 1; i < width; i++) {
            file.append(separator).append(random.nextBoolean() ? "c" + i : "\"c\n" + i + "\"");
        }
        for (int rows = random.nextInt(30); rows > 0; rows--) {
            file.append(lineEnd(random));
            if (random.nextInt(6) == 0) {
                file.append(lineEnd(random));
            }
            for (int i = 0; i < width; i++) {
                file.append(i == 0 ? "" : separator).append(field(random, separator));
            }
        }
        return random.nextBoolean()
                ? file.toString()
                : file.append(lineEnd(random)).toString();
    }

    private static String lineEnd(Random random) {
        return List.of("\n", "\r\n", "\r").get(random.nextInt(3));
    }

    /** Without a lone CR: after a quoted one, FastCSV 4.2.0 takes the LF that ends the row for a part of a CRLF. */
    private static String field(Random random, char separator) {
        boolean quoted = random.nextBoolean();
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            String part = PARTS[random.nextInt(PARTS.length)];
            boolean plain = part.indexOf(separator) < 0 && !part.contains("\n") && !part.contains("\r");
            if (!part.equals("\u0000") && !part.equals("\r") && (quoted || (plain && !part.contains("\"")))) {
                value.append(part);
            }
        }
        return quoted ? '"' + value.toString().replace("\"", "\"\"") + '"' : value.toString();
    }
}
