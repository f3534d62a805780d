package io.autolabeler.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelTarget;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.devstack.browser.Tab;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person reviews thirty items of each kind in a real Chromium, by keyboard alone, until their labels are with the run. */
@SystemTest
@SuppressWarnings("NullAway.Init") // Made before the tests.
class KeyboardReviewTest {
    private static final int ITEMS = 30;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final HasTextOptions PATIENTLY = new HasTextOptions().setTimeout(LIMIT.toMillis());
    /** The picture is one code point of two UTF-16 units, so spans behind it show what is counted. */
    private static final String TEXT = "\uD83D\uDE00 Anna moved to Basel, case ";

    private static final String ANNA = "{\"start\":2,\"end\":6,\"label\":\"person\",\"text\":\"Anna\"}";
    private static final String BASEL = "{\"start\":16,\"end\":21,\"label\":\"place\",\"text\":\"Basel\"}";

    private final Api api;
    private Visit visit;

    KeyboardReviewTest(RunningSystem system) {
        this.api = system.api();
    }

    @BeforeEach
    void signIn() {
        visit = Visit.to(api);
    }

    @AfterEach
    void leave() {
        if (visit != null) {
            visit.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TaskKind.Value.class,
            names = {"CLASSIFICATION", "SENTIMENT", "MULTI_LABEL", "ENTITIES", "RELATIONS"})
    void reviewsThirtyItems(TaskKind.Value kind) {
        Project project = project(kind);
        Run run = api.start(Run.newBuilder()
                .setProjectId(project.getId())
                .setDatasetId(api.dataset(project, csv()).getId()));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(api.run(run.getId()).getState()).isEqualTo(Run.State.COMPLETED));
        Tab tab = visit.tab();
        tab.page().navigate(api.address() + "/review?project=" + project.getId());

        Locator item = tab.find("article.item");
        for (int i = 0; i < ITEMS; i++) {
            item.waitFor();
            String task = String.valueOf(item.getAttribute("data-task"));
            int number = number(String.valueOf(tab.find("article.item p.text").textContent()));
            tab.press(keys(kind, number).toArray(String[]::new));
            await().atMost(LIMIT).until(() -> item.count() == 0 || !task.equals(item.getAttribute("data-task")));
        }

        assertThat(tab.find(".empty h2")).hasText("All done: " + ITEMS + " decisions", PATIENTLY);
        Map<String, String> expected = IntStream.range(0, ITEMS)
                .boxed()
                .collect(Collectors.toMap(number -> TEXT + number, number -> expected(kind, number)));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(api.annotations(run.getId()).stream()
                                .collect(Collectors.toMap(Annotation::getText, Annotation::getFinalLabel)))
                        .isEqualTo(expected));
        assertThat(tab.errors()).as("errors in the console").isEmpty();
    }

    private static int number(String text) {
        return Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1).strip());
    }

    private static String csv() {
        return "text\n"
                + IntStream.range(0, ITEMS)
                        .mapToObj(i -> "\"" + TEXT + i + "\"\n")
                        .collect(Collectors.joining());
    }

    /** What a person presses: every fifth item has no label or span, the others vary. */
    private static List<String> keys(TaskKind.Value kind, int number) {
        boolean none = number % 5 == 0;
        return switch (kind) {
            case MULTI_LABEL ->
                none ? List.of("0") : number % 2 == 0 ? List.of("1", "2", "Enter") : List.of("2", "Enter");
            case ENTITIES -> none ? List.of("Enter") : with(spans(), "Enter");
            case RELATIONS -> none ? List.of("Enter") : with(spans(), "Shift+Tab", "r", "Tab", "1", "Enter");
            default -> List.of(String.valueOf(number % 2 + 1));
        };
    }

    private static List<String> spans() {
        List<String> keys = new ArrayList<>(Collections.nCopies(2, "ArrowRight"));
        keys.addAll(List.of("Control+Shift+ArrowRight", "1"));
        keys.addAll(Collections.nCopies(" moved to ".length(), "ArrowRight"));
        return with(keys, "Control+Shift+ArrowRight", "2");
    }

    private static List<String> with(List<String> keys, String... more) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(List.of(more));
        return all;
    }

    private static String expected(TaskKind.Value kind, int number) {
        boolean none = number % 5 == 0;
        Function<String, String> spans = relations -> none
                ? "{\"spans\":[]" + relations.replaceAll("\\{.*}", "") + "}"
                : "{\"spans\":[" + ANNA + "," + BASEL + "]" + relations + "}";
        return switch (kind) {
            case MULTI_LABEL -> none ? "[]" : number % 2 == 0 ? "[\"person\",\"place\"]" : "[\"place\"]";
            case ENTITIES -> spans.apply("");
            case RELATIONS -> spans.apply(",\"relations\":[{\"fromSpan\":0,\"toSpan\":1,\"label\":\"lives in\"}]");
            default -> number % 2 == 0 ? "person" : "place";
        };
    }

    private Project project(TaskKind.Value kind) {
        Project.Builder project = Project.newBuilder()
                .setName("keyboard " + UUID.randomUUID())
                .setKind(kind)
                .setModel("people")
                .addLabels(Label.newBuilder().setName("person"))
                .addLabels(Label.newBuilder().setName("place"));
        if (kind == TaskKind.Value.RELATIONS) {
            project.addLabels(Label.newBuilder().setName("lives in").setTarget(LabelTarget.Value.RELATION));
        }
        return api.post("/projects", project, Project.getDefaultInstance());
    }
}
