package io.autolabeler.labeling.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.labeling.v1.Item;
import io.autolabeler.labeling.v1.RejectedRow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
class ImportItemsTest extends DatasetCalls {
    @Test
    void givesBackTheRowsOfAFileInOrder() throws Exception {
        Dataset made = create(csv().setLabelColumn("gold").setIdColumn("nr"));
        assertThat(made.getState()).isEqualTo(Dataset.State.IMPORTING);

        Dataset read =
                send(made, 0, "nr,body,gold\n1,\"a, \"\"\\b{}\"\"\nNULL\",spam\n2,,\nbad\n3,\uD83D\uDE00é,ham", true);

        assertThat(read.getState()).isEqualTo(Dataset.State.READY);
        assertThat(read.getItemCount()).isEqualTo(3);
        assertThat(read.getRejectedCount()).isEqualTo(1);
        assertThat(read.getTextColumn()).isEqualTo("body");
        assertThat(read.getColumnsList()).containsExactly("nr", "body", "gold");
        List<Item> items = items(read);
        assertThat(items.get(0).getText()).isEqualTo("a, \"\\b{}\"\nNULL");
        assertThat(items.get(0).getValuesList()).containsExactly("1", "a, \"\\b{}\"\nNULL", "spam");
        assertThat(items.get(1).getText()).isEmpty();
        assertThat(items.get(1).getGoldLabel()).isEmpty();
        assertThat(items.get(2).getExternalId()).isEqualTo("3");
        assertThat(items.get(2).getOrdinal()).isEqualTo(2);
        assertThat(rejected(read))
                .containsExactly(RejectedRow.newBuilder()
                        .setLine(5)
                        .setReason("the row has 1 fields where the header has 3")
                        .build());
        StoredItem stored =
                repository.items(UUID.fromString(read.getId()), 2, 2).getFirst();
        assertThat(stored.contentHash())
                .isEqualTo(
                        MessageDigest.getInstance("SHA-256").digest("\uD83D\uDE00é".getBytes(StandardCharsets.UTF_8)));
        assertThat(stored.goldLabel()).isEqualTo("ham");
    }

    @Test
    void keepsJsonValuesAndMissingOnesApart() {
        Dataset read = send(
                create(csv().setFormat(FileFormat.Value.JSONL)),
                0,
                "{\"text\":\"a\",\"n\":1.50}\n{\"late\":\"\",\"text\":\"b\",\"n\":\"1\"}\n",
                true);

        UUID id = UUID.fromString(read.getId());
        assertThat(repository.findReady(id).orElseThrow().columns()).containsExactly("text", "n", "late");
        assertThat(repository.rows(id, 0, 5))
                .containsExactly(
                        new StoredRow(0, Arrays.asList("a", "1.50", null), Set.of(1)),
                        new StoredRow(1, Arrays.asList("b", "1", ""), Set.of()));
        assertThat(repository.textStats(id)).isEqualTo(new TextStats(2, 2, 1, 1));
    }

    @Test
    void goesOnAfterARepeatedPieceAndRefusesAGap() {
        Dataset made = create(csv());
        send(made, 0, "text\na\nb", false);
        send(made, 0, "text\na\nb", false);
        Dataset half = send(made, 7, "bb\nc", false);
        assertThat(half.getImportedBytes()).isEqualTo(11);

        assertThatThrownBy(() -> send(made, 12, "x", false))
                .hasMessageContaining("FAILED_PRECONDITION: the upload goes on at offset 11, got a piece at 12");
        Dataset ready = send(made, 11, "c\n", true);
        Dataset repeated = send(made, 11, "c\n", true);

        assertThat(repeated).isEqualTo(ready);
        assertThat(items(ready).stream().map(Item::getText)).containsExactly("a", "bb", "cc");
        assertThatThrownBy(() -> send(made, 13, "d\n", false))
                .hasMessageContaining("FAILED_PRECONDITION: the dataset is READY and takes no more rows");
    }

    @Test
    void takesTheNewBytesOfAPieceThatOverlaps() {
        Dataset made = create(csv());
        send(made, 0, "text\na\n", false);

        Dataset ready = send(made, 5, "a\nb\n", true);

        assertThat(items(ready).stream().map(Item::getText)).containsExactly("a", "b");
    }

    @Test
    void takesPiecesOneAfterTheOtherWhenTheyComeAtOnce() {
        Dataset made = create(csv());
        String file = "text\n" + "row\n".repeat(5_000);

        IntStream.range(0, 4).parallel().forEach(i -> send(made, 0, file, false));

        assertThat(send(made, file.length(), "", true).getItemCount()).isEqualTo(5_000);
    }

    @Test
    void leavesNothingBehindOfAFileThatIsNotUtf8() {
        Dataset made = create(csv());
        send(made, 0, "text\na\nb,c\n", false);
        ByteString broken = ByteString.copyFrom(new byte[] {'d', (byte) 0xE9, '\n'});

        assertThatThrownBy(() -> send(made, 11, broken, true))
                .hasMessageContaining("INVALID_ARGUMENT: line 4 is not valid UTF-8");

        assertThat(repository.find(UUID.fromString(made.getId()))).contains(made);
        assertThat(items(made)).isEmpty();
        assertThat(rejected(made)).isEmpty();
        assertThat(send(made, 0, "text\nok\n", true).getItemCount()).isEqualTo(1);
    }

    @Test
    void saysWhyAFileWithoutAGoodRowIsRefused() {
        assertThatThrownBy(() -> send(create(csv()), 0, "", true))
                .hasMessageContaining("INVALID_ARGUMENT: the file is empty");
        assertThatThrownBy(() -> send(create(csv()), 0, "text,b\n", true))
                .hasMessageContaining("INVALID_ARGUMENT: the file has no rows");
        assertThatThrownBy(() -> send(create(csv()), 0, "text,b\n1\n2\n", true))
                .hasMessageContaining("none of the file's 2 rows can be read; line 2: the row has 1 fields");
        assertThatThrownBy(() -> send(create(csv().setFormat(FileFormat.Value.JSONL)), 0, "", true))
                .hasMessageContaining("INVALID_ARGUMENT: the file is empty");
        assertThatThrownBy(() -> send(create(csv().setLabelColumn("gold")), 0, "text,b\n1,2\n", true))
                .hasMessageContaining("INVALID_ARGUMENT: there is no column `gold`. The columns are: text, b");
    }

    @Test
    void refusesPiecesThatAreTooLargeOrAtNoPlace() {
        Dataset made = create(csv());

        assertThatThrownBy(() -> send(made, 0, "x".repeat((1 << 20) + 1), false))
                .hasMessageContaining("INVALID_ARGUMENT: data must be at most 1 MiB");
        for (double offset : new double[] {-1, 0.5, Double.NaN, 1e300}) {
            assertThatThrownBy(() -> send(made, offset, "x", false)).hasMessageContaining("INVALID_ARGUMENT: offset");
        }
    }
}
