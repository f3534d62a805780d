package io.autolabeler.gateway.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.options.BoundingBox;
import io.autolabeler.devstack.browser.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReviewSpansTest extends ReviewBrowserTest {
    @Test
    void countsCodePointsBehindAnEmojiWhateverTheMouseSelects() {
        Tab tab = review("entities");
        select(tab, "Jon");
        assertThat(tab.find(".hint")).containsText("A digit labels Jon");
        tab.press("1", "Enter");

        JsonNode spans = decision().get("value").get("spans");
        assertThat(spans).hasSize(4);
        // The picture before it is three code points and five UTF-16 units.
        assertThat(spans.get(3).toString())
                .isEqualTo("{\"start\":92,\"end\":95,\"label\":\"person\",\"text\":\"Jon\"}");
    }

    @Test
    void showsEachSpanWithItsLabelAndLeavesTheTextAsItIs() {
        Tab tab = review("entities-overlap");

        assertThat(tab.find(".mark.last")).hasCount(7);
        assertThat(tab.find(".item .text"))
                .hasText(
                        "The University of Basel Library opened on 4 May 1836, long before the Basel Museum of Art moved to"
                                + " the Grossbasel side.");
    }

    @Test
    void goesFromSpanToSpanAndOutOfThemWithTab() {
        Tab tab = review("entities");
        tab.press("Tab");
        assertThat(tab.find(".mark.current")).hasText("Maria Keller");
        tab.press("Tab", "Tab", "Shift+Tab");
        assertThat(tab.find(".mark.current")).hasText("Nordwind AG");
        tab.press("Tab", "Tab");
        assertThat(tab.find(".mark.current")).hasCount(0);
        assertThat(tab.find(".item")).not().isFocused();
    }

    @Test
    void changesAndRemovesTheCurrentSpan() {
        Tab tab = review("entities");
        tab.press("Tab", "2", "Tab", "Backspace", "Enter");

        JsonNode spans = decision().get("value").get("spans");
        assertThat(spans).extracting(span -> span.get("label").asText()).containsExactly("organisation", "place");
    }

    @Test
    void selectsByCharacterWordAndToTheEnds() {
        Tab tab = review("entities");
        tab.press("Shift+ArrowRight");
        assertThat(tab.find(".picked")).hasText("\uD83D\uDC69\u200D\uD83D\uDD2C");
        tab.press("Alt+Shift+ArrowRight");
        assertThat(tab.find(".hint b")).hasText("\uD83D\uDC69\u200D\uD83D\uDD2C Maria");
        tab.press("Escape", "Shift+End");
        assertThat(tab.find(".hint b")).containsText("Keller left Nordwind AG");
        tab.press("Escape", "Control+Shift+ArrowLeft");
        assertThat(tab.find(".picked")).hasText("Jon.");
    }

    @Test
    void removesARelationAndWhatHangsOnASpan() {
        Tab tab = review("relations");
        assertThat(tab.find(".links li")).hasCount(2);
        assertThat(tab.find(".links li").first()).containsText("Maria Keller —works for→ Nordwind AG");
        tab.find(".links li").first().focus();
        tab.press("Backspace");
        assertThat(tab.find(".links li")).hasCount(1);
        tab.find(".item").focus();
        tab.press("Tab", "Tab", "Tab", "Backspace", "Enter");

        assertThat(decision().get("value").get("spans")).hasSize(3);
        assertThat(decision().get("value").get("relations")).isEmpty();
    }

    @Test
    void offersTheLabelsOfRelationsOnceOneHasBegun() {
        Tab tab = review("relations");
        assertThat(tab.find(".choice")).hasCount(3);
        tab.press("Tab", "r");
        assertThat(tab.find(".choice .word")).hasText(new String[] {"works for", "located in", "relative of"});
        tab.press("Tab", "Tab", "Tab", "3");
        assertThat(tab.find(".links li").last()).containsText("Maria Keller —relative of→ Jon");
        tab.press("r", "Escape");
        assertThat(tab.find(".choice")).hasCount(3);
        assertThat(tab.find(".mark.origin")).hasCount(0);
    }

    @Test
    void bringsTheAnswerBackWithTheItem() {
        Tab tab = review("entities");
        tab.press("Tab", "Backspace", "Enter");
        at(tab, "t2");
        tab.press("u");

        assertThat(tab.find(".mark.last")).hasText(new String[] {"Nordwind AG", "Basel"});
    }

    @Test
    void movesAgainstTheArrowWhereTheTextRunsFromRightToLeft() {
        ObjectNode tasks = Fixtures.read("reviews-entities").deepCopy();
        ((ObjectNode) tasks.get("tasks").get(0))
                .put("text", "\u05E9\u05DC\u05D5\u05DD \u05E2\u05D5\u05DC\u05DD")
                .remove("suggestedValue");
        gateway.reviews(tasks);
        Tab tab = review();
        tab.press("Shift+ArrowLeft", "Shift+ArrowLeft");
        assertThat(tab.find(".picked")).hasText("\u05E9\u05DC");
        tab.press("Shift+ArrowRight");
        assertThat(tab.find(".picked")).hasText("\u05E9");
        tab.press("Escape", "Home", "Control+Shift+ArrowLeft", "3", "Enter");

        assertThat(decision().get("value").get("spans").get(0).get("start").asInt())
                .isZero();
    }

    @Test
    void selectsToTheEndWhereTheMouseIsReleasedBeyondTheText() {
        Tab tab = review("entities");
        Edges edges = edges(tab, "her brother");
        BoundingBox item = tab.find(".item").boundingBox();
        tab.page().mouse().move(edges.left() + 1, edges.middle());
        tab.page().mouse().down();
        tab.page().mouse().move(edges.right(), item.y + item.height + 40);
        tab.page().mouse().up();

        assertThat(tab.find(".picked")).hasText("her brother Jon.");
    }

    @Test
    void doesWithTheMouseWhatTheHintOffers() {
        Tab tab = review("relations");
        click(tab, "Nordwind AG");
        assertThat(tab.find(".hint")).containsText("Nordwind AG: a digit changes its label");
        tab.find("[data-do=relation]").click();
        assertThat(tab.find(".hint")).containsText("From Nordwind AG to");
        assertThat(tab.find(".item")).isFocused();
        tab.find("[data-do=close]").click();
        assertThat(tab.find(".mark.origin")).hasCount(0);
        click(tab, "Basel");
        tab.find("[data-do=remove]").click();
        assertThat(tab.find(".mark.last")).hasCount(3);
        tab.press("Enter");

        assertThat(decision().get("value").get("spans"))
                .extracting(span -> span.get("text").asText())
                .containsExactly("Maria Keller", "Nordwind AG", "Jon");
    }

    private static void click(Tab tab, String words) {
        Edges edges = edges(tab, words);
        tab.page().mouse().click((edges.left() + edges.right()) / 2, edges.middle());
    }

    /** Drags the mouse over words. */
    private static void select(Tab tab, String words) {
        Edges edges = edges(tab, words);
        tab.page().mouse().move(edges.left() + 1, edges.middle());
        tab.page().mouse().down();
        tab.page().mouse().move(edges.right(), edges.middle());
        tab.page().mouse().up();
    }

    /** Where words stand on the page, in pixels. */
    private record Edges(double left, double right, double middle) {}

    /** Of words within one run of the text. */
    private static Edges edges(Tab tab, String words) {
        Object box = tab.page().evaluate("""
                words => {
                  const walker = document.createTreeWalker(document.querySelector('.item .text'), NodeFilter.SHOW_TEXT);
                  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    const at = node.data.indexOf(words);
                    if (at >= 0) {
                      const range = document.createRange();
                      range.setStart(node, at);
                      range.setEnd(node, at + words.length);
                      const { left, right, top, bottom } = range.getBoundingClientRect();
                      return [left, right, (top + bottom) / 2];
                    }
                  }
                }""", words);
        List<Double> edges = ((List<?>) box)
                .stream().map(each -> ((Number) each).doubleValue()).toList();
        return new Edges(edges.get(0), edges.get(1), edges.get(2));
    }
}
