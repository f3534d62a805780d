package io.autolabeler.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.http.RequestMethod.DELETE;
import static com.github.tomakehurst.wiremock.http.RequestMethod.GET;
import static io.autolabeler.cli.PlayedGateway.API;
import static io.autolabeler.cli.PlayedGateway.REPORT;
import static io.autolabeler.cli.PlayedGateway.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @TempDir
    Path folder;

    @Test
    void endsWith130AndSaysHowToFollowTheRun() throws Exception {
        Path input = Files.writeString(folder.resolve("in.csv"), "text\nhello\n");
        gateway.playsLabeling("\"columns\":[\"text\"]", "\"state\":\"RUNNING\"", "");
        gateway.stub(get(urlPathEqualTo(API + "/runs/" + RUN + "/events"))
                .willReturn(okForContentType("text/event-stream", ": alive\n\n")));
        gateway.stub(get(urlPathEqualTo(API + "/runs/" + RUN))
                .willReturn(
                        okJson(PlayedGateway.runJson("\"state\":\"RUNNING\",\"counts\":{\"total\":9,\"done\":1}"))));
        Process command = command("label", "--input=" + input, "--output=" + folder.resolve("o.csv"), "--labels=a,b");
        while (command.isAlive() && gateway.requests(GET, "/runs/" + RUN).isEmpty()) {
            command.waitFor(50, TimeUnit.MILLISECONDS);
        }

        new ProcessBuilder("kill", "-INT", Long.toString(command.pid())).start().waitFor();

        assertThat(command.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(command.exitValue()).isEqualTo(130);
        assertThat(new String(command.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("run " + RUN + " goes on: ./autolabeler runs show " + RUN);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void removesTheReportThatNobodyWaitsFor() throws Exception {
        Path input = Files.writeString(folder.resolve("a.csv"), "item,annotator,label\n1,a,x\n");
        gateway.playsReport("/agreement", "\"state\":\"RUNNING\"");
        Process command = command("calculate-iaa", "--annotations=" + input);
        while (command.isAlive() && gateway.requests(GET, "/reports/" + REPORT).isEmpty()) {
            command.waitFor(50, TimeUnit.MILLISECONDS);
        }

        new ProcessBuilder("kill", "-INT", Long.toString(command.pid())).start().waitFor();

        assertThat(command.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(command.exitValue()).isEqualTo(130);
        assertThat(gateway.requests(DELETE, "/reports/" + REPORT)).hasSize(1);
    }

    private Process command(String... arguments) throws java.io.IOException {
        List<String> line = new java.util.ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("AUTOLABELER_ADDRESS", gateway.address());
        builder.environment().put("AUTOLABELER_API_KEY", "al_test");
        return builder.start();
    }
}
