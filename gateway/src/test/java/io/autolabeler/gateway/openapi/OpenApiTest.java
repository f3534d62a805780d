package io.autolabeler.gateway.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.autolabeler.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest extends GatewayTest {
    private static final Path COPY = Path.of("..", "docs", "openapi.yaml");
    private static final Pattern REF = Pattern.compile("\"\\$ref\":\"#/components/(schemas|responses)/([^\"]+)\"");

    @Test
    void keepsTheCheckedInCopyInStep() throws IOException {
        String served = given().get("/q/openapi").body().asString();
        if (Boolean.getBoolean("openapi.update")) {
            Files.createDirectories(COPY.getParent());
            Files.writeString(COPY, served);
        }

        assertThat(COPY)
                .as("run this test with -Dopenapi.update=true, look at the difference, commit it")
                .exists();
        assertThat(Files.readString(COPY))
                .as("docs/openapi.yaml; run this test with -Dopenapi.update=true, look at the difference, commit it")
                .isEqualTo(served);
    }

    @Test
    void describesEveryOperationWhole() throws IOException {
        JsonNode document = document();
        List<String> lacking = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    JsonNode node = operation.getValue();
                    String name = operation.getKey() + " " + path.getKey();
                    if (node.path("summary").asText().isEmpty()) {
                        lacking.add(name + ": summary");
                    }
                    if (node.path("parameters").size() < count(path.getKey(), '{')) {
                        lacking.add(name + ": path parameters");
                    }
                    if (!path.getKey().endsWith("/health")
                            && (node.path("security").size() != 2
                                    || !node.path("responses").has("401"))) {
                        lacking.add(name + ": security");
                    }
                    if (Set.of("post", "patch").contains(operation.getKey())
                            && !path.getKey()
                                    .matches(
                                            ".*(sign-in-codes|:cancel|:pause|:retry-failed|:skip|:undo|:escalate|:withdraw)")
                            && node.path("requestBody").path("content").isEmpty()) {
                        lacking.add(name + ": request");
                    }
                    if (node.path("responses").properties().stream()
                            .noneMatch(response -> response.getKey().equals("204")
                                    || (response.getKey().startsWith("2")
                                            && !response.getValue()
                                                    .path("content")
                                                    .isEmpty()))) {
                        lacking.add(name + ": response");
                    }
                }));
        assertThat(lacking).isEmpty();
        assertThat(document.get("openapi").asText()).startsWith("3.1");
        assertThat(document.get("paths").size()).isGreaterThan(35);
    }

    @Test
    void refersOnlyToSchemasThatAreThereAndUsesAllOfThem() throws IOException {
        JsonNode document = document();
        Set<String> referred = new HashSet<>();
        REF.matcher(document.toString()).results().forEach(found -> referred.add(found.group(2)));

        Set<String> present = new TreeSet<>();
        document.at("/components/schemas").fieldNames().forEachRemaining(present::add);

        assertThat(present).isSubsetOf(referred);
        assertThat(referred).isSubsetOf(present);
    }

    @Test
    void writesMessagesAsTheirJsonIs() throws IOException {
        JsonNode run = document().at("/components/schemas/Run/properties");

        assertThat(run.at("/state/enum").toString()).contains("\"RUNNING\"", "\"PAUSED\"");
        assertThat(run.at("/createTime/format").asText()).isEqualTo("date-time");
        assertThat(run.at("/etaSeconds/format").asText()).isEqualTo("int32");
        assertThat(run.at("/counts/$ref").asText()).isEqualTo("#/components/schemas/Counts");
        assertThat(run.at("/maxCost/description").asText()).startsWith("US dollars");
    }

    private static JsonNode document() throws IOException {
        return new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json").body().asString());
    }

    private static int count(String text, char wanted) {
        return (int) text.chars().filter(each -> each == wanted).count();
    }
}
