package io.autolabeler.gateway.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.autolabeler.devstack.browser.Tab;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RunsPageTest extends BrowserTest {
    private static final String RUN = "7f6a1c9e-1111-4c55-8f35-2b1a70e5a001";
    private static final String STOPPED = "7f6a1c9e-1111-4c55-8f35-2b1a70e5a002";

    @Test
    void listsRunsWithStateProgressRoutesAndCost() {
        Tab tab = open("/runs");

        Locator row = tab.find("[data-run='" + RUN + "']");
        assertThat(row).containsText("tickets-november.csv");
        assertThat(row.locator(".chip")).hasText("Running");
        assertThat(row.locator("[role=progressbar]")).hasAttribute("aria-valuetext", "2,112 of 5,000 items");
        assertThat(row.locator(".legend")).hasText("1,540 accepted421 to review137 to experts14 failed");
        assertThat(tab.find("[data-run='" + STOPPED + "']")).containsText("$1.999");
    }

    @Test
    void saysWhereNoPriceIsKnownInsteadOfZero() {
        gateway.change(
                RUN,
                Fixtures.parse(
                        "{\"cost\": {\"estimated\": 0, \"actual\": 0, \"limit\": 0, \"unpriced\": true, \"inputTokens\": 9, \"outputTokens\": 3}}"));

        assertThat(open("/runs").find("[data-run='" + RUN + "'] [data-name='Cost, US$']"))
                .hasText("no price known");
        assertThat(open("/runs/" + RUN).find("section[aria-label=Progress] .facts"))
                .containsText("no price known");
    }

    @Test
    void pausesARunFromTheList() {
        Tab tab = open("/runs");
        tab.find("[data-run='" + RUN + "'] [data-step=pause]").click();

        assertThat(tab.find("[data-run='" + RUN + "'] .chip")).hasText("Paused");
        assertThat(gateway.calls("POST /runs/" + RUN + ":pause"))
                .singleElement()
                .satisfies(call -> assertThat(call.csrf()).isEqualTo("csrf-1"));
    }

    @Test
    void asksOnceMoreBeforeCancelling() {
        Tab tab = open("/runs/" + RUN);
        tab.find("[data-step=cancel]").click();
        assertThat(gateway.calls("POST /runs/" + RUN + ":cancel")).isEmpty();
        tab.text("Cancel the run").click();

        assertThat(tab.find(".head .chip")).hasText("Cancelled");
    }

    @Test
    void saysWhyAStepWasRefused() {
        gateway.answer(
                "POST /runs/" + RUN + ":pause",
                Answer.problem(409, "FAILED_PRECONDITION", "Not possible now", "The run is COMPLETED."));
        Tab tab = open("/runs/" + RUN);
        tab.find("[data-step=pause]").click();

        assertThat(tab.find(".actions [role=alert]")).hasText("Pause did not work. The run is COMPLETED.");
    }

    @Test
    void offersNoStepsToACallerWhoMayOnlyLook() {
        gateway.answer("GET /me", Answer.ok(Fixtures.text("me").replace("ADMIN", "VIEWER")));
        Tab tab = open("/runs");
        tab.find(".runs tbody tr").first().waitFor();

        assertThat(tab.find("[data-step]")).hasCount(0);
    }

    @Test
    void followsARunLiveToItsEnd() {
        Tab tab = open("/runs/" + RUN);
        assertThat(tab.find("[data-line=live]")).isVisible();

        gateway.change(
                RUN,
                Fixtures.parse(
                        "{\"counts\": {\"total\": 5000, \"done\": 4100, \"failed\": 14, \"autoAccept\": 4086}}"));
        assertThat(tab.find(".big .figure")).hasText("4,100");

        gateway.change(
                RUN, Fixtures.parse("{\"state\": \"COMPLETED\", \"counts\": {\"total\": 5000, \"done\": 5000}}"));
        gateway.streams().send("end", "{}");
        assertThat(tab.find(".head .chip")).hasText("Completed");
        assertThat(tab.find("[data-line=ended]")).hasText("Final figures");
        Awaitility.await()
                .untilAsserted(() -> assertThat(gateway.calls("GET /runs/" + RUN + "/events"))
                        .hasSize(1));
    }

    @Test
    void readsTheFiguresOfAFinishedRunUntilTheyHoldAllItsItems() {
        Tab tab = open("/runs/" + RUN);
        assertThat(tab.find("[data-line=live]")).isVisible();
        gateway.change(
                RUN, Fixtures.parse("{\"state\": \"COMPLETED\", \"counts\": {\"total\": 2200, \"done\": 2200}}"));
        gateway.streams().send("end", "{}");
        assertThat(tab.find("[data-line=ended]")).hasText("Final figures");
        assertThat(tab.find(".quality")).containsText("of 501 items");

        gateway.answer(
                "GET /runs/" + RUN + "/summary",
                Answer.ok(Fixtures.text("summary")
                        .replace("\"items\": 2112", "\"items\": 2200")
                        .replace("\"goldItems\": 501", "\"goldItems\": 533")));
        assertThat(tab.find(".quality"))
                .containsText("of 533 items", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
    }

    @Test
    void namesAProjectThatIsNewerThanThePage() {
        gateway.answer("GET /projects", Answer.ok("{\"projects\": [], \"nextPageToken\": \"\"}"));
        Tab tab = open("/");
        tab.find(".kpi .figure").first().waitFor();

        gateway.answerAsUsual("GET /projects");
        tab.find("nav").getByText("Runs").click();

        assertThat(tab.find("[data-run='" + RUN + "']")).containsText("Support tickets");
    }

    @Test
    void saysThatTheStreamWasLostAndComesBackByItself() {
        Tab tab = open("/runs/" + RUN);
        assertThat(tab.find("[data-line=live]")).isVisible();
        gateway.streams().refuse(true);
        gateway.streams().drop();
        assertThat(tab.find(".line-state")).containsText("The live connection was lost.");

        gateway.streams().refuse(false);
        assertThat(tab.find("[data-line=live]")).isVisible();
        gateway.change(RUN, Fixtures.parse("{\"counts\": {\"total\": 5000, \"done\": 3000}}"));
        assertThat(tab.find(".big .figure")).hasText("3,000");
    }

    @Test
    void resumesARunThatItsBudgetStoppedWithAHigherLimit() {
        Tab tab = open("/runs");
        tab.text("Raise the limit").click();
        tab.find("input[name=limit]").fill("5");
        tab.text("Raise and resume").click();

        assertThat(tab.find(".head .chip")).hasText("Running");
        assertThat(gateway.calls("POST /runs/" + STOPPED + ":resume"))
                .singleElement()
                .satisfies(call ->
                        assertThat(call.body().get("maxCost").asDouble()).isEqualTo(5));
    }

    @Test
    void narrowsTheAnnotationsAndKeepsThatInTheAddress() {
        Tab tab = open("/runs/" + RUN);
        tab.find(".annotations tbody tr").first().waitFor();
        tab.find(".segments").getByText("To review").click();
        tab.find(".annotations tbody tr").first().waitFor();

        assertThat(tab.page().url()).endsWith("?only=HUMAN_REVIEW");
        assertThat(gateway.calls("GET /runs/" + RUN + "/annotations"))
                .last()
                .satisfies(call -> assertThat(call.parameter("route")).isEqualTo("HUMAN_REVIEW"));
    }

    @Test
    void offersTheResultInEveryFormatThatExists() {
        Tab tab = open("/runs/" + RUN);

        assertThat(tab.find(".exports a")).hasText(new String[] {"CSV", "TSV", "JSONL"});
        assertThat(tab.find(".exports a").first()).hasAttribute("href", "/api/v1/runs/" + RUN + "/export?format=csv");
    }

    @Test
    void saysThatARunDoesNotExist() {
        Tab tab = open("/runs/00000000-0000-0000-0000-000000000000");

        assertThat(tab.find(".notice")).containsText("Not found");
    }
}
