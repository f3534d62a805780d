package io.autolabeler.system;

import static org.awaitility.Awaitility.await;

import io.autolabeler.common.v1.Routing;
import io.autolabeler.devstack.fake.Faults;
import io.autolabeler.gateway.v1.ApiKey;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.monitoring.v1.AlertRule;
import io.autolabeler.quality.v1.ListCalibrationsResponse;
import io.autolabeler.quality.v1.ListReviewsResponse;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReviewTask;
import io.autolabeler.retrieval.v1.ListExamplesResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/** One of everything that REST knows, made through REST, by the names that {@code rest-calls.txt} has for them. */
record RestScene(Map<String, String> things) {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Pattern NAME = Pattern.compile("\\{([a-zA-Z]+[0-9]?)}");
    private static final int ITEMS = 8;
    private static final int LONG = 3_000;

    static RestScene make(RunningSystem system) {
        Api api = system.api();
        Project project = api.project("spam", "ham");
        Dataset dataset = api.dataset(project, items(ITEMS));
        String run = reviewed(api, project, dataset);
        Map<String, String> things = new HashMap<>(
                Map.of("project", project.getId(), "dataset", dataset.getId(), "run", run, "newline", "\n"));
        things.put("hourAgo", Instant.now().minus(Duration.ofHours(1)).toString());
        things.put("emptyDataset", emptyDataset(api, project).getId());
        things.put("spareDataset", emptyDataset(api, project).getId());
        things.put("spareProject", api.project("a", "b").getId());
        List<ReviewTask> tasks = tasks(api, project);
        for (int i = 1; i <= 3; i++) {
            things.put("task" + i, tasks.get(i).getId());
        }
        things.put("item", tasks.getFirst().getItemId());
        things.put("example", example(api, project));
        things.put("rule", rule(api, project));
        ApiKey key =
                ApiKey.newBuilder().setName("spare").setRole(Role.Value.VIEWER).build();
        things.put("key", api.post("/keys", key, ApiKey.getDefaultInstance()).getId());
        things.put("longRun", longRun(system, project));
        things.put("report", report(api));
        things.put("spareReport", report(api));
        things.put("calibration", calibration(api));
        return new RestScene(things);
    }

    /** The text with each {@code {name}} replaced by the thing; {@code {unique}} is another word each time. */
    String fill(String text) {
        return NAME.matcher(text)
                .replaceAll(found -> found.group(1).equals("unique")
                        ? UUID.randomUUID().toString()
                        : things.getOrDefault(found.group(1), found.group()));
    }

    String project() {
        return Objects.requireNonNull(things.get("project"));
    }

    /** A finished run with every item in review. */
    private static String reviewed(Api api, Project project, Dataset dataset) {
        Routing everythingToPeople = Routing.newBuilder()
                .setEnabled(true)
                .setAutoAcceptThreshold(1)
                .setHumanReviewThreshold(0.001)
                .build();
        Run run = api.start(Run.newBuilder()
                .setProjectId(project.getId())
                .setDatasetId(dataset.getId())
                .setExamplesDatasetId(
                        api.dataset(project, "text,label\nyou have won a prize,spam\nsee you at lunch,ham\n")
                                .getId())
                .setRouting(everythingToPeople));
        await().atMost(LIMIT).until(() -> api.run(run.getId()).getState() == Run.State.COMPLETED);
        return run.getId();
    }

    private static List<ReviewTask> tasks(Api api, Project project) {
        return await().atMost(LIMIT)
                .until(
                        () -> api.get("/reviews?projectId=" + project.getId(), ListReviewsResponse.getDefaultInstance())
                                .getTasksList(),
                        tasks -> tasks.size() == ITEMS);
    }

    /** A run that is still open when its turn comes to be steered, and sends nothing to people. */
    private static String longRun(RunningSystem system, Project project) {
        system.endpoint().behave(new Faults(2_000, List.of()));
        Api api = system.api();
        Run run = api.start(Run.newBuilder()
                .setProjectId(project.getId())
                .setDatasetId(api.dataset(project, items(LONG)).getId())
                .setRouting(Routing.getDefaultInstance())
                .setModel(RunningSystem.MODEL));
        await().atMost(LIMIT).until(() -> api.run(run.getId()).getState() == Run.State.RUNNING);
        return run.getId();
    }

    /** What was fitted to a hundred gold labels, in a project of its own. */
    private static String calibration(Api api) {
        Project project = api.project("spam", "ham");
        StringBuilder csv = new StringBuilder("text,label\n");
        for (int i = 0; i < 120; i++) {
            csv.append(i % 2 == 0 ? "a prize for you " : "lunch with you ")
                    .append(i)
                    .append(i % 3 == 0 ? ",spam\n" : ",ham\n");
        }
        api.start(Run.newBuilder()
                .setProjectId(project.getId())
                .setDatasetId(api.dataset(project, csv.toString()).getId())
                .setRouting(Routing.getDefaultInstance()));
        return await().atMost(LIMIT)
                .until(
                        () -> api.get(
                                        "/calibrations?projectId=" + project.getId(),
                                        ListCalibrationsResponse.getDefaultInstance())
                                .getCalibrationsList(),
                        found -> !found.isEmpty())
                .getFirst()
                .getId();
    }

    private static Dataset emptyDataset(Api api, Project project) {
        Dataset.Builder dataset = Dataset.newBuilder()
                .setProjectId(project.getId())
                .setName("empty")
                .setFormat(FileFormat.Value.CSV);
        return api.post("/datasets", dataset, Dataset.getDefaultInstance());
    }

    private static String example(Api api, Project project) {
        return api.get("/knowledge-bases/" + project.getId() + "/examples", ListExamplesResponse.getDefaultInstance())
                .getExamples(0)
                .getId();
    }

    /** A report that is done and has rows. */
    private static String report(Api api) {
        Report begun = api.file("/consensus?method=majority", "item,annotator,label\n1,a,x\n1,b,x\n");
        await().atMost(LIMIT).until(() -> api.report(begun.getId()).getState() == Report.State.DONE);
        return begun.getId();
    }

    private static String rule(Api api, Project project) {
        AlertRule.Builder rule = AlertRule.newBuilder()
                .setName("test " + UUID.randomUUID())
                .setMetric("error_rate")
                .setCondition(AlertRule.Condition.GREATER_THAN)
                .setThreshold(0.5)
                .setWindowMinutes(5)
                .setSeverity(AlertRule.Severity.INFO)
                .setProjectId(project.getId());
        return api.post("/alert-rules", rule, AlertRule.getDefaultInstance()).getId();
    }

    private static String items(int count) {
        StringBuilder csv = new StringBuilder("text\n");
        for (int i = 0; i < count; i++) {
            csv.append(i % 2 == 0 ? "a prize for you " : "lunch with you ")
                    .append(i)
                    .append('\n');
        }
        return csv.toString();
    }
}
