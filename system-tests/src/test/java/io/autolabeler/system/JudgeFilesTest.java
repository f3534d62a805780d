package io.autolabeler.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.system.Launcher.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of labels judged by the started system, by the command line and over REST, on public sets. */
@SystemTest
class JudgeFilesTest {
    private final RunningSystem system;

    @TempDir
    Path folder;

    JudgeFilesTest(RunningSystem system) {
        this.system = system;
    }

    @Test
    void mergesAnnotatorsOfAPublicSetAndSaysWhatTheyAreWorth() throws IOException {
        Path votes = SharedData.folder("crowd/bluebird").resolve("label.csv");
        Path labels = folder.resolve("labels.csv");

        JsonObject merged = json(run("ensemble-staple", "--annotations", votes, "--output", labels, "--json"));

        assertThat(merged.get("method").getAsString()).isEqualTo("auto");
        assertThat(Files.readAllLines(labels)).hasSize(109);
        Output quality = run("export-annotator-quality", "--staple-results", labels);
        assertThat(quality.exitCode()).as(quality.toString()).isZero();
        assertThat(quality.out().lines()).hasSize(40);
    }

    @Test
    void saysHowFarAnnotatorsOfAPublicSetAgree() {
        Path votes = SharedData.folder("crowd/s_face").resolve("label.csv");

        JsonObject report = json(run("calculate-iaa", "--annotations", votes, "--json"));

        double alpha = report.get("krippendorff_alpha").getAsDouble();
        assertThat(alpha).isBetween(0.1, 0.7);
        assertThat(report.getAsJsonArray("alpha_95_ci").get(0).getAsDouble()).isLessThan(alpha);
        assertThat(report.get("interpretation").getAsString()).isEqualTo("unreliable");
    }

    @Test
    void calibratesAPublicSetAsPublished() {
        Path set = SharedData.folder("calibration/cifar10_vgg_probs");

        JsonObject result = json(run(
                "calibrate",
                "--input",
                set.resolve("calibration.csv"),
                "--test",
                set.resolve("test.csv"),
                "--method",
                "temperature",
                "--json"));

        JsonObject test = result.getAsJsonObject("test");
        assertThat(result.getAsJsonObject("parameters").get("temperature").getAsDouble())
                .isEqualTo(1.736, within(1e-3));
        assertThat(test.getAsJsonObject("before").get("ece").getAsDouble()).isEqualTo(.0374, within(1e-3));
        assertThat(test.getAsJsonObject("after").get("ece").getAsDouble()).isEqualTo(.0167, within(1e-3));
    }

    @Test
    void promisesAnErrorRateAndRanksSuspectLabels() throws IOException {
        StringBuilder rows = new StringBuilder("id,label,gold,p_spam,p_ham\n");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 1_000; i++) {
            double sure = 0.9 + 0.099 * random.nextDouble();
            boolean right = random.nextDouble() < sure;
            rows.append(i)
                    .append(",spam,")
                    .append(right ? "spam" : "ham")
                    .append(',')
                    .append(sure)
                    .append(',');
            rows.append(1 - sure).append('\n');
        }
        Path file = Files.writeString(folder.resolve("rows.csv"), rows);

        JsonObject thresholds =
                json(run("optimize-hitl-thresholds", "--validation", file, "--max-risk", "0.1", "--json"));
        Output suspects = run(
                "find-label-errors", "--input", file, "--label-column", "gold", "--output", folder.resolve("s.csv"));

        assertThat(thresholds.get("auto_accept_threshold").getAsDouble()).isBetween(0.9, 1.0);
        assertThat(thresholds.get("guarantee").getAsString()).contains("at most 10 % are wrong");
        assertThat(suspects.exitCode()).as(suspects.toString()).isZero();
        assertThat(Files.readAllLines(folder.resolve("s.csv"))).hasSize(1_001);
    }

    /** Labels of the shipped examples, every tenth of which is made the next row's. */
    @Test
    void findsWrongLabelsOfTextsAlone() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../examples/banking/examples.csv"));
        List<String> labels = rows.stream()
                .map(row -> row.substring(row.lastIndexOf(',') + 1))
                .toList();
        StringBuilder spoilt = new StringBuilder("text,label\n");
        for (int i = 1; i < rows.size(); i++) {
            boolean wrong = i % 10 == 0 && i + 1 < rows.size();
            String text = rows.get(i).substring(0, rows.get(i).lastIndexOf(','));
            spoilt.append(text)
                    .append(',')
                    .append(labels.get(wrong ? i + 1 : i))
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("spoilt.csv"), spoilt);

        JsonObject found = json(run("find-label-errors", "--input", file, "--json"));

        long hits = found.getAsJsonArray("suspects").asList().stream()
                .limit(20)
                .filter(each -> each.getAsJsonObject().get("row").getAsInt() % 10 == 0)
                .count();
        assertThat(hits).isGreaterThanOrEqualTo(12);
        assertThat(found.get("model").getAsString()).isNotEmpty();
    }

    @Test
    void evaluatesAFileOverRest() {
        Report begun = system.api().file("/evaluations", "gold,label\na,a\nb,a\nb,b\n");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> system.api().report(begun.getId()).getState() == Report.State.DONE);

        EvaluationResult result = system.api().report(begun.getId()).getEvaluation();
        assertThat(result.getAccuracy().getValue()).isEqualTo(2 / 3., within(1e-12));
        assertThat(result.getConfusionCount()).isEqualTo(3);
    }

    @Test
    void judgesSpansByTheCommandLine() throws IOException {
        Path file = Files.writeString(folder.resolve("spans.jsonl"), """
                {"id":1,"gold":[{"start":0,"end":2,"label":"PER"},{"start":3,"end":4,"label":"LOC"}],\
                "label":[{"start":0,"end":2,"label":"PER"},{"start":3,"end":4,"label":"ORG"}]}
                {"id":2,"gold":[],"label":[]}
                """);

        JsonObject spans =
                json(run("evaluate", file, "--task", "spans", "--json")).getAsJsonObject("spans");

        assertThat(spans.get("strictF1").getAsDouble()).isEqualTo(.5);
        assertThat(spans.get("labelIgnoredF1").getAsDouble()).isEqualTo(1);
        assertThat(spans.get("emptyDocuments").getAsInt()).isEqualTo(1);
    }

    @Test
    void tellsWhatIsWrongWithAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), "thing,label\n1,x\n");

        Output output = run("calculate-iaa", "--annotations", file);

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.err()).contains("the file has no column item or task; its columns are thing, label");
    }

    private Output run(Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return system.launcher().run(words);
    }

    private static JsonObject json(Output output) {
        assertThat(output.exitCode()).as(output.toString()).isZero();
        return JsonParser.parseString(output.out()).getAsJsonObject();
    }
}
