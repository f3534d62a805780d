package io.autolabeler.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.autolabeler.cli.PlayedGateway.API;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DoctorTest {
    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @Test
    void findsEverythingWell() {
        gateway.stub(get(urlPathEqualTo(API + "/me")).willReturn(okJson("{\"name\":\"local\",\"role\":\"ADMIN\"}")));
        gateway.stub(get(urlPathEqualTo(API + "/health"))
                .willReturn(okJson("{\"ready\":true,\"services\":[{\"name\":\"quality\",\"ready\":true}]}")));
        gateway.environment("AUTOLABELER_MODELS_X_BASE_URL", gateway.address() + "/v1");

        PlayedGateway.Ended ended = gateway.run("doctor");

        assertThat(ended.out())
                .contains("accepted as admin local", "quality", "ready", "AUTOLABELER_MODELS_X_BASE_URL")
                .doesNotContain("fault");
        assertThat(ended.code()).isZero();
    }

    @Test
    void namesWhatIsWrong() {
        gateway.stub(get(urlPathEqualTo(API + "/me"))
                .willReturn(aResponse().withStatus(401).withBody("{\"detail\":\"the key is not known\"}")));
        gateway.stub(
                get(urlPathEqualTo(API + "/health"))
                        .willReturn(
                                okJson(
                                        "{\"services\":[{\"name\":\"quality\",\"ready\":false,\"fallback\":\"items are stored degraded\"}]}")));
        gateway.environment("AUTOLABELER_MODELS_X_BASE_URL", "http://127.0.0.1:1/v1");

        PlayedGateway.Ended ended = gateway.run("doctor");

        assertThat(ended.out())
                .contains("the key is not known", "without it: items are stored degraded", "warning")
                .contains("cannot reach http://127.0.0.1:1/v1");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void saysSoWhenNobodyListens() {
        gateway.environment("AUTOLABELER_API_KEY", "");

        PlayedGateway.Ended ended = gateway.run("doctor", "--address=http://127.0.0.1:1", "--json");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("\"check\": \"address\"", "\"verdict\": \"fault\"", "AUTOLABELER_API_KEY");
    }
}
