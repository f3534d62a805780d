package io.autolabeler.system;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.autolabeler.system.Launcher.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against the started system: the demo, files nobody prepared for it, and bad input. */
@SystemTest
class CommandLineTest {
    private static final int DEMO_ITEMS = 640;

    private final RunningSystem system;

    @TempDir
    Path folder;

    CommandLineTest(RunningSystem system) {
        this.system = system;
    }

    @Test
    void printsTheAccuracyThatItsOutputHas() {
        Output demo = system.launcher().run("demo");

        assertThat(demo.exitCode()).as(demo.toString()).isZero();
        List<NamedCsvRecord> rows = rows(system.launcher().home().resolve("demo/banking.csv"));
        assertThat(rows).hasSize(DEMO_ITEMS);
        List<String> gold =
                new ArrayList<>(rows.stream().map(row -> row.getField("gold")).toList());
        double accuracy = accuracy(rows, gold);
        assertThat(demo.out()).contains(String.format(Locale.ROOT, "%.4f", accuracy));
        assertThat(accuracy).isGreaterThan(0.9);
        Collections.rotate(gold, DEMO_ITEMS / 2);
        assertThat(accuracy(rows, gold)).isLessThan(0.3);
    }

    @Test
    void labelsAFileNobodyPreparedForIt() throws IOException {
        Path input =
                write("in.csv", "nr,Frage,note\n1,günstig und schön 🙂,\"a, b\"\n2,,x\n3,wonderful and friendly,y\n");
        Path examples = write("ex.csv", "text,label\nlovely and friendly people,gut\nawful rude and dirty,schlecht\n");

        Output output =
                label(input, "--labels", "gut,schlecht", "--examples", examples.toString(), "--text-column", "Frage");

        assertThat(output.exitCode()).as(output.toString()).isEqualTo(3);
        List<NamedCsvRecord> rows = rows(folder.resolve("out.csv"));
        assertThat(rows).hasSize(3);
        assertThat(rows.getFirst().getHeader()).startsWith("nr", "Frage", "note", "label", "confidence");
        assertThat(rows.get(0).getField("note")).isEqualTo("a, b");
        assertThat(rows.get(1).getField("error_code")).isEqualTo("INVALID_ITEM");
        assertThat(rows.get(1).getField("label")).isEmpty();
        assertThat(rows.get(2).getField("label")).isEqualTo("gut");
    }

    @Test
    void asksAModelNothingTwiceForTheSameFile() throws IOException {
        Path input = write("in.csv", "text\nis it spam\nor is it ham\n");
        system.endpoint().forget();
        assertThat(label(input, "--labels", "spam,ham", "--model", RunningSystem.MODEL)
                        .exitCode())
                .isZero();
        int calls = system.endpoint().calls().size();

        Output again = label(input, "--labels", "spam,ham", "--model", RunningSystem.MODEL);

        assertThat(again.exitCode()).as(again.toString()).isZero();
        assertThat(system.endpoint().calls()).hasSize(calls);
        assertThat(rows(folder.resolve("out.csv")))
                .allSatisfy(row -> assertThat(row.getField("cost_usd")).isEqualTo("0"));
    }

    @Test
    void refusesBadInputInOneLineAndWritesNothing() throws IOException {
        refuses(folder.resolve("absent.csv"), 2, "no such file", "--labels", "a,b");
        refuses(write("empty.csv", ""), 1, "is empty (0 bytes)", "--labels", "a,b");
        refuses(write("one.csv", "text\nx\n"), 2, "at least 2", "--labels", "a");
        refuses(
                write("other.csv", "x,y\nhello,there\n"),
                2,
                "has no column nothing",
                "--labels",
                "a,b",
                "--text-column",
                "nothing");
        Path broken = folder.resolve("latin.csv");
        Files.write(broken, new byte[] {'t', 'e', 'x', 't', '\n', (byte) 0xe9, '\n'});
        refuses(broken, 1, "UTF-8", "--labels", "a,b");
    }

    private void refuses(Path input, int exitCode, String mentioned, String... flags) {
        Output output = label(input, flags);
        assertThat(output.exitCode()).as(output.toString()).isEqualTo(exitCode);
        assertThat(output.err()).contains(mentioned);
        assertThat(folder.resolve("out.csv")).doesNotExist();
    }

    private Output label(Path input, String... flags) {
        List<String> arguments = new ArrayList<>(List.of("label", "--input", input.toString()));
        arguments.addAll(List.of("--output", folder.resolve("out.csv").toString()));
        arguments.addAll(List.of(flags));
        return system.launcher().run(arguments, "");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static double accuracy(List<NamedCsvRecord> rows, List<String> gold) {
        int right = 0;
        for (int i = 0; i < rows.size(); i++) {
            right += rows.get(i).getField("label").equals(gold.get(i)) ? 1 : 0;
        }
        return (double) right / rows.size();
    }

    private static List<NamedCsvRecord> rows(Path file) {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
