package io.autolabeler.gateway.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.autolabeler.devstack.browser.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReviewSpansTest extends BrowserTest {
    @Test
    void countsCodePointsBehindAnEmojiWhateverTheMouseSelects() {
        Tab tab = review("entities");
        select(tab, "Jon");
        assertThat(tab.find(".hint")).containsText("A digit labels Jon");
        tab.press("1", "Enter");

        JsonNode spans = sent().get("value").get("spans");
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

        JsonNode spans = sent().get("value").get("spans");
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

        assertThat(sent().get("value").get("spans")).hasSize(3);
        assertThat(sent().get("value").get("relations")).isEmpty();
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
        assertThat(tab.find(".item")).hasAttribute("data-task", "t2");
        tab.press("u");

        assertThat(tab.find(".mark.last")).hasText(new String[] {"Nordwind AG", "Basel"});
    }

    private Tab review(String fixture) {
        gateway.reviews("reviews-" + fixture);
        Tab tab = open("/review");
        assertThat(tab.find(".item")).hasAttribute("data-task", "t1");
        return tab;
    }

    /** Drags the mouse over the words at the end of a run of plain text. */
    private static void select(Tab tab, String words) {
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
        List<?> edges = (List<?>) box;
        double y = ((Number) edges.get(2)).doubleValue();
        tab.page().mouse().move(((Number) edges.get(0)).doubleValue() + 1, y);
        tab.page().mouse().down();
        tab.page().mouse().move(((Number) edges.get(1)).doubleValue(), y);
        tab.page().mouse().up();
    }

    private JsonNode sent() {
        Awaitility.await().until(() -> !gateway.calls("POST /reviews/t1:decide").isEmpty());
        return gateway.calls("POST /reviews/t1:decide").getFirst().body();
    }
}
