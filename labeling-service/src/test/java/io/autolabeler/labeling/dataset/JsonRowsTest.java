package io.autolabeler.labeling.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonRowsTest {
    @Test
    void takesTheKeysOfAllObjectsAsColumnsInTheOrderTheyTurnUp() {
        ReadFile read = ReadFile.jsonl("{\"id\":1,\"text\":\"a\"}\n\n{\"extra\":null,\"text\":\"b\"}\r\n");

        assertThat(read.state.columns()).containsExactly("id", "text", "extra");
        assertThat(read.texts()).containsExactly("a", "b");
        assertThat(read.rows.get(0).values()).containsExactly("1", null);
        assertThat(read.rows.get(1).values()).containsExactly(null, null, null);
    }

    @Test
    void keepsNumbersDigitByDigitAndNestedValuesAsCompactJson() {
        ReadFile read =
                ReadFile.jsonl("{\"text\":\"a\",\"n\":1.10000000000000000001,\"big\":12345678901234567890,\"ok\":true,"
                        + "\"deep\": {\"x\": [1.50, \"é\\u0000\"]}}");

        ParsedRow row = read.rows.getFirst();
        assertThat(row.values())
                .containsExactly(
                        null, "1.10000000000000000001", "12345678901234567890", "true", "{\"x\":[1.50,\"é\\u0000\"]}");
        assertThat(row.jsonColumns()).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void rejectsLinesThatAreNoRowAndTakesTheOthers() {
        ReadFile read = ReadFile.jsonl("""
                {"text":"a"}
                {"text":"b"
                [1]
                {"text":"c"} {"text":"d"}
                {"text":"e","text":"f"}
                {"other":"g"}
                {"text":null}
                {"text":["h"]}
                {"text":"\\u0000"}
                {"text":"\\ud800"}
                {"text":5}
                {"text":""}
                """);

        assertThat(read.texts()).containsExactly("a", "5", "");
        assertThat(List.copyOf(read.rejected.keySet())).containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(read.rejected.get(2)).startsWith("the line is not valid JSON, near byte ");
        assertThat(read.rejected.get(6)).isEqualTo("the row has no value in the text column `text`");
        assertThat(read.rejected.get(8)).isEqualTo("the text column `text` holds an object or array, not text");
    }

    @Test
    void readsGoldLabelsAndIdsWhereARowHasThem() {
        ReadFile read = ReadFile.jsonl(
                new AskedColumns("", "gold", "nr"), "{\"body\":\"a\"}\n{\"nr\":7,\"gold\":\"x\",\"body\":\"b\"}\n");

        assertThat(read.rows.stream().map(ParsedRow::externalId)).containsExactly("", "7");
        assertThat(read.rows.stream().map(ParsedRow::goldLabel)).containsExactly(null, "x");
    }

    @Test
    void takesTheOnlyStringAsTextAndAsksWhereThereAreSeveral() {
        assertThat(ReadFile.jsonl("{\"n\":1}\n{\"n\":2,\"body\":\"b\"}\n").texts())
                .containsExactly("b");
        assertThatThrownBy(() -> ReadFile.jsonl("{\"a\":\"x\",\"b\":\"y\"}\n"))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("The columns are: a, b");
    }

    @Test
    void rejectsARowThatWouldMakeTooManyColumns() {
        StringBuilder wide = new StringBuilder("{\"text\":\"wide\"");
        for (int i = 0; i < AskedColumns.MOST_COLUMNS; i++) {
            wide.append(",\"c").append(i).append("\":1");
        }

        ReadFile read = ReadFile.jsonl(wide + "}\n{\"text\":\"a\"}\n");

        assertThat(read.texts()).containsExactly("a");
        assertThat(read.rejected).containsKey(1);
    }
}
