package io.autolabeler.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.autolabeler.gateway.v1.ApiKey;
import io.autolabeler.labeling.v1.LabelRequest;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.platform.errors.ServiceException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {
    @Test
    void readsWhatTheWriterWrites() {
        Project project = Project.newBuilder()
                .setName("ä\"\\\n😀")
                .setKind(io.autolabeler.common.v1.TaskKind.Value.CLASSIFICATION)
                .addLabels(io.autolabeler.common.v1.Label.newBuilder().setName("spam"))
                .setRouting(io.autolabeler.common.v1.Routing.newBuilder()
                        .setEnabled(true)
                        .setAutoAcceptThreshold(0.75))
                .setCreateTime(com.google.protobuf.Timestamp.newBuilder().setSeconds(1_700_000_000))
                .build();

        assertThat(read(MessageJson.of(project), Project.newBuilder()).message())
                .isEqualTo(project);
    }

    @Test
    void takesAnEmptyBodyForAnEmptyMessage() {
        assertThat(read("", Run.newBuilder()).message()).isEqualTo(Run.getDefaultInstance());
    }

    @Test
    void leavesAFieldUnsetThatIsNull() {
        assertThat(read("{\"etaSeconds\":null}", Run.newBuilder()).message()).isEqualTo(Run.getDefaultInstance());
    }

    @Test
    void namesTheGivenFieldsForAMask() {
        var document = read(
                "{\"name\":\"x\",\"guidelines\":null,\"labels\":[{\"name\":\"a\"}],\"routing\":{\"autoAcceptThreshold\":1}}",
                Project.newBuilder());

        assertThat(document.mask().getPathsList())
                .containsExactly("name", "guidelines", "labels", "routing.auto_accept_threshold");
    }

    @Test
    void namesEveryFieldOfAnObjectThatIsTakenAway() {
        assertThat(read("{\"routing\":null}", Project.newBuilder()).mask().getPathsList())
                .containsExactly(
                        "routing.enabled",
                        "routing.auto_accept_threshold",
                        "routing.human_review_threshold",
                        "routing.reviewers_per_item",
                        "routing.double_review_share",
                        "routing.hide_suggestion_share",
                        "routing.max_risk",
                        "routing.audit_share",
                        "routing.error_cost_usd");
    }

    @Test
    void tellsAllFaultsTogetherWithTheirPaths() {
        var fault = catchThrowableOfType(
                ServiceException.class,
                () -> read(
                        "{\"labels\":[{\"name\":\"a\"},{\"nam\":\"b\"}],\"routing\":{\"enabled\":\"yes\"},\"name\":7}",
                        Project.newBuilder()));

        assertThat(fault.fields())
                .extracting(ServiceException.FieldError::field)
                .containsExactly("labels[1].nam", "routing.enabled", "name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"name":"a","name":"b"}             | name is given twice
        {"schemaVersion":"3"}               | schemaVersion must be a whole number of at most 2147483647
        {"schemaVersion":1.5}               | schemaVersion must be a whole number of at most 2147483647
        {"schemaVersion":3000000000}        | schemaVersion must be a whole number of at most 2147483647
        {"kind":"SPAM"}                     | kind must be one of CLASSIFICATION, MULTI_LABEL, ENTITIES, RELATIONS, SENTIMENT, got SPAM
        {"kind":1}                          | kind must be one of CLASSIFICATION, MULTI_LABEL, ENTITIES, RELATIONS, SENTIMENT
        {"labels":{"name":"a"}}             | labels must be a list
        {"labels":["a"]}                    | labels[0] must be an object
        {"labels":[null]}                   | labels[0] must be an object
        {"routing":[]}                      | routing must be an object
        {"routing":{"autoAcceptThreshold":"NaN"}} | routing.autoAcceptThreshold must be a number
        {"routing":{"autoAcceptThreshold":1e999}} | routing.autoAcceptThreshold must be a number
        {"routing":{"auto_accept_threshold":1}}   | routing.auto_accept_threshold is not a field here; the fields are enabled, autoAcceptThreshold, humanReviewThreshold, reviewersPerItem, doubleReviewShare, hideSuggestionShare, maxRisk, auditShare, errorCostUsd
        {"createTime":"yesterday"}          | createTime must be a time like 2026-01-31T12:00:00Z, got yesterday
        {"createTime":{"seconds":1}}        | createTime must be a time like 2026-01-31T12:00:00Z
        {"name":"a\\u0000b"}                | name must not hold the NUL character
        {"name":"a\\ud800b"}                | name must be valid Unicode, but holds half of a surrogate pair
        {"name":true}                       | name must be a string
        [1]                                 | the body must be a JSON object
        {"name":"a"} {}                     | the body must be one JSON object, and nothing after it
        """)
    void refuses(String json, String message) {
        assertThatThrownBy(() -> read(json.replace("\\\\", "\\"), Project.newBuilder()))
                .isInstanceOf(ServiceException.class)
                .hasMessage(message);
    }

    @Test
    void refusesANullAmongTexts() {
        assertThatThrownBy(() -> read("{\"texts\":[\"a\",null]}", LabelRequest.newBuilder()))
                .hasMessage("texts[1] must be a string");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> read("{\"name\":", ApiKey.newBuilder()))
                .hasMessageStartingWith("the body is not valid JSON at line 1");
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] body = "{\"name\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> StrictJson.read(body, ApiKey.newBuilder())).hasMessageContaining("not valid");
    }

    private static StrictJson.Document read(String json, com.google.protobuf.Message.Builder into) {
        return StrictJson.read(json.getBytes(StandardCharsets.UTF_8), into);
    }
}
