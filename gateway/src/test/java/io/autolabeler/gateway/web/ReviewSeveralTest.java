package io.autolabeler.gateway.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autolabeler.devstack.browser.Tab;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Several reviewers, hidden suggestions, short lists and sets of labels. */
@QuarkusTest
class ReviewSeveralTest extends ReviewBrowserTest {
    @Test
    void takesOverOneOpinionAfterTheOther() {
        Tab tab = review("adjudication");
        assertThat(tab.find(".opinions li")).hasCount(2);
        assertThat(tab.find(".mark.last")).hasCount(0);
        tab.press("o");
        assertThat(tab.find(".mark.last")).hasCount(3);
        tab.press("o");
        assertThat(tab.find(".mark.last")).hasCount(2);
        tab.press("Enter");

        assertThat(decision().get("value").get("spans")).hasSize(2);
    }

    @Test
    void settlesADisagreementOnALabelWithADigit() {
        Tab tab = review("disagreement");
        assertThat(tab.find(".opinions")).containsText("Reviewers disagree");
        tab.press("2");

        assertThat(decision().get("label").asText()).isEqualTo("bug");
    }

    @Test
    void showsNothingOfAHiddenSuggestion() {
        Tab tab = review("hidden");

        assertThat(tab.find(".meta")).containsText("Suggestion hidden");
        assertThat(tab.find(".choice.suggested, .choice .score, .reasons, .verbs .primary"))
                .hasCount(0);
        tab.press("Enter");
        at(tab, "t1");
        tab.press("1");
        assertThat(tab.find(".empty h2")).hasText("All done: 1 decision");
        assertThat(tab.find(".tally")).not().containsText("as suggested");
    }

    @Test
    void showsTheShortListFirstWithTheDigitsOfTheSchema() {
        Tab tab = review("short-list");
        assertThat(tab.find(".choice .word")).hasText(new String[] {"bug", "praise", "refund"});
        assertThat(tab.find(".choice kbd")).hasText(new String[] {"2", "3", "1"});
        assertThat(tab.find(".labels .beyond .word")).hasText("refund");
        tab.press("1");

        assertThat(decision().get("label").asText()).isEqualTo("refund");
    }

    @Test
    void savesNoEmptySetByAccident() {
        Tab tab = review("multi-label");
        tab.press("Enter");
        at(tab, "t1");
        tab.press("3", "1", "3", "Enter");

        assertThat(decision().get("value").get("labels").toString()).isEqualTo("[\"delivery\"]");
    }

    @Test
    void savesASetWithEnterAfterItsLabelWasChosenWithTheMouse() {
        Tab tab = review("multi-label");
        tab.find("[data-label=delivery]").click();
        assertThat(tab.find(".item")).isFocused();
        tab.press("Enter");

        assertThat(decision().get("value").get("labels").toString()).isEqualTo("[\"delivery\"]");
    }

    @Test
    void keepsTheAnswerBegunWhileTheOneBeforeIsTakenBack() {
        Tab tab = review("multi-label");
        tab.press("1", "Enter");
        at(tab, "t2");
        tab.press("3", "u");
        at(tab, "t1");
        assertThat(tab.find(".choice.chosen")).hasAttribute("data-label", "delivery");
        tab.press("Enter");
        at(tab, "t2");

        assertThat(tab.find(".choice.chosen kbd")).hasText("3");
    }

    @Test
    void showsWhatHappenedAndWhyNothingDid() {
        Tab tab = review("multi-label");
        tab.press("1", "1", "Enter");
        assertThat(tab.find(".said")).hasText("Nothing is chosen. Press 0 or N if no label fits.");
        assertThat(tab.find(".said")).isVisible();
        tab.press("n");

        assertThat(tab.find(".said")).hasText("Labeled none.");
    }

    @Test
    void letsAnItemGoThatSomebodyElseSettlesMeanwhile() {
        Tab tab = review("people");
        tab.press("1");
        at(tab, "t2");
        ObjectNode settled =
                Fixtures.read("reviews-disagreement").get("tasks").get(0).deepCopy();
        gateway.answer("POST /reviews/t1:undo", Answer.ok(settled.toString()));
        tab.press("u");

        at(tab, "t2");
        assertThat(tab.text("Somebody else is settling a disagreement on it.")).hasCount(1);
        at(tab, "t2");
    }

    @Test
    void showsTheKeysOfTheKind() {
        Tab tab = review("multi-label");
        tab.press("?");
        assertThat(tab.find("#keys")).containsText("none of the labels");
        assertThat(tab.find("#keys")).not().containsText("span");
    }
}
