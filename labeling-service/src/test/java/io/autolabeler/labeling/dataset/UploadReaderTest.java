package io.autolabeler.labeling.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.autolabeler.labeling.v1.FileFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadReaderTest {
    private static final FileFormat.Value CSV = FileFormat.Value.CSV;

    @Test
    void readsQuotedSeparatorsLineEndsAndQuotes() {
        ReadFile read = ReadFile.csv("id,text\r\n1,\"a, \"\"b\"\"\r\nc\"\r\n2,d\r\n");

        assertThat(read.texts()).containsExactly("a, \"b\"\r\nc", "d");
        assertThat(read.state.columns()).containsExactly("id", "text");
        assertThat(read.rows.getFirst().values()).containsExactly("1", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void takesAnyLineEndAndALastLineWithoutOne(String lineEnd) {
        ReadFile read = ReadFile.csv(String.join(lineEnd, "text", "a", "", "b"));

        assertThat(read.texts()).containsExactly("a", "b");
        assertThat(read.rejected).isEmpty();
    }

    @Test
    void passesOverAByteOrderMarkBeforeAQuotedHeader() {
        assertThat(ReadFile.csv("\uFEFF\"text\"\na\n").state.columns()).containsExactly("text");
    }

    @Test
    void keepsEmptyTextsAsRows() {
        assertThat(ReadFile.csv("text,id\n,1\n\"\",2\n").texts()).containsExactly("", "");
    }

    @Test
    void rejectsARowWithTheWrongNumberOfFieldsByItsLine() {
        ReadFile read = ReadFile.csv("id,text\n1,\"two\nlines\"\n2\n3,c,d\n4,e\n");

        assertThat(read.texts()).containsExactly("two\nlines", "e");
        assertThat(read.rejected)
                .containsExactly(
                        entry(4, "the row has 1 fields where the header has 2"),
                        entry(5, "the row has 3 fields where the header has 2"));
    }

    @Test
    void rejectsARowWithAnUnclosedQuoteAndGoesOnAtTheNextLine() {
        ReadFile read = ReadFile.csv("id,text\n1,a\n2,\"b\n3,c\n4,d\n");

        assertThat(read.texts()).containsExactly("a", "c", "d");
        assertThat(read.rejected).containsExactly(entry(3, "a quote is opened and never closed"));
    }

    @Test
    void rejectsTextAfterAClosingQuoteAndGoesOnAtTheNextLine() {
        ReadFile read = ReadFile.csv("id,text\n1,\"say \"hi\" now\"\n2,5\" screen\n");

        assertThat(read.texts()).containsExactly("5\" screen");
        assertThat(read.rejected.get(2)).startsWith("text follows a closing quote");
    }

    @Test
    void rejectsTextThatIsTooLongAndNulCharacters() {
        String longest = "\uD83D\uDE00".repeat(RowRules.LONGEST_TEXT);
        ReadFile read = ReadFile.csv("text\n" + longest + "\n" + longest + "x\na\0b\n");

        assertThat(read.texts()).containsExactly(longest);
        assertThat(read.rejected)
                .containsExactly(
                        entry(3, "the text has 100,001 characters; at most 100,000 are taken"),
                        entry(4, "a value holds a NUL character"));
    }

    @Test
    void rejectsARowLargerThanTheLimitAndGoesOnAtTheNextLine() {
        String huge = "x".repeat(5 << 20);
        ReadFile read = ReadFile.csv("text,n\n" + huge + ",1\n\"" + huge + "\",2\n\"a\n" + huge + "\",3\nb,4\n");

        assertThat(read.texts()).containsExactly("b");
        assertThat(read.rejected).containsKeys(2, 3, 4, 5);
        assertThat(read.rejected.get(2)).isEqualTo("the row is larger than 4 MiB");
        assertThat(read.rejected.get(3)).isEqualTo("the row is larger than 4 MiB; is its quote closed?");
    }

    @Test
    void takesAQuotedFieldOfMegabytesAcrossPieces() {
        String note = "line\n".repeat(600_000);
        byte[] file = ("text,note\na,\"" + note + "\"\nb,c\n").getBytes(StandardCharsets.UTF_8);

        ReadFile read = ReadFile.inPieces(new UploadReader(CSV, ReadFile.NOTHING_ASKED), file, 1 << 20, new Random(1));

        assertThat(read.texts()).containsExactly("a", "b");
        assertThat(read.rows.getFirst().values().get(1)).isEqualTo(note);
    }

    @Test
    void namesTheLineThatIsNotUtf8() {
        byte[] file = "text\na\nb\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> ReadFile.whole(new UploadReader(CSV, ReadFile.NOTHING_ASKED), file))
                .isInstanceOf(UnusableFile.class)
                .hasMessage("line 3 is not valid UTF-8; save the file as UTF-8 and import it again");
    }

    @Test
    void refusesACharacterCutOffAtTheEndOfTheFile() {
        assertThatThrownBy(() -> ReadFile.whole(
                        new UploadReader(CSV, ReadFile.NOTHING_ASKED), new byte[] {'t', '\n', 'a', (byte) 0xC3}))
                .hasMessageContaining("line 2 is not valid UTF-8");
    }

    @Test
    void refusesHeadersFromWhichNoTableCanBeMade() {
        assertThatThrownBy(() -> ReadFile.csv("")).hasMessageContaining("the file is empty");
        assertThatThrownBy(() -> ReadFile.csv("\n\r\n")).hasMessageContaining("the file is empty");
        assertThatThrownBy(() -> ReadFile.csv("text,a,a\n"))
                .hasMessage("the header has more than one column named `a`");
        assertThatThrownBy(() -> ReadFile.csv("text,\"a\nb,c\n"))
                .hasMessage("the header at line 1 cannot be read: a quote is opened and never closed");
        assertThatThrownBy(() -> ReadFile.csv("a,b\n1,2\n"))
                .hasMessage("no column is named `text`; say which one holds the text. The columns are: a, b");
    }

    @Test
    void findsTheTextColumn() {
        assertThat(ReadFile.csv("a,text\n1,2\n").texts()).containsExactly("2");
        assertThat(ReadFile.csv("only\nx\n").texts()).containsExactly("x");

        ReadFile read = ReadFile.whole(
                new UploadReader(CSV, new AskedColumns("", "gold", "nr")),
                "nr,gold,body\n7,spam,win\n8,,hello\n".getBytes(StandardCharsets.UTF_8));

        assertThat(read.rows)
                .containsExactly(
                        new ParsedRow("win", "7", "spam", java.util.Arrays.asList("7", "spam", null), Set.of()),
                        new ParsedRow("hello", "8", null, java.util.Arrays.asList("8", "", null), Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CSV", "TSV", "JSONL"})
    void refusesAColumnAskedForThatIsMissing(String format) {
        UploadReader reader = new UploadReader(FileFormat.Value.valueOf(format), new AskedColumns("body", "", ""));
        String file = format.equals("JSONL") ? "{\"a\":\"x\"}\n" : "a\nx\n";

        assertThatThrownBy(() -> ReadFile.whole(reader, file.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnusableFile.class)
                .hasMessage("there is no column `body`. The columns are: a");
    }

    @Test
    void readsTabsAsSeparatorsOfTsv() {
        ReadFile read = ReadFile.whole(
                new UploadReader(FileFormat.Value.TSV, ReadFile.NOTHING_ASKED),
                "id\ttext\n1\ta,b\n2\t\"c\td\"\n".getBytes(StandardCharsets.UTF_8));

        assertThat(read.texts()).containsExactly("a,b", "c\td");
    }

    @Test
    void stopsHoldingMoreThanTheLargestRecord() {
        UploadReader reader = new UploadReader(CSV, ReadFile.NOTHING_ASKED, 1 << 10);
        ReadFile read = new ReadFile();
        UploadState state = reader.read(UploadState.START, "text\n\"".getBytes(StandardCharsets.UTF_8), false, read);
        for (int i = 0; i < 100; i++) {
            state = reader.read(state, "no line end here ".getBytes(StandardCharsets.UTF_8), false, read);
            assertThat(state.tail()).hasSizeLessThanOrEqualTo(1 << 10);
        }
        reader.read(state, "end\nb\n".getBytes(StandardCharsets.UTF_8), true, read);

        assertThat(read.texts()).containsExactly("b");
        assertThat(List.copyOf(read.rejected.keySet())).containsExactly(2);
    }
}
