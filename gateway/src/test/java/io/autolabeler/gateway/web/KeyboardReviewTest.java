package io.autolabeler.gateway.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.autolabeler.devstack.browser.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person who knows the answers reviews thirty items of each kind without touching the mouse. */
@QuarkusTest
class KeyboardReviewTest extends BrowserTest {
    private static final int ITEMS = 30;

    @ParameterizedTest
    @ValueSource(strings = {"CLASSIFICATION", "SENTIMENT", "MULTI_LABEL", "ENTITIES", "RELATIONS"})
    void reviewsThirtyItems(String kind) {
        List<ScriptedItem> items = new ArrayList<>();
        for (int i = 1; i <= ITEMS; i++) {
            items.add(ScriptedItem.of(kind, i));
        }
        gateway.reviews(ScriptedItem.tasks(items));
        Tab tab = open("/review");

        for (ScriptedItem item : items) {
            assertThat(tab.find(".item")).hasAttribute("data-task", item.id());
            tab.press(item.keys().toArray(String[]::new));
        }

        assertThat(tab.find(".empty h2")).hasText("All done: " + ITEMS + " decisions");
        Awaitility.await().untilAsserted(() -> assertThat(decided()).isEqualTo(expected(items)));
    }

    private List<String> decided() {
        return gateway.calls().stream()
                .filter(call -> call.path().endsWith(":decide"))
                .map(call -> call.path() + " " + answer(call.body()))
                .sorted()
                .toList();
    }

    private static List<String> expected(List<ScriptedItem> items) {
        return items.stream()
                .map(item -> "/reviews/" + item.id() + ":decide " + item.answer())
                .sorted()
                .toList();
    }

    private static JsonNode answer(JsonNode body) {
        return body.has("label") ? body.get("label") : body.get("value");
    }
}
