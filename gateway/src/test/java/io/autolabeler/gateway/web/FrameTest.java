package io.autolabeler.gateway.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.devstack.browser.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FrameTest extends BrowserTest {
    private static final Answer ENDED = Answer.problem(401, "UNAUTHENTICATED", "Not signed in", "The session ended.");

    @Test
    void namesOnlyThePagesThatAreBuilt() {
        Tab tab = open("/");

        assertThat(tab.find("nav li")).hasText(new String[] {"Overview", "Runs", "Review"});
        assertThat(tab.find("nav a[aria-current=page]")).hasText("Overview");
    }

    @Test
    void movesBetweenPagesWithoutLosingProjectAndWindow() {
        Tab tab = open("/?project=0d8f4c62-3b51-4a0a-9a53-6f0f8f1f0a02&days=30");
        tab.find("nav").getByText("Runs").click();
        tab.find(".runs tbody tr").first().waitFor();

        assertThat(tab.page().url()).endsWith("/runs?project=0d8f4c62-3b51-4a0a-9a53-6f0f8f1f0a02&days=30");
        assertThat(tab.find("h1")).isFocused();

        tab.page().goBack();
        assertThat(tab.find("h1")).hasText("Overview");
        assertThat(tab.find("select[name=days]")).hasValue("30");
    }

    @Test
    void followsTheTabKeyFromTheSkipLinkThroughTheNavigationIntoTheContent() {
        Tab tab = open("/");
        tab.find(".kpi .figure").first().waitFor();

        List<String> order = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tab.press("Tab");
            order.add(tab.focused());
            assertThat(tab.find(":focus-visible")).hasCount(1);
        }

        assertThat(order.subList(0, 5))
                .containsExactly("Skip to the content", "AutoLabeler, overview", "Overview", "Runs", "Review");
        assertThat(order.get(7)).startsWith("Review 6");
    }

    @Test
    void skipsToTheContent() {
        Tab tab = open("/");
        tab.find(".kpi .figure").first().waitFor();
        tab.press("Tab", "Enter");

        assertThat(tab.find("main")).isFocused();
    }

    @Test
    void saysHowToSignInAndGoesOnOnceItWorks() {
        gateway.answer("GET /me", Answer.problem(401, "UNAUTHENTICATED", "Not signed in", "Send a key."));
        Tab tab = open("/");
        assertThat(tab.find(".empty")).containsText("./autolabeler up");

        gateway.answerAsUsual("GET /me");
        tab.text("I have signed in").click();

        assertThat(tab.find(".kpi")).hasCount(5);
    }

    @Test
    void asksToSignInWhenTheSessionEndsMeanwhile() {
        Tab tab = open("/review");
        tab.find(".item").waitFor();
        gateway.answer("POST /reviews/t1:decide", ENDED);
        tab.press("1");

        assertThat(tab.find(".empty h2")).hasText("Sign in to see your project");
    }

    @Test
    void keepsWhatWasBegunUntilTheReviewerIsSignedInAgain() {
        gateway.reviews("reviews-multi-label");
        Tab tab = open("/review");
        tab.find(".item").waitFor();
        gateway.answer("POST /reviews/t1:decide", ENDED);
        tab.press("1", "3", "Enter");
        assertThat(tab.find(".empty")).containsText("what you have begun here waits for you");
        assertThat(tab.find(".item")).isHidden();
        tab.press("2");
        gateway.answerAsUsual("POST /reviews/t1:decide");
        tab.text("I have signed in").click();

        assertThat(tab.find(".unsaved")).containsText("It comes back as the next item.");
        assertThat(tab.find(".item")).isVisible();
        assertThat(tab.find(".choice.chosen")).hasCount(0);
        tab.press("s");
        assertThat(tab.find(".item")).hasAttribute("data-task", "t1");
        assertThat(tab.find(".choice.chosen kbd")).hasText(new String[] {"1", "3"});
    }

    @Test
    void saysWhichServiceIsAwayAndWhatHappensWithoutIt() {
        gateway.answer("GET /health", Answer.fixture("health-degraded"));
        Tab tab = open("/runs");

        assertThat(tab.find(".banner"))
                .hasText("retrieval-service is away. Items are labeled without examples until it is back.");
    }

    @Test
    void leadsBackFromAnAddressWithNothingAtIt() {
        Tab tab = open("/");
        tab.page().evaluate("history.pushState(null, '', '/nowhere'); dispatchEvent(new PopStateEvent('popstate'))");
        assertThat(tab.find("h1")).hasText("No such page");
        tab.text("Go to the overview").click();

        assertThat(tab.find("h1")).hasText("Overview");
    }
}
