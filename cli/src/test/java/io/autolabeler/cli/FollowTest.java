package io.autolabeler.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.autolabeler.cli.PlayedGateway.API;
import static io.autolabeler.cli.PlayedGateway.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.autolabeler.cli.follow.Follow;
import io.autolabeler.cli.follow.Runs;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.gateway.ProblemException;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.labeling.v1.Counts;
import io.autolabeler.labeling.v1.Run;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FollowTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @Test
    void asksAtAHeartbeatWhetherTheRunHasEnded() {
        events(": alive\n\n: alive\n\n");
        becomes("\"state\":\"RUNNING\"", "\"state\":\"COMPLETED\"");

        assertThat(follow(Duration.ofMinutes(1)).untilItRests(RUN, run -> {}).getState())
                .isEqualTo(Run.State.COMPLETED);
    }

    @Test
    void showsEveryEventAndPassesOverOnesItCannotRead() {
        events("event: run\ndata: %s\n\nevent: later\ndata: x\n\nevent: run\ndata: %s\n\n"
                .formatted(
                        PlayedGateway.runJson("\"state\":\"PREPARING\""),
                        PlayedGateway.runJson("\"state\":\"PAUSED\",\"stateReason\":\"BY_USER\"")));
        becomes("\"state\":\"RUNNING\"", "\"state\":\"PAUSED\"");
        List<Run.State> seen = new ArrayList<>();

        follow(Duration.ofMinutes(1)).untilItRests(RUN, run -> seen.add(run.getState()));

        assertThat(seen).startsWith(Run.State.PREPARING, Run.State.PAUSED).endsWith(Run.State.PAUSED);
    }

    @Test
    void givesUpWhenNobodyAnswersAndSaysHowToGoOn() {
        gateway.stub(get(urlPathEqualTo(API + "/runs/" + RUN))
                .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "0")));

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> follow(Duration.ZERO).untilItRests(RUN, run -> {}))
                .withMessageContaining("./autolabeler runs show " + RUN);
    }

    @Test
    void aRunThatIsGoneIsNotWaitedFor() {
        gateway.stub(get(urlPathEqualTo(API + "/runs/" + RUN))
                .willReturn(aResponse().withStatus(404).withBody("{\"detail\":\"no such run\"}")));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> follow(Duration.ofMinutes(1)).untilItRests(RUN, run -> {}))
                .withMessage("no such run");
    }

    @Test
    void waitsForItemsThatAreAssessedLate() {
        becomes(degraded(1), degraded(0));

        assertThat(assessed(Duration.ofSeconds(5)).getCounts().getDegraded()).isZero();
    }

    @Test
    void doesNotWaitForeverForAssessments() {
        becomes(degraded(1), degraded(1));

        assertThat(assessed(SHORT).getCounts().getDegraded()).isEqualTo(1);
    }

    private Run assessed(Duration patience) {
        Run completed = Run.newBuilder()
                .setId(RUN)
                .setCounts(Counts.newBuilder().setDegraded(2))
                .build();
        return new Follow(runs(), new Follow.Patience(SHORT, SHORT, SHORT, patience)).untilAssessed(completed);
    }

    private static String degraded(int count) {
        return "\"state\":\"COMPLETED\",\"counts\":{\"degraded\":" + count + "}";
    }

    private Follow follow(Duration lost) {
        return new Follow(runs(), new Follow.Patience(Duration.ofSeconds(5), SHORT, lost, SHORT));
    }

    private Runs runs() {
        return new Runs(new Gateway(URI.create(gateway.address()), "al_test"));
    }

    private void events(String body) {
        gateway.stub(get(urlPathEqualTo(API + "/runs/" + RUN + "/events"))
                .willReturn(okForContentType("text/event-stream", body)));
    }

    private void becomes(String first, String then) {
        gateway.stub(get(urlPathEqualTo(API + "/runs/" + RUN))
                .inScenario("run")
                .whenScenarioStateIs("Started")
                .willReturn(okJson(PlayedGateway.runJson(first)))
                .willSetStateTo("then"));
        gateway.stub(get(urlPathEqualTo(API + "/runs/" + RUN))
                .inScenario("run")
                .whenScenarioStateIs("then")
                .willReturn(okJson(PlayedGateway.runJson(then))));
    }
}
