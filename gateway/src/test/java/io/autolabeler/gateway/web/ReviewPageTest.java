package io.autolabeler.gateway.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.autolabeler.devstack.browser.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReviewPageTest extends ReviewBrowserTest {
    @Test
    void showsTheTextTheModelsViewAndTheNearestExamples() {
        Tab tab = open("/review");

        assertThat(tab.find(".item .text")).containsText("I paid for the yearly plan by mistake");
        assertThat(tab.find(".choice")).hasCount(4);
        assertThat(tab.find(".choice.suggested")).containsText("refund");
        assertThat(tab.find(".choice.suggested .value")).hasText("58 %");
        assertThat(tab.find(".reasons li")).hasCount(3);
        assertThat(tab.find(".reasons li").first()).containsText("can the money be returned?");
    }

    @Test
    void isDoneWithTheKeyboardAlone() {
        Tab tab = review();
        tab.press("4");
        at(tab, "t2");
        tab.press("Enter");
        at(tab, "t3");
        tab.press("s");
        at(tab, "t4");
        tab.press("e");
        at(tab, "t5");
        tab.press("1");
        at(tab, "t6");
        tab.press("u");
        at(tab, "t5");
        tab.press("3");
        at(tab, "t6");

        assertThat(tab.find("[data-tally=decided]")).hasText("3");
        Awaitility.await()
                .untilAsserted(() -> assertThat(sent())
                        .containsExactlyInAnyOrder(
                                "/reviews/t1:decide question",
                                "/reviews/t2:decide bug",
                                "/reviews/t3:skip ",
                                "/reviews/t4:escalate ",
                                "/reviews/t5:decide refund",
                                "/reviews/t5:undo ",
                                "/reviews/t5:decide praise"));
        assertThat(gateway.calls("POST /reviews/t1:decide")).singleElement().satisfies(call -> {
            assertThat(call.csrf()).isEqualTo("csrf-1");
            assertThat(call.body().get("seconds").asDouble()).isGreaterThanOrEqualTo(0);
        });
    }

    @Test
    void holdsTheNextThreeReady() {
        review();

        assertThat(gateway.calls("POST /reviews/next"))
                .singleElement()
                .satisfies(call -> assertThat(call.body().get("count").asInt()).isEqualTo(4));
    }

    @Test
    void goesOnPastASkippedItem() {
        Tab tab = review();
        for (int i = 1; i <= 6; i++) {
            at(tab, "t" + i);
            tab.press(i == 2 ? "s" : "Enter");
        }

        assertThat(tab.find(".empty h2")).hasText("All done: 5 decisions");
    }

    @Test
    void showsItemsBeforeTheStatisticsHaveArrived() {
        CountDownLatch read = new CountDownLatch(1);
        gateway.hold("GET /reviews/stats", read);
        Tab tab = review();
        assertThat(tab.find("[data-tally=left]")).hasText("6");
        tab.press("1");
        at(tab, "t2");
        read.countDown();

        assertThat(tab.find(".reviewers summary")).hasText("Reviewers");
        assertThat(gateway.calls("GET /reviews/stats")).hasSize(1);
    }

    @Test
    void showsEachReviewersFiguresButNoKey() {
        Tab tab = review();
        tab.find(".reviewers summary").click();

        assertThat(tab.find(".reviewers tbody tr").first()).containsText("you");
        assertThat(tab.find(".reviewers tbody tr").first().locator("td"))
                .hasText(new String[] {"341", "78.0 % of 300", "73.3 % of 30", "5.2", "95.0 % of 60"});
        assertThat(tab.find(".reviewers tbody th")).hasText(new String[] {"you", "c2a1f3de", "<img src"});
        assertThat(tab.find(".reviewers tbody tr").last().locator("td"))
                .hasText(new String[] {"1", "–", "–", "–", "–"});
    }

    @Test
    void beginsEachLongTextAtItsTopAndTurnsItByKey() {
        ObjectNode tasks = plain(2);
        tasks.get("tasks").forEach(task -> ((ObjectNode) task).put("text", "A long line of the text.\n".repeat(100)));
        gateway.reviews(tasks);
        Tab tab = review();
        assertThat(tab.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Text of the item")))
                .hasCount(1);
        assertThat(top(tab)).isZero();
        tab.press("PageDown");
        double first = top(tab);
        tab.press(" ");
        assertThat(top(tab)).isGreaterThan(first);
        tab.press("PageUp");
        assertThat(top(tab)).isEqualTo(first).isPositive();
        tab.press("1");
        at(tab, "t2");

        assertThat(top(tab)).isZero();
    }

    @Test
    void readsDigitsAndLettersOfOtherKeyboardLayouts() {
        Tab tab = review();
        tab.find(".item").dispatchEvent("keydown", Map.of("key", "é", "code", "Digit2", "bubbles", true));
        at(tab, "t2");
        tab.find(".item").dispatchEvent("keydown", Map.of("key", "г", "code", "KeyU", "bubbles", true));
        at(tab, "t1");

        Awaitility.await()
                .untilAsserted(() -> assertThat(sent()).containsExactly("/reviews/t1:decide bug", "/reviews/t1:undo "));
    }

    @Test
    void bringsADecisionThatWasNotSavedBackVisibly() {
        gateway.answer("POST /reviews/t1:decide", AWAY);
        Tab tab = review();
        tab.press("2");

        assertThat(tab.find(".unsaved"))
                .containsText("bug was not saved. It is away for the moment. It comes back as the next item.");
        at(tab, "t2");
        gateway.answerAsUsual("POST /reviews/t1:decide");
        tab.press("Enter");
        at(tab, "t1");
        tab.press("2");
        at(tab, "t3");
        assertThat(tab.find("[data-tally=decided]")).hasText("2");
    }

    @Test
    void doesNotBringBackWhatAnotherReviewerHolds() {
        gateway.answer("POST /reviews/t1:decide", HELD);
        Tab tab = review();
        tab.press("2");

        assertThat(tab.find(".unsaved")).containsText("Another reviewer holds this item.");
        assertThat(tab.find(".unsaved")).not().containsText("comes back");
    }

    @Test
    void choosesAmongManyLabelsByScoreAndByFilter() {
        gateway.reviews("reviews-many-labels");
        Tab tab = review();
        assertThat(tab.find(".choice").nth(1)).containsText("card_delivery_estimate");
        tab.press("2");
        at(tab, "t2");
        tab.press("/");
        assertThat(tab.find("input[name=filter]")).isFocused();
        tab.page().keyboard().type("spare");
        assertThat(tab.find(".choice")).hasCount(1);
        tab.press("Enter");

        Awaitility.await()
                .untilAsserted(() -> assertThat(sent())
                        .containsExactly(
                                "/reviews/t1:decide card_delivery_estimate", "/reviews/t2:decide getting_spare_card"));
    }

    @Test
    void showsItsKeysOnDemand() {
        Tab tab = review();
        tab.press("?");
        assertThat(tab.find("#keys")).containsText("accept the suggestion");
        tab.press("?");
        assertThat(tab.find("#keys")).hasCount(0);
    }

    @Test
    void acceptsWithEnterAfterALabelWasChosenWithTheMouse() {
        Tab tab = review();
        tab.find("[data-label=bug]").click();
        at(tab, "t2");
        assertThat(tab.find(".item")).isFocused();
        tab.press("Enter");
        at(tab, "t3");

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(sent()).containsExactly("/reviews/t1:decide bug", "/reviews/t2:decide bug"));
    }

    @Test
    void readsAloudWhatHappened() {
        Tab tab = review();
        tab.press("1");

        assertThat(tab.find("[aria-live=polite]").filter(new Locator.FilterOptions().setHasText("Labeled refund.")))
                .hasCount(1);
    }

    @Test
    void asksForItemsOfTheChosenRouteOnly() {
        Tab tab = open("/review?route=EXPERT_REVIEW");
        at(tab, "t1");

        assertThat(gateway.calls("POST /reviews/next")
                        .getFirst()
                        .body()
                        .get("route")
                        .asText())
                .isEqualTo("EXPERT_REVIEW");
    }

    @Test
    void tellsACallerWhoMayOnlyLook() {
        gateway.answer("GET /me", Answer.ok(Fixtures.text("me").replace("ADMIN", "VIEWER")));
        Tab tab = open("/review");

        assertThat(tab.find(".empty")).containsText("Your role may look, not review");
        assertThat(gateway.calls("POST /reviews/next")).isEmpty();
    }

    private static double top(Tab tab) {
        return ((Number) tab.find(".text").evaluate("text => text.scrollTop")).doubleValue();
    }
}
