package io.autolabeler.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.autolabeler.devstack.fake.Faults;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.system.OpenApi.Operation;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Every operation that the OpenAPI document names, called wrongly in every way and then rightly, on real data. */
@SystemTest
@SuppressWarnings("NullAway.Init") // Made before the tests.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestPathsTest {
    private static final List<String> KEPT = List.of(
            "/projects?pageSize=500",
            "/datasets?pageSize=500",
            "/runs?pageSize=500",
            "/knowledge-bases?pageSize=500",
            "/alert-rules?pageSize=500",
            "/keys?pageSize=500",
            "/projects/{project}/label-schemas",
            "/reviews?pageSize=500&projectId={project}",
            "/knowledge-bases/{project}/examples?pageSize=500");
    private static final Set<String> MOVING = Set.of("lastUsedTime", "counts", "cost", "itemsPerSecond", "etaSeconds");

    private final RunningSystem system;
    private final Api api;
    private final Map<Role.Value, Api> roles = new EnumMap<>(Role.Value.class);
    private final List<RestCall> calls = RestCall.all();
    private OpenApi document;
    private RestScene scene;
    private Api elsewhere;

    RestPathsTest(RunningSystem system) {
        this.system = system;
        this.api = system.api();
    }

    @BeforeAll
    void makeOneOfEverything() {
        document = OpenApi.of(api);
        scene = RestScene.make(system);
        elsewhere = api.as(Role.Value.ADMIN, api.project("a", "b").getId());
        Stream.of(Role.Value.VIEWER, Role.Value.ANNOTATOR, Role.Value.EDITOR)
                .forEach(role -> roles.put(role, api.as(role)));
    }

    @AfterAll
    void behaveAgain() {
        system.endpoint().behave(Faults.NONE);
    }

    @Test
    void hasACallForEveryOperation() {
        Set<Operation> covered =
                calls.stream().map(each -> each.operation(document)).collect(Collectors.toSet());
        assertThat(covered).containsExactlyInAnyOrderElementsOf(new HashSet<>(document.operations()));
        System.out.printf(
                "figure: %d operations in the OpenAPI document, %d calls%n",
                document.operations().size(), calls.size());
    }

    @Test
    @Order(1)
    void refusesEveryWrongCallAndChangesNothing() {
        Map<String, String> before = state();
        SoftAssertions.assertSoftly(soft -> calls.forEach(call -> {
            Operation operation = call.operation(document);
            withoutOrWithALesserKey(soft, call, operation);
            withAKeyOfAnotherProject(soft, call, operation);
            wronglyWritten(soft, call, operation);
        }));
        assertThat(state()).isEqualTo(before);
    }

    @Test
    @Order(2)
    void answersEveryRightCall() {
        SoftAssertions.assertSoftly(soft -> calls.forEach(call -> {
            var response = call.send(api, call.operation(document).contentType(), scene);
            soft.assertThat(response.statusCode())
                    .as("%s: %s", call, response.body())
                    .isEqualTo(call.status());
        }));
    }

    private void withoutOrWithALesserKey(SoftAssertions soft, RestCall call, Operation operation) {
        if (operation.role().isEmpty()) {
            return;
        }
        expect(soft, call, operation, api.with(""), 401, "UNAUTHENTICATED");
        expect(soft, call, operation, api.with("al_wrong"), 401, "UNAUTHENTICATED");
        Role.Value needed = Role.Value.valueOf(operation.role());
        roles.forEach((role, caller) -> {
            if (role.compareTo(needed) < 0) {
                expect(soft, call, operation, caller, 403, "PERMISSION_DENIED");
            }
        });
    }

    private void withAKeyOfAnotherProject(SoftAssertions soft, RestCall call, Operation operation) {
        var response = call.send(elsewhere, operation.contentType(), scene);
        if (!call.elsewhere().equals("own")) {
            soft.assertThat(response.statusCode())
                    .as("%s with a key of another project: %s", call, response.body())
                    .isEqualTo(Integer.parseInt(call.elsewhere()));
            return;
        }
        soft.assertThat(response.statusCode() / 100).as("%s of its own", call).isEqualTo(2);
        soft.assertThat(response.body()).as("%s of its own", call).doesNotContain(scene.project());
    }

    private void wronglyWritten(SoftAssertions soft, RestCall call, Operation operation) {
        if (!operation.role().isEmpty()) {
            names(
                    soft,
                    "nonsense",
                    call.withPath(call.path() + (call.path().contains("?") ? "&" : "?") + "nonsense=1"),
                    operation);
        }
        if (operation.paged()) {
            String path = call.path().split("\\?", 2)[0] + "?pageSize=-1";
            names(soft, "pageSize", call.withPath(path), operation);
        }
        if (operation.hasPathId()) {
            String path = call.path().replaceFirst("\\{[a-zA-Z0-9]+}", "nonsense");
            expect(soft, call.withPath(path), operation, api, 400, "INVALID_ARGUMENT");
        }
        if (!operation.field().isEmpty()) {
            names(soft, "naem", call.withBody("{\"naem\":1}"), operation);
            names(soft, operation.field(), call.withBody("{\"" + operation.field() + "\":[[{}]]}"), operation);
            expect(soft, call.withBody("[1]"), operation, api, 400, "INVALID_ARGUMENT");
            expect(soft, call.withBody("{\"name\":"), operation, api, 400, "INVALID_ARGUMENT");
        }
    }

    private void names(SoftAssertions soft, String field, RestCall call, Operation operation) {
        JsonObject problem = expect(soft, call, operation, api, 400, "INVALID_ARGUMENT");
        soft.assertThat(String.valueOf(problem.get("errors")))
                .as("%s %s", call, call.body())
                .contains("\"field\":\"" + field);
    }

    private JsonObject expect(
            SoftAssertions soft, RestCall call, Operation operation, Api caller, int status, String code) {
        var response = call.send(caller, operation.contentType(), scene);
        String what = "%s %s: %s".formatted(call, call.body(), response.body());
        soft.assertThat(response.statusCode()).as(what).isEqualTo(status);
        soft.assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .as(what)
                .startsWith("application/problem+json");
        JsonObject problem = response.body().startsWith("{")
                ? JsonParser.parseString(response.body()).getAsJsonObject()
                : new JsonObject();
        soft.assertThat(problem.has("code") ? problem.get("code").getAsString() : "")
                .as(what)
                .isEqualTo(code);
        return problem;
    }

    /** What wrong calls must leave as it is, without what moves by itself. */
    private Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        for (String path : KEPT) {
            JsonElement answer =
                    JsonParser.parseString(api.get(scene.fill(path)).body());
            withoutMoving(answer);
            state.put(path, answer.toString());
        }
        return state;
    }

    private static void withoutMoving(JsonElement element) {
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(RestPathsTest::withoutMoving);
        } else if (element.isJsonObject()) {
            MOVING.forEach(element.getAsJsonObject()::remove);
            element.getAsJsonObject().asMap().values().forEach(RestPathsTest::withoutMoving);
        }
    }
}
