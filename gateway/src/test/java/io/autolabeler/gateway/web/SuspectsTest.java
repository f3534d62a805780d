package io.autolabeler.gateway.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.autolabeler.devstack.browser.Tab;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Suspicious labels of a finished run. */
@QuarkusTest
class SuspectsTest extends BrowserTest {
    static final String REPORT = """
            {"id": "r1", "state": "DONE", "progress": 1, "createTime": "2026-01-31T12:00:00Z", "labelErrors": {"items": 501, "flagged": 2, "uninformative": false,
            "suspects": [
            {"id": "i1", "given": "refund", "likely": "delivery", "score": 0.021, "flagged": true, "text": "Where is my parcel?"},
            {"id": "i2", "given": "praise", "likely": "refund", "score": 0.08, "flagged": true, "text": "Money back, please"},
            {"id": "i3", "given": "refund", "likely": "praise", "score": 0.31, "flagged": false, "text": "Well, thanks"}]}}""";

    private static final String RUN = "7f6a1c9e-1111-4c55-8f35-2b1a70e5a001";

    @BeforeEach
    void finishTheRun() {
        gateway.change(
                RUN, Fixtures.parse("{\"state\": \"COMPLETED\", \"counts\": {\"total\": 2112, \"done\": 2112}}"));
    }

    @Test
    void findsThemAndSendsEachWithAClick() {
        gateway.answer("POST /label-errors", Answer.ok("{\"id\": \"r1\", \"state\": \"QUEUED\"}"))
                .answer("POST /runs/" + RUN + ":review", Answer.ok("{\"sent\": 1, \"alreadyWithPeople\": 0}"));
        Tab tab = open("/runs/" + RUN);
        Locator find = tab.find(".suspects [data-find]");
        assertThat(find).hasText("Find suspicious labels");
        gateway.answer("GET /reports", Answer.ok("{\"reports\": [{\"id\": \"r1\"}]}"))
                .answer("GET /reports/r1", Answer.ok(REPORT));

        find.press("Enter");

        assertThat(tab.find(".suspects")).containsText("2 of 501 labels are likely wrong");
        assertThat(tab.find(".suspects tbody tr")).hasCount(3);
        assertThat(gateway.calls("POST /label-errors"))
                .singleElement()
                .satisfies(call -> assertThat(call.parameter("runId")).isEqualTo(RUN));
        tab.find("[data-item=i1] [data-send]").click();
        assertThat(tab.find("[data-item=i1]")).containsText("in the queue");
        assertThat(tab.find("[data-send-all]")).hasText("Send 1 to review");
        tab.find("[data-send-all]").click();
        assertThat(tab.find("[data-item=i2]")).containsText("in the queue");
        assertThat(gateway.calls("POST /runs/" + RUN + ":review"))
                .last()
                .satisfies(call ->
                        assertThat(call.body().get("itemIds").toString()).isEqualTo("[\"i2\"]"));
        tab.text("Review them").click();
        assertThat(tab.find("h1")).hasText("Review");
    }

    @Test
    void sendsAllFlaggedOnesAlsoThoseThatAreNotShown() {
        gateway.answer("GET /reports", Answer.ok("{\"reports\": [{\"id\": \"r1\"}]}"))
                .answer("GET /reports/r1", Answer.ok(REPORT.replace("\"flagged\": 2,", "\"flagged\": 3,")))
                .answer("GET /reports/r1/output", Answer.ok("""
                        id,given,likely,score,flagged,text
                        i1,refund,delivery,0.021,true,"Where, oh ""where"",
                        is it?"
                        i2,praise,refund,0.08,true,b
                        i3,refund,praise,0.31,false,c
                        i9,"a, b",praise,0.41,true,
                        """))
                .answer("POST /runs/" + RUN + ":review", Answer.ok("{\"sent\": 2, \"skipped\": 1}"));
        Tab tab = open("/runs/" + RUN);
        assertThat(tab.find("[data-send-all]")).hasText("Send 3 to review");

        tab.find("[data-send-all]").click();

        assertThat(tab.find("[data-item=i2]")).containsText("in the queue");
        assertThat(gateway.calls("POST /runs/" + RUN + ":review"))
                .singleElement()
                .satisfies(call ->
                        assertThat(call.body().get("itemIds").toString()).isEqualTo("[\"i1\",\"i2\",\"i9\"]"));
        assertThat(tab.find("[data-send-all]")).hasCount(0);
        assertThat(tab.find(".suspects [role=alert]")).containsText("1 item failed or cannot be judged yet");
    }

    @Test
    void saysThatFewLabelsAreOnlyRanked() {
        gateway.answer("GET /reports", Answer.ok("{\"reports\": [{\"id\": \"r1\"}]}"))
                .answer(
                        "GET /reports/r1",
                        Answer.ok(REPORT.replace(
                                        "\"flagged\": 2,",
                                        "\"flagged\": 0, \"rankingOnly\": true, \"reason\": \"fewer than 50 labels: only ranked, nothing flagged\",")
                                .replace("\"flagged\": true", "\"flagged\": false")));

        Tab tab = open("/runs/" + RUN);

        assertThat(tab.find(".suspects")).containsText("Fewer than 50 labels: only ranked, nothing flagged.");
        assertThat(tab.find("[data-send-all]")).hasCount(0);
    }

    @Test
    void showsWhatWasFoundBeforeAndNoStepsToACallerWhoMayOnlyLook() {
        gateway.answer("GET /me", Answer.ok(Fixtures.text("me").replace("ADMIN", "VIEWER")))
                .answer("GET /reports", Answer.ok("{\"reports\": [{\"id\": \"r1\"}]}"))
                .answer("GET /reports/r1", Answer.ok(REPORT));

        Tab tab = open("/runs/" + RUN);

        assertThat(tab.find(".suspects tbody tr")).hasCount(3);
        assertThat(tab.find(".suspects button")).hasCount(0);
    }

    @Test
    void saysWhyNoneCanBeFound() {
        gateway.answer(
                "POST /label-errors",
                Answer.problem(
                        409,
                        "FAILED_PRECONDITION",
                        "Not possible now",
                        "no item of the run has a gold or reviewed label"));
        Tab tab = open("/runs/" + RUN);

        tab.find(".suspects [data-find]").click();

        assertThat(tab.find(".suspects [role=alert]")).containsText("no item of the run has a gold or reviewed label");
    }

    @Test
    void namesAReportThatFailed() {
        gateway.answer("GET /reports", Answer.ok("{\"reports\": [{\"id\": \"r1\"}]}"))
                .answer(
                        "GET /reports/r1",
                        Answer.ok(
                                "{\"id\": \"r1\", \"state\": \"FAILED\", \"error\": {\"field\": \"\", \"message\": \"the file has no rows\"}}"));

        assertThat(open("/runs/" + RUN).find(".suspects")).containsText("the file has no rows");
    }
}
