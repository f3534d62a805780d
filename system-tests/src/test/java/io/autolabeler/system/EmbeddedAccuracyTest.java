package io.autolabeler.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.Run;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The embedded labeler with 32 examples of each label against the test parts of public sets. */
@SystemTest
class EmbeddedAccuracyTest {
    private static final int EXAMPLES = 32;
    private static final Duration LIMIT = Duration.ofMinutes(6);

    private final Api api;

    /** A text with the label it has. */
    private record Row(String text, String label) {}

    EmbeddedAccuracyTest(RunningSystem system) {
        this.api = system.api();
    }

    /** The aims are what a prototype of the same method reached with as many examples. */
    @ParameterizedTest(name = "{0}: at least {3}")
    @CsvSource({"trec6,3,500,0.684", "sms_spam,3,400,0.948", "banking77,1,1000,0.885"})
    void labelsAsWellAsThePrototype(String set, int selections, int items, double aim) {
        Path folder = SharedData.folder("text/" + set);
        List<Row> train = rows(folder.resolve("train.csv"));
        List<Row> test = rows(folder.resolve("test.csv"));

        List<Run> runs = IntStream.rangeClosed(1, selections)
                .mapToObj(seed -> start(train, test, items, seed))
                .toList();
        List<Run> ended = runs.stream().map(this::ended).toList();
        double accuracy = ended.stream().mapToDouble(this::accuracy).average().orElseThrow();

        System.out.printf(
                Locale.ROOT, "figure: accuracy %s %.3f (aim %.3f) by %s%n", set, accuracy, aim, methods(ended));
        assertThat(accuracy).as("accuracy on %s", set).isGreaterThanOrEqualTo(aim);
    }

    private Run start(List<Row> train, List<Row> test, int items, long seed) {
        List<Row> examples = selected(train, new Random(seed));
        List<Row> drawn = new ArrayList<>(test);
        Collections.shuffle(drawn, new Random(seed));
        Project project =
                api.project(train.stream().map(Row::label).distinct().sorted().toArray(String[]::new));
        return api.start(Run.newBuilder()
                .setProjectId(project.getId())
                .setDatasetId(api.dataset(project, csv(drawn.subList(0, Math.min(items, drawn.size()))))
                        .getId())
                .setExamplesDatasetId(api.dataset(project, csv(examples)).getId()));
    }

    /** As many rows of each label as there are to be examples. */
    private static List<Row> selected(List<Row> train, Random random) {
        List<Row> shuffled = new ArrayList<>(train);
        Collections.shuffle(shuffled, random);
        Map<String, Integer> taken = new HashMap<>();
        return shuffled.stream()
                .filter(row -> taken.merge(row.label(), 1, Integer::sum) <= EXAMPLES)
                .toList();
    }

    private Run ended(Run run) {
        await().atMost(LIMIT).until(() -> api.run(run.getId()).getState() == Run.State.COMPLETED);
        return api.run(run.getId());
    }

    private double accuracy(Run run) {
        List<Annotation> annotations = api.annotations(run.getId());
        return annotations.stream()
                .mapToInt(each -> each.getLabel().equals(each.getGoldLabel()) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    private static List<String> methods(List<Run> runs) {
        return runs.stream()
                .map(run -> run.getAnnotator().getPromptVersion().split(":", 2)[0])
                .distinct()
                .toList();
    }

    private static String csv(List<Row> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord("text", "label");
            rows.forEach(row -> csv.writeRecord(row.text(), row.label()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<Row> rows(Path file) {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            return csv.stream()
                    .map(row -> new Row(row.getField("text"), row.getField("label")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
