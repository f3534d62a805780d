package io.autolabeler.gateway.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.devstack.browser.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Taking back what was done last: decisions, skips and what was sent to the experts. */
@QuarkusTest
class ReviewUndoTest extends ReviewBrowserTest {
    @Test
    void takesBackEveryDecisionOfAFewItems() {
        Tab tab = review();
        for (int i = 1; i <= 4; i++) {
            at(tab, "t" + i);
            tab.press("Enter");
        }
        for (int i = 4; i >= 1; i--) {
            tab.press("u");
            at(tab, "t" + i);
        }

        assertThat(tab.find(".tools button").first()).isDisabled();
    }

    @Test
    void takesBackTenDecisionsAtMost() {
        gateway.reviews(plain(12));
        Tab tab = review();
        for (int i = 1; i <= 12; i++) {
            at(tab, "t" + i);
            tab.press("1");
        }
        assertThat(tab.find(".empty h2")).hasText("All done: 12 decisions");
        for (int i = 12; i >= 3; i--) {
            tab.press("u");
            at(tab, "t" + i);
        }
        assertThat(tab.find(".tools button").first()).isDisabled();
        tab.press("u");
        tab.redrawn();

        at(tab, "t3");
        assertThat(tab.find("[data-tally=decided]")).hasText("2");
        assertThat(tab.find("[data-tally=left]")).hasText("10");
        Awaitility.await()
                .untilAsserted(() -> assertThat(sent())
                        .filteredOn(each -> each.contains(":undo"))
                        .hasSize(10));
    }

    @Test
    void keepsADecisionUndoableWhoseUndoingFailed() {
        gateway.answer("POST /reviews/t1:undo", AWAY);
        Tab tab = review();
        tab.press("2");
        at(tab, "t2");
        tab.press("u");
        assertThat(tab.find(".unsaved")).containsText("Undoing did not work; it stays labeled bug.");
        at(tab, "t2");
        assertThat(tab.find("[data-tally=decided]")).hasText("1");
        gateway.answerAsUsual("POST /reviews/t1:undo");
        tab.press("u");

        at(tab, "t1");
        assertThat(tab.find("[data-tally=decided]")).hasText("0");
    }

    @Test
    void takesASkippedAndAnEscalatedItemBack() {
        Tab tab = review();
        tab.press("s");
        at(tab, "t2");
        tab.press("e");
        at(tab, "t3");
        tab.press("u");
        at(tab, "t2");
        assertThat(tab.find(".said")).hasText("Took it back from the experts.");
        assertThat(tab.find(".meta")).containsText("For a reviewer");
        tab.press("u");
        at(tab, "t1");
        assertThat(tab.find(".tools button").first()).isDisabled();
        tab.press("4");
        at(tab, "t2");

        assertThat(tab.find("[data-tally=decided]")).hasText("1");
        assertThat(tab.find("[data-tally=left]")).hasText("5");
        Awaitility.await()
                .untilAsserted(() -> assertThat(sent())
                        .containsExactlyInAnyOrder(
                                "/reviews/t1:skip ",
                                "/reviews/t2:escalate ",
                                "/reviews/t2:undo ",
                                "/reviews/t1:undo ",
                                "/reviews/t1:decide question"));
    }

    @Test
    void keepsAnAnswerBegunThroughASkip() {
        Tab tab = review("multi-label");
        tab.press("3", "s");
        at(tab, "t2");
        tab.press("u");
        at(tab, "t1");

        assertThat(tab.find(".choice.chosen kbd")).hasText("3");
    }

    @Test
    void saysThatAnItemStaysWithTheExperts() {
        gateway.answer("POST /reviews/t1:undo", HELD);
        Tab tab = review();
        tab.press("e", "u");

        assertThat(tab.find(".unsaved"))
                .containsText("Undoing did not work; it stays with the experts. Another reviewer holds this item.");
        at(tab, "t2");
        assertThat(tab.find(".tools button").first()).isDisabled();
    }

    @Test
    void offersNoUndoOfASkippedItemThatIsDealtAgain() {
        gateway.reviews(plain(1));
        Tab tab = timed();
        tab.press("s");
        assertThat(tab.find(".empty")).hasCount(1);
        assertThat(tab.find(".tools button").first()).isEnabled();
        gateway.reviews().pass(Duration.ofMinutes(11));
        // An item that was just put aside is not taken from an answer that was on its way.
        tab.page().clock().fastForward(30_000);
        at(tab, "t1");

        assertThat(tab.find(".tools button").first()).isDisabled();
    }
}
