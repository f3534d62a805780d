package io.autolabeler.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.http.RequestMethod.POST;
import static io.autolabeler.cli.PlayedGateway.API;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReviewTest {
    private static final String TASK = """
            {"id":"t1","text":"where is my card","labels":[{"name":"card"},{"name":"cash"}],"suggestion":"card",
             "scores":[{"label":"card","score":0.6}],"route":"HUMAN_REVIEW","reasons":[{"text":"card?","label":"card"}]}""";

    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @BeforeEach
    void playsTwoTasks() {
        next("Started", TASK, "second");
        next("second", TASK.replace("t1", "t2"), "none");
        next("none", "", "none");
        gateway.stub(post(urlPathMatching(API + "/reviews/t.*")).willReturn(okJson(TASK)));
    }

    @Test
    void aNumberDecidesAndEnterAcceptsTheSuggestion() {
        PlayedGateway.Ended ended = gateway.run("2\n\n", true, "review", "--next");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("where is my card", "1  card  0.60  <- suggested", "2  cash", "like: card? (card)")
                .endsWith("nothing waits for review\n2 decided\n");
        assertThat(label("/reviews/t1:decide")).isEqualTo("cash");
        assertThat(label("/reviews/t2:decide")).isEqualTo("card");
    }

    @Test
    void skipsTakesBackHandsOnAndEnds() {
        PlayedGateway.Ended ended = gateway.run("u\n9\ns\ne\n", true, "review", "--next");

        assertThat(ended.out())
                .contains("nothing to take back", "a number from 1 to 2")
                .endsWith("0 decided\n");
        assertThat(gateway.requests(POST, "/reviews/t1:skip")).hasSize(1);
        assertThat(gateway.requests(POST, "/reviews/t2:escalate")).hasSize(1);
        assertThat(gateway.run("q\n", true, "review", "--next").out()).endsWith("0 decided\n");
    }

    @Test
    void takesTheLastDecisionBack() {
        PlayedGateway.Ended ended = gateway.run("1\nu\n", true, "review", "--next");

        assertThat(gateway.requests(POST, "/reviews/t1:undo")).hasSize(1);
        assertThat(ended.out()).endsWith("0 decided\n");
    }

    @Test
    void takesASkipBack() {
        PlayedGateway.Ended ended = gateway.run("s\nu\n", true, "review", "--next");

        assertThat(gateway.requests(POST, "/reviews/t1:undo")).hasSize(1);
        assertThat(ended.out()).endsWith("0 decided\n");
    }

    @Test
    void sendsWhoeverShouldMarkSpansToTheBrowser() {
        next("Started", TASK.replace("\"id\"", "\"kind\":\"ENTITIES\",\"id\""), "none");

        PlayedGateway.Ended ended = gateway.run("1\n", true, "review", "--next");

        assertThat(ended.out())
                .isEqualTo("items of kind ENTITIES are reviewed in the browser, on the page Review\n0 decided\n");
    }

    @Test
    void withoutATerminalPrintsTheTaskAsJson() {
        PlayedGateway.Ended ended = gateway.run("review", "--next");

        assertThat(JsonParser.parseString(ended.out())
                        .getAsJsonObject()
                        .get("id")
                        .getAsString())
                .isEqualTo("t1");
        gateway.run("review", "--next");
        assertThat(gateway.run("review", "--next").err()).isEqualTo("error: nothing waits for review\n");
    }

    @Test
    void showsWhatWaits() {
        gateway.stub(get(urlPathEqualTo(API + "/reviews/stats")).willReturn(okJson("{\"open\":3,\"decided\":2}")));

        assertThat(gateway.run("review").out()).contains("open", "3");
    }

    private void next(String state, String task, String then) {
        gateway.stub(post(urlPathEqualTo(API + "/reviews/next"))
                .inScenario("queue")
                .whenScenarioStateIs(state)
                .willReturn(okJson("{\"tasks\":[" + task + "],\"waiting\":4}"))
                .willSetStateTo(then));
    }

    private String label(String path) {
        return JsonParser.parseString(gateway.requests(POST, path).getFirst().getBodyAsString())
                .getAsJsonObject()
                .get("label")
                .getAsString();
    }
}
