package io.autolabeler.gateway.pages;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.autolabeler.devstack.StackTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
class PageRoutesTest {
    private static final Pattern SCRIPT = Pattern.compile("src=\"(/static/bundle/[^\"]+\\.js)\"");
    private static final int MOST_BYTES = 400_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/runs",
                "/runs/7f6a1c9e-1111-4c55-8f35-2b1a70e5a001",
                "/review",
                "/review?project=p&route=HUMAN_REVIEW"
            })
    void servesThePageAtEveryAddressOfTheNavigation(String address) {
        given().get(address)
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/html"))
                .header("Cache-Control", "no-cache")
                .body(containsString("<al-app>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/runs/a/b", "/reviewers"})
    void servesNoPageElsewhere(String address) {
        given().get(address).then().statusCode(404);
    }

    @Test
    void keepsTheBundleUnderFourHundredKilobytes() throws IOException {
        Matcher script = SCRIPT.matcher(given().get("/").asString());
        assertThat(script.find()).isTrue();

        byte[] bundle =
                given().get(script.group(1)).then().statusCode(200).extract().asByteArray();

        assertThat(zipped(bundle)).isLessThan(MOST_BYTES);
    }

    private static int zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.size();
    }
}
