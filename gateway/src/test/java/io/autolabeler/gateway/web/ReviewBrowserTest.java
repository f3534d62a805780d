package io.autolabeler.gateway.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autolabeler.devstack.browser.Tab;
import java.util.List;
import org.awaitility.Awaitility;

/** Opens the page Review at its first item. */
abstract class ReviewBrowserTest extends BrowserTest {
    static final Answer AWAY =
            Answer.problem(503, "UNAVAILABLE", "quality-service does not answer", "It is away for the moment.");

    static final Answer HELD =
            Answer.problem(409, "FAILED_PRECONDITION", "Not possible now", "Another reviewer holds this item.");

    Tab review() {
        Tab tab = open("/review");
        at(tab, "t1");
        return tab;
    }

    Tab review(String fixture) {
        gateway.reviews("reviews-" + fixture);
        return review();
    }

    /** With a clock that the test moves. */
    Tab timed() {
        Tab tab = open("/health");
        tab.page().clock().install();
        tab.page().navigate(gateway.address("/review").toString());
        at(tab, "t1");
        return tab;
    }

    /** So many items of one label, without a suggestion. */
    static ObjectNode plain(int count) {
        ObjectNode tasks = JsonNodeFactory.instance.objectNode();
        for (int i = 1; i <= count; i++) {
            ObjectNode task = tasks.withArray("tasks").addObject();
            task.put("id", "t" + i).put("text", "Item " + i);
            task.withArray("labels").addObject().put("name", "bug").put("description", "");
        }
        return tasks;
    }

    static void at(Tab tab, String task) {
        assertThat(tab.find(".item")).hasAttribute("data-task", task);
    }

    /** All that was done to items so far, as path and label. */
    List<String> sent() {
        return gateway.calls().stream()
                .filter(call -> call.path().startsWith("/reviews/t"))
                .map(call -> call.path() + " " + call.body().path("label").asText())
                .toList();
    }

    /** What the first item was decided as. */
    JsonNode decision() {
        Awaitility.await().until(() -> !gateway.calls("POST /reviews/t1:decide").isEmpty());
        return gateway.calls("POST /reviews/t1:decide").getFirst().body();
    }
}
