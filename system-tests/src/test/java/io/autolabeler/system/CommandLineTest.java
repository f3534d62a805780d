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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
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
    void labelsTheSameFileTwiceWithTheSameResult() throws IOException {
        Path input = write("in.csv", messages(40));
        String[] flags = {
            "--labels", "spam,ham", "--examples", write("ex.csv", examples()).toString()
        };

        Output first = label(input, folder.resolve("first.csv"), flags);
        Output second = label(input, folder.resolve("second.csv"), flags);

        assertThat(first.exitCode()).as(first.toString()).isZero();
        assertThat(second.exitCode()).as(second.toString()).isZero();
        assertThat(withoutRun(folder.resolve("second.csv"))).isEqualTo(withoutRun(folder.resolve("first.csv")));
        assertThat(rows(folder.resolve("second.csv")))
                .allSatisfy(row -> assertThat(row.getField("cost_usd")).isEqualTo("0"));
    }

    @Test
    void labelsTwoFilesAtOnce() throws Exception {
        Path messages = write("messages.csv", messages(300));
        Path others = write("others.csv", messages(200));
        String examples = write("ex.csv", examples()).toString();
        String renamed = write(
                        "renamed.csv", examples().replace("spam", "werbung").replace("ham", "post"))
                .toString();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(
                    () -> label(messages, folder.resolve("one.csv"), "--labels", "spam,ham", "--examples", examples));
            var two = threads.submit(
                    () -> label(others, folder.resolve("two.csv"), "--labels", "werbung,post", "--examples", renamed));
            assertThat(one.get().exitCode()).as(one.get().toString()).isZero();
            assertThat(two.get().exitCode()).as(two.get().toString()).isZero();
        }

        assertLabeled(messages, folder.resolve("one.csv"), "spam", "ham");
        assertLabeled(others, folder.resolve("two.csv"), "werbung", "post");
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
        return label(input, folder.resolve("out.csv"), flags);
    }

    private Output label(Path input, Path output, String... flags) {
        List<String> arguments = new ArrayList<>(List.of("label", "--input", input.toString()));
        arguments.addAll(List.of("--output", output.toString()));
        arguments.addAll(List.of(flags));
        return system.launcher().run(arguments, "");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    /** Every row of the input came back in its place, and each got the label that its words ask for. */
    private static void assertLabeled(Path input, Path output, String prize, String office) {
        List<NamedCsvRecord> rows = rows(output);
        assertThat(rows)
                .extracting(row -> row.getField("text"))
                .isEqualTo(rows(input).stream().map(row -> row.getField("text")).toList());
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.getField("label"))
                        .isEqualTo(row.getField("text").contains("prize") ? prize : office));
    }

    /** The rows without the id of the run. */
    private static List<Map<String, String>> withoutRun(Path output) {
        return rows(output).stream()
                .map(row -> {
                    Map<String, String> fields = new TreeMap<>(row.getFieldsAsMap());
                    fields.remove("run_id");
                    return fields;
                })
                .toList();
    }

    private static String messages(int count) {
        StringBuilder csv = new StringBuilder("text\n");
        for (int i = 0; i < count; i++) {
            csv.append(i % 3 == 0 ? "you have won prize number " : "see you at the office at number ")
                    .append(i)
                    .append('\n');
        }
        return csv.toString();
    }

    private static String examples() {
        StringBuilder csv = new StringBuilder("text,label\n");
        for (int i = 0; i < 10; i++) {
            csv.append("you have won a prize number ").append(i).append(" call now,spam\n");
            csv.append("see you at the office at ").append(i).append(" o'clock,ham\n");
        }
        return csv.toString();
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
