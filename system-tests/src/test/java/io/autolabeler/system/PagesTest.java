package io.autolabeler.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonParser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.devstack.browser.Tab;
import io.autolabeler.devstack.fake.Faults;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.Run;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages of the started system in a real Chromium, from the sign-in to a decision that is in the database. */
@SystemTest
@SuppressWarnings("NullAway.Init") // Made before the tests.
class PagesTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final HasTextOptions PATIENTLY = new HasTextOptions().setTimeout(LIMIT.toMillis());
    private static final ContainsTextOptions LATER = new ContainsTextOptions().setTimeout(LIMIT.toMillis());
    private static final int ITEMS = 600;
    private static final List<String> PRIZES = List.of(
            "You have won our weekly draw, call now to claim your cash prize",
            "Free entry in the big competition: text WIN to this number",
            "Your mobile was chosen for a new phone, reply YES to collect it");
    private static final List<String> NOTES = List.of(
            "Are you still coming for lunch tomorrow?",
            "I will be ten minutes late, start without me",
            "Can you send me the notes from the meeting please");

    private final RunningSystem system;
    private final Api api;
    private Visit visit;
    private Tab tab;

    PagesTest(RunningSystem system) {
        this.system = system;
        this.api = system.api();
    }

    @BeforeEach
    void signIn() {
        visit = Visit.to(api);
        tab = visit.tab();
    }

    @AfterEach
    void leave() {
        system.endpoint().behave(Faults.NONE);
        if (visit != null) {
            visit.close();
        }
    }

    @Test
    void followsARunLiveAndStoresADecisionMadeByKeyboard() throws SQLException {
        assertThat(tab.find("nav li")).hasText(new String[] {"Overview", "Runs", "Review"});
        assertThat(tab.page().url()).isEqualTo(api.address() + "/");
        Project project = project();
        Run run = start(project);

        followsLive(project, run);
        decides(project);
        showsWhatHappened(project);

        assertThat(tab.refusals()).as("refused requests").isEmpty();
        assertThat(tab.errors()).as("errors in the console").isEmpty();
        assertThat(tab.strayRequests()).as("requests to other hosts").isEmpty();
    }

    /** The figures of the run's page grow without anybody loading it again, until it ends. */
    private void followsLive(Project project, Run run) {
        tab.find("nav").getByText("Runs").click();
        Locator row = tab.find("[data-run='" + run.getId() + "']");
        assertThat(row.locator(".chip")).hasText("Running", PATIENTLY);
        picture("runs");
        row.locator("a").first().click();
        tab.find("[data-line=live]").waitFor();
        Locator done = tab.find("[aria-label=Progress] .figure");
        String first = done.innerText();
        await().atMost(LIMIT).until(() -> !done.innerText().equals(first));
        picture("run-live");
        assertThat(tab.find("[data-line=ended]")).hasText("Final figures", PATIENTLY);
        assertThat(tab.find(".head .chip")).hasText("Completed");
        assertThat(done).hasText(String.valueOf(ITEMS));
        assertThat(tab.find(".quality")).containsText("of " + ITEMS + " items with a true label", LATER);
        assertThat(tab.find(".head")).containsText(project.getName(), LATER);
        picture("run");
        assertThat(tab.requests())
                .filteredOn(each -> each.endsWith("/runs/" + run.getId() + "/events"))
                .isNotEmpty();
    }

    /** A digit, Enter and an undo, each of which has to arrive in the database and, as the final label, with the run. */
    private void decides(Project project) throws SQLException {
        tab.page().navigate(api.address() + "/review?project=" + project.getId());
        Locator item = tab.find("article.item");
        item.waitFor();
        picture("review");
        String first = item.getAttribute("data-task");
        tab.press("2");
        assertThat(tab.find("[data-tally=decided]")).hasText("1");
        tab.press("Enter");
        assertThat(tab.find("[data-tally=decided]")).hasText("2");
        await().atMost(LIMIT).until(() -> decided(project) == 2);
        tab.press("u");
        assertThat(tab.find("[data-tally=decided]")).hasText("1");
        await().atMost(LIMIT).until(() -> decided(project) == 1);
        assertThat(decision(first)).isEqualTo("ham");
    }

    private void showsWhatHappened(Project project) {
        await().atMost(LIMIT)
                .until(() -> JsonParser.parseString(api.get("/overview?projectId=" + project.getId())
                                        .body())
                                .getAsJsonObject()
                                .get("items")
                                .getAsInt()
                        == ITEMS);
        tab.find("nav").getByText("Overview").click();
        assertThat(tab.find(".kpi")).hasCount(5);
        assertThat(tab.find("[data-kpi=itemsPerDay] .figure")).not().hasText("No data yet");
        picture("overview");
    }

    private int decided(Project project) throws SQLException {
        try (var connection = system.database("quality");
                var statement = connection.prepareStatement(
                        "select count(*) from review_task where project_id = ?::uuid and decided")) {
            statement.setString(1, project.getId());
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }

    private String decision(String task) throws SQLException {
        try (var connection = system.database("quality");
                var statement =
                        connection.prepareStatement("select decided_label from review_task where id = ?::uuid")) {
            statement.setString(1, task);
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getString(1);
        }
    }

    private Project project() {
        Project.Builder project = Project.newBuilder()
                .setName("Short messages " + UUID.randomUUID().toString().substring(0, 4))
                .setKind(TaskKind.Value.CLASSIFICATION)
                .setGuidelines("Spam is what nobody asked for and somebody earns with.")
                .setRouting(Routing.newBuilder().setEnabled(true))
                .addLabels(Label.newBuilder().setName("spam").setDescription("advertising that nobody asked for"))
                .addLabels(Label.newBuilder().setName("ham").setDescription("a message from one person to another"));
        return api.post("/projects", project, Project.getDefaultInstance());
    }

    /** A run that takes about a quarter of a minute. */
    private Run start(Project project) {
        system.endpoint().behave(new Faults(1_500, List.of()));
        StringBuilder examples = new StringBuilder("text,label\n");
        PRIZES.forEach(each -> examples.append('"').append(each).append("\",spam\n"));
        NOTES.forEach(each -> examples.append('"').append(each).append("\",ham\n"));
        StringBuilder items = new StringBuilder("text,label\n");
        for (int i = 0; i < ITEMS; i++) {
            List<String> texts = i % 2 == 0 ? PRIZES : NOTES;
            items.append('"')
                    .append(texts.get(i % 3))
                    .append(" (")
                    .append(i)
                    .append(i % 2 == 0 ? ")\",spam\n" : ")\",ham\n");
        }
        return api.start(Run.newBuilder()
                .setProjectId(project.getId())
                .setDatasetId(api.dataset(project, items.toString()).getId())
                .setExamplesDatasetId(api.dataset(project, examples.toString()).getId())
                .setModel(RunningSystem.MODEL));
    }

    /** Pictures of the page as it is, light and dark, wide and narrow. */
    private void picture(String name) {
        tab.settle();
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            for (int width : new int[] {360, 1280}) {
                String file = "%s-%s-%d.png".formatted(name, scheme.name().toLowerCase(Locale.ROOT), width);
                tab.picture(scheme, width, PICTURES.resolve(file));
                assertThat(tab.overhang())
                        .as("%s: pixels beyond the window", file)
                        .isLessThanOrEqualTo(0);
                assertThat(tab.paleTexts())
                        .as("%s: texts with a contrast below 4.5:1", file)
                        .isEmpty();
            }
        }
    }
}
