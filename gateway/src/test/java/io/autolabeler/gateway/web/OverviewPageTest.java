package io.autolabeler.gateway.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.autolabeler.devstack.browser.Tab;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OverviewPageTest extends BrowserTest {

    @Test
    void showsEachFigureWithItsChangeAndJudgement() {
        Tab tab = open("/");

        Locator accuracy = tab.find("[data-kpi=accuracy]");
        assertThat(accuracy.locator(".figure")).hasText("91.3 %");
        assertThat(accuracy.locator(".change")).hasText("▲ up 2.1 points, better");
        assertThat(accuracy.locator(".verdict")).containsText("reliable");
        assertThat(tab.find("[data-kpi=ece] .verdict")).containsText("calibrated");
        assertThat(tab.find("[data-kpi=ece] .verdict")).containsText("fitted on 1,284 items");
        assertThat(tab.find("[data-kpi=costPerItem] .figure")).hasText("$0.0001852");
        assertThat(tab.find("[data-kpi=itemsPerDay] .change")).hasText("▲ up 54.7 %");
    }

    @Test
    void saysWhatNoDataMeansAndHowToGetSome() {
        Tab tab = open("/");

        assertThat(tab.find("[data-kpi=alpha] .figure")).hasText("No data yet");
        assertThat(tab.find("[data-kpi=alpha] .advice")).containsText("several annotators");
    }

    @Test
    void namesWhatNeedsAPersonAndLeadsThere() {
        Tab tab = open("/");

        assertThat(tab.find(".needs li")).hasCount(2);
        assertThat(tab.find(".needs")).containsText("Alert low-confidence");
        tab.find(".needs .primary").click();
        assertThat(tab.find("h1")).hasText("Review");
    }

    @Test
    void saysWhyNothingIsAcceptedInAProject() {
        gateway.answer("GET /projects", Answer.ok("""
                        {"projects": [{"id": "a", "name": "Mail", "kind": "CLASSIFICATION", "labels": []},
                          {"id": "b", "name": "Tickets", "kind": "CLASSIFICATION", "labels": []}]}""")).answer("GET /certificates", Answer.ok("""
                {"certificates": [
                  {"id": "1", "projectId": "a", "annotator": {"model": "embedded"}, "state": "SUSPENDED", "maxRisk": 0.02,
                    "guarantee": "", "audited": 40, "auditErrors": 5},
                  {"id": "2", "projectId": "b", "annotator": {"model": "small"}, "state": "REFUSED", "maxRisk": 0.05,
                    "guarantee": "No threshold keeps 5 % yet."},
                  {"id": "3", "projectId": "b", "annotator": {"model": "large"}, "state": "IN_FORCE", "maxRisk": 0.05,
                    "guarantee": "At most 5 % are wrong."}]}"""));
        Tab tab = open("/");

        Locator why = tab.find(".needs li").filter(new Locator.FilterOptions().setHasText("accepted by itself"));
        assertThat(why).hasCount(2);
        assertThat(why.first()).containsText("Nothing is accepted by itself in Mail (embedded):");
        assertThat(why.first()).containsText("5 wrong labels among 40 accepted, more than the promised 2.0 % allow");
        assertThat(why.last()).containsText("No label of small is accepted by itself in Tickets:");
        assertThat(why.last()).containsText("No threshold keeps 5 % yet.");
        assertThat(gateway.calls("GET /certificates"))
                .last()
                .satisfies(call -> assertThat(call.parameter("inUse")).isEqualTo("true"));
    }

    @Test
    void switchesAChartToItsNumbersAndBack() {
        Tab tab = open("/");
        Locator routes = tab.find("al-chart").filter(new Locator.FilterOptions().setHasText("Where items went"));
        routes.locator(".drawing svg").waitFor();
        routes.locator("button").click();

        assertThat(routes.locator("tbody tr"))
                .hasText(new String[] {"Accepted14,12076.8 %", "To a reviewer3,39118.4 %", "To an expert8744.8 %"});

        routes.locator("button").press("Enter");
        assertThat(routes.locator(".drawing svg")).isVisible();
    }

    @Test
    void readsTheChosenProjectAndWindow() {
        Tab tab = open("/?days=30");
        tab.find(".kpi .figure").first().waitFor();
        tab.find("select[name=project]").selectOption("Support tickets");
        assertThat(tab.page().url()).contains("project=0d8f4c62-3b51-4a0a-9a53-6f0f8f1f0a02", "days=30");
        assertThat(tab.find(".kpi")).hasCount(5);

        assertThat(gateway.calls("GET /overview")).last().satisfies(call -> {
            assertThat(call.parameter("projectId")).isEqualTo("0d8f4c62-3b51-4a0a-9a53-6f0f8f1f0a02");
            assertThat(call.parameter("days")).isEqualTo("30");
        });
    }

    @Test
    void saysWhatToTypeWhileNothingHasBeenLabeled() {
        gateway.answer("GET /overview", Answer.fixture("overview-empty"))
                .answer("GET /runs", Answer.ok("{\"runs\": [], \"nextPageToken\": \"\"}"));
        Tab tab = open("/");

        assertThat(tab.find(".empty")).containsText("./autolabeler demo");
        assertThat(tab.find(".kpi .figure.absent")).hasCount(5);
    }

    @Test
    void keepsTheRestWhenTheFiguresCannotBeRead() {
        gateway.answer(
                "GET /overview",
                Answer.problem(503, "UNAVAILABLE", "monitoring-service does not answer", "It is away."));
        Tab tab = open("/");
        assertThat(tab.find(".notice")).containsText("monitoring-service does not answer");
        assertThat(tab.find(".needs")).containsText("6 items wait for a review");

        gateway.answerAsUsual("GET /overview");
        tab.text("Try again").click();
        assertThat(tab.find(".kpi")).hasCount(5);
    }

    @Test
    void writesProjectNamesAsTextAndNeverAsMarkup() {
        gateway.answer("GET /alerts", Answer.ok("""
                {"alerts": [{"id": "a", "ruleName": "<img src=x onerror=alert(1)>", "severity": "CRITICAL", "message": "<b>loud</b>"}]}"""));
        Tab tab = open("/");

        assertThat(tab.find(".needs")).containsText("<img src=x onerror=alert(1)>: <b>loud</b>");
    }
}
