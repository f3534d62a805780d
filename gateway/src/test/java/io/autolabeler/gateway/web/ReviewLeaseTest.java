package io.autolabeler.gateway.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.autolabeler.devstack.browser.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An item is its reviewer's for ten minutes; the page has that renewed while somebody is there, and says where it could not. */
@QuarkusTest
class ReviewLeaseTest extends ReviewBrowserTest {
    @Test
    void renewsWhatIsHeldWhileSomebodyReads() {
        Tab tab = timed();
        for (int minutes = 3; minutes <= 9; minutes += 3) {
            pass(tab, Duration.ofSeconds(190));
            asked(1 + minutes / 3);
        }
        assertThat(gateway.reviews().toAnother("t1")).isFalse();
        assertThat(tab.find(".lease")).hasCount(0);
        assertThat(gateway.calls("POST /reviews/next")
                        .getLast()
                        .body()
                        .get("count")
                        .asInt())
                .isEqualTo(4);
        tab.press("1");

        at(tab, "t2");
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(gateway.calls("POST /reviews/t1:decide")).hasSize(1));
        assertThat(tab.find(".unsaved")).hasCount(0);
    }

    @Test
    void doesNotRenewForSomebodyWhoIsGone() {
        Tab tab = timed();
        pass(tab, Duration.ofMinutes(11));

        assertThat(tab.find(".lease")).containsText("Your time for this item ran out");
        assertThat(gateway.calls("POST /reviews/next")).hasSize(1);
    }

    @Test
    void warnsAMinuteBeforeTheEndAndAsksAgain() {
        Tab tab = timed();
        gateway.answer("POST /reviews/next", AWAY);
        pass(tab, Duration.ofSeconds(575));
        assertThat(tab.find(".lease")).containsText("yours for less than another minute");
        tab.picture(ColorScheme.LIGHT, 1280, Path.of("target", "screenshots", "review-lease-light-1280.png"));
        tab.picture(ColorScheme.DARK, 360, Path.of("target", "screenshots", "review-lease-dark-360.png"));
        gateway.answerAsUsual("POST /reviews/next");
        pass(tab, Duration.ofSeconds(20));

        assertThat(tab.find(".lease")).hasCount(0);
        at(tab, "t1");
    }

    @Test
    void letsGoOfWhatIsWithSomebodyElseByNow() {
        Tab tab = timed();
        pass(tab, Duration.ofMinutes(11));
        assertThat(gateway.reviews().toAnother("t1")).isTrue();
        tab.press("1");
        at(tab, "t2");

        assertThat(tab.find(".said")).hasText("1 item went back into the queue, as the time for it had run out.");
        assertThat(tab.find(".lease")).hasCount(0);
        assertThat(gateway.calls()).noneMatch(call -> call.path().endsWith(":decide"));
    }

    @Test
    void keepsTheAnswerBegunIfTheItemIsStillFree() {
        gateway.reviews("reviews-multi-label");
        Tab tab = timed();
        tab.press("3");
        pass(tab, Duration.ofMinutes(11));
        assertThat(tab.find(".lease")).containsText("ran out");
        tab.page().mouse().move(200, 200);
        assertThat(tab.find(".lease")).hasCount(0);

        assertThat(tab.find(".choice.chosen kbd")).hasText("3");
        at(tab, "t1");
    }

    @Test
    void saysThatAnAnswerBegunIsLost() {
        gateway.reviews("reviews-multi-label");
        Tab tab = timed();
        tab.press("3");
        pass(tab, Duration.ofMinutes(11));
        assertThat(gateway.reviews().toAnother("t1")).isTrue();
        tab.page().mouse().move(200, 200);
        at(tab, "t2");

        assertThat(tab.find(".unsaved")).containsText("Your answer to it is lost.");
        assertThat(tab.find(".unsaved")).not().containsText("comes back");
    }

    /** The time passes at once, as if the computer had slept. */
    private void pass(Tab tab, Duration time) {
        gateway.reviews().pass(time);
        tab.page().clock().fastForward(time.toMillis());
    }

    private void asked(int times) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(gateway.calls("POST /reviews/next")).hasSize(times));
    }
}
