package io.autolabeler.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.autolabeler.common.v1.Route;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.quality.v1.DecideReviewRequest;
import io.autolabeler.quality.v1.NextReviewsRequest;
import io.autolabeler.quality.v1.NextReviewsResponse;
import io.autolabeler.quality.v1.ReviewTask;
import io.autolabeler.system.Launcher.Output;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run whose gold labels are wrong here and there: they are found, sent to a reviewer and corrected. */
@SystemTest
class JudgeRunTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int ITEMS = 120;
    private static final List<Integer> WRONG = List.of(4, 31, 58, 77, 101);

    private final RunningSystem system;

    JudgeRunTest(RunningSystem system) {
        this.system = system;
    }

    @Test
    void findsWrongGoldLabelsAndHasThemCorrected() {
        Api api = system.api();
        Run run = labeled(api);

        JsonObject found = json(run("find-label-errors", "--run", run.getId(), "--review", "--json"));

        assertThat(found.get("items").getAsInt()).isEqualTo(ITEMS);
        assertThat(found.get("flagged").getAsInt()).isBetween(WRONG.size(), WRONG.size() + 3);
        assertThat(found.getAsJsonObject("review").get("sent").getAsInt())
                .isEqualTo(found.get("flagged").getAsInt());
        JsonObject first = found.getAsJsonArray("suspects").get(0).getAsJsonObject();
        assertThat(first.get("text").getAsString()).isNotEmpty();
        assertThat(toReview(api, run)).extracting(Annotation::getOrdinal).containsAll(ordinals(api, run));
        assertThat(api.run(run.getId()).getCounts().getHumanReview())
                .isEqualTo(found.get("flagged").getAsInt());

        decideAll(api, run);

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(api.annotations(run.getId()))
                        .filteredOn(each -> each.getLabelSource().equals("review"))
                        .hasSize(found.get("flagged").getAsInt())
                        .allSatisfy(each -> assertThat(each.getFinalLabel()).isEqualTo(truth(each.getText()))));
        JsonObject evaluated = json(run("evaluate", "--run", run.getId(), "--json"));
        assertThat(evaluated.get("accuracy").getAsDouble()).isEqualTo(1);
        assertThat(json(run("find-label-errors", "--run", run.getId(), "--json"))
                        .get("flagged")
                        .getAsInt())
                .isZero();
    }

    @Test
    void judgesARunByEveryVerbThatCan() {
        Run run = labeled(system.api());

        JsonObject thresholds =
                json(run("optimize-hitl-thresholds", "--run", run.getId(), "--max-risk", "0.2", "--json"));
        JsonObject calibrated = json(run("calibrate", "--run", run.getId(), "--json"));
        JsonObject compared = json(run("evaluate", "--run", run.getId(), "--compare-run", run.getId(), "--json"));

        assertThat(thresholds.get("items").getAsInt()).isEqualTo(ITEMS);
        assertThat(calibrated.getAsJsonObject("fit").get("items").getAsInt()).isEqualTo(ITEMS);
        assertThat(compared.getAsJsonObject("comparison").get("items").getAsInt())
                .isEqualTo(ITEMS);
        JsonObject sliced = json(run("evaluate", "--run", run.getId(), "--slice", "source", "--json"));
        assertThat(sliced.getAsJsonArray("slices"))
                .extracting(slice -> slice.getAsJsonObject().get("value").getAsString())
                .containsExactly("mail", "web");
        assertThat(sliced.getAsJsonArray("slices"))
                .extracting(slice -> slice.getAsJsonObject().get("items").getAsInt())
                .containsExactly(ITEMS / 2, ITEMS / 2);
        Output unknown = run("evaluate", "--run", "01900000-0000-7000-8000-000000000001");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("01900000-0000-7000-8000-000000000001");
    }

    /** Every item is accepted; the gold labels of some are those of the other class. */
    private static Run labeled(Api api) {
        Project project = api.project("spam", "ham");
        StringBuilder csv = new StringBuilder("text,label,source\n");
        for (int i = 0; i < ITEMS; i++) {
            String text = i % 2 == 0 ? "you have won a prize of " + i : "see you at lunch at " + i;
            boolean spam = truth(text).equals("spam") != WRONG.contains(i);
            csv.append(text).append(spam ? ",spam," : ",ham,").append(i < ITEMS / 2 ? "web\n" : "mail\n");
        }
        Dataset dataset = api.dataset(project, csv.toString());
        Run run = api.start(Run.newBuilder()
                .setProjectId(project.getId())
                .setDatasetId(dataset.getId())
                .setExamplesDatasetId(
                        api.dataset(project, "text,label\nyou have won a prize,spam\nsee you at lunch,ham\n")
                                .getId())
                .setRouting(Routing.newBuilder()
                        .setEnabled(true)
                        .setAutoAcceptThreshold(0.001)
                        .setHumanReviewThreshold(0.0005)));
        await().atMost(LIMIT).until(() -> api.run(run.getId()).getState() == Run.State.COMPLETED);
        return run;
    }

    private static String truth(String text) {
        return text.contains("prize") ? "spam" : "ham";
    }

    private static List<Integer> ordinals(Api api, Run run) {
        return api.annotations(run.getId()).stream()
                .filter(each -> !each.getGoldLabel().equals(truth(each.getText())))
                .map(Annotation::getOrdinal)
                .toList();
    }

    private static List<Annotation> toReview(Api api, Run run) {
        return api.annotations(run.getId()).stream()
                .filter(each -> each.getRoute() == Route.Value.HUMAN_REVIEW)
                .toList();
    }

    private static void decideAll(Api api, Run run) {
        Api reviewer = api.as(Role.Value.ANNOTATOR, run.getProjectId());
        NextReviewsRequest next = NextReviewsRequest.newBuilder()
                .setProjectId(run.getProjectId())
                .setCount(10)
                .build();
        List<ReviewTask> tasks = await().atMost(LIMIT)
                .until(
                        () -> reviewer.post("/reviews/next", next, NextReviewsResponse.getDefaultInstance())
                                .getTasksList(),
                        found -> found.size() >= WRONG.size());
        for (ReviewTask task : tasks) {
            DecideReviewRequest decision = DecideReviewRequest.newBuilder()
                    .setLabel(truth(task.getText()))
                    .build();
            reviewer.post("/reviews/" + task.getId() + ":decide", decision, ReviewTask.getDefaultInstance());
        }
    }

    private Output run(String... words) {
        return system.launcher().run(words);
    }

    private static JsonObject json(Output output) {
        assertThat(output.exitCode()).as(output.toString()).isZero();
        return JsonParser.parseString(output.out()).getAsJsonObject();
    }
}
