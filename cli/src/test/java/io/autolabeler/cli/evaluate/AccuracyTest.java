package io.autolabeler.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.cli.file.FileCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyTest {
    @TempDir
    Path folder;

    /** Worked by hand: a has precision 1/2 and recall 1/2, b 2/3 and 1, c 1 and 1/2. */
    @Test
    void isTheShareOfRightRowsAndTheMeanF1() throws IOException {
        Path file = Files.writeString(folder.resolve("o.csv"), "gold,label\na,a\na,b\nb,b\nb,b\nc,a\nc,c\n");

        Accuracy accuracy = of(file, "gold", "label");

        assertThat(accuracy.value()).isCloseTo(4.0 / 6, within(1e-12));
        assertThat(accuracy.macroF1()).isCloseTo((0.5 + 0.8 + 2.0 / 3) / 3, within(1e-12));
        assertThat(accuracy.labels().get(1))
                .isEqualTo(new Accuracy.PerLabel("b", 2, 3, 2))
                .satisfies(b -> assertThat(b.f1()).isCloseTo(0.8, within(1e-12)));
    }

    @Test
    void leavesRowsWithoutGoldOutAndCountsFailedItemsAsWrong() throws IOException {
        Path file = Files.writeString(
                folder.resolve("o.jsonl"),
                "{\"gold\":\"a\",\"label\":\"a\"}\n{\"gold\":\"\",\"label\":\"a\"}\n{\"gold\":\"b\",\"label\":\"\"}\n{\"gold\":null}\n");

        Accuracy accuracy = of(file, "gold", "label");

        assertThat(accuracy.items()).isEqualTo(2);
        assertThat(accuracy.right()).isEqualTo(1);
        assertThat(accuracy.labels()).extracting(Accuracy.PerLabel::label).containsExactly("a", "b");
    }

    @Test
    void fallsWhenGoldLabelsAreSwapped() throws IOException {
        Path right = Files.writeString(folder.resolve("r.csv"), "gold,label\na,a\nb,b\n");
        Path swapped = Files.writeString(folder.resolve("s.csv"), "gold,label\nb,a\na,b\n");

        assertThat(of(right, "gold", "label").value()).isEqualTo(1);
        assertThat(of(swapped, "gold", "label").value()).isZero();
    }

    private static Accuracy of(Path file, String goldColumn, String labelColumn) {
        return Accuracy.of(FileCheck.file(file.toString()), goldColumn, labelColumn);
    }
}
