package io.autolabeler.gateway.web;

import io.autolabeler.devstack.browser.Tab;
import java.util.List;
import java.util.function.Consumer;

/**
 * A page in one of its states, to be looked at.
 *
 * @param set what the gateway answers otherwise than usual
 * @param ready selector of what is there once the page is
 * @param act what the user does before the picture is taken
 */
record Scene(String name, String path, Consumer<FakeGateway> set, String ready, Consumer<Tab> act) {
    private static final String RUN = "/runs/7f6a1c9e-1111-4c55-8f35-2b1a70e5a001";
    private static final String BUDGET_RUN = "/runs/7f6a1c9e-1111-4c55-8f35-2b1a70e5a002";

    private static final Answer DOWN = Answer.problem(
            503,
            "UNAVAILABLE",
            "monitoring-service does not answer",
            "The figures come from monitoring-service, which is away.");
    private static final Answer NO_RUNS = Answer.ok("{\"runs\": [], \"nextPageToken\": \"\"}");
    private static final Answer SIGNED_OUT =
            Answer.problem(401, "UNAUTHENTICATED", "Not signed in", "Send a key or sign in.");

    static List<Scene> all() {
        return List.of(
                new Scene("overview", "/", gateway -> {}, ".kpi .figure", tab -> {}),
                new Scene(
                        "overview-table",
                        "/?days=1",
                        gateway -> {},
                        ".chart .drawing svg",
                        tab -> tab.find(".chart button").first().click()),
                new Scene("overview-empty", "/", Scene::nothingYet, ".empty", tab -> {}),
                new Scene(
                        "overview-error", "/", gateway -> gateway.answer("GET /overview", DOWN), ".notice", tab -> {}),
                new Scene(
                        "overview-degraded",
                        "/",
                        gateway -> gateway.answer("GET /health", Answer.fixture("health-degraded")),
                        ".banner",
                        tab -> {}),
                new Scene("signed-out", "/", gateway -> gateway.answer("GET /me", SIGNED_OUT), ".empty", tab -> {}),
                new Scene("runs", "/runs", gateway -> {}, ".runs tbody tr", tab -> {}),
                new Scene("runs-empty", "/runs", gateway -> gateway.answer("GET /runs", NO_RUNS), ".empty", tab -> {}),
                new Scene("runs-error", "/runs", gateway -> gateway.answer("GET /runs", DOWN), ".notice", tab -> {}),
                new Scene("run", RUN, Scene::notes, ".annotations tbody tr", tab -> {}),
                new Scene("run-suspects", RUN, Scene::suspects, ".suspects tbody tr", Scene::sendASuspect),
                new Scene("run-lost", RUN, gateway -> gateway.streams().refuse(true), ".line-state .banner", tab -> {}),
                new Scene("run-budget", BUDGET_RUN, gateway -> {}, ".budget", tab -> {}),
                new Scene(
                        "run-missing",
                        "/runs/00000000-0000-0000-0000-000000000000",
                        gateway -> {},
                        ".notice",
                        tab -> {}),
                new Scene("review", "/review", gateway -> {}, ".item", tab -> {}),
                new Scene(
                        "review-signed-out",
                        "/review",
                        gateway -> gateway.answer("POST /reviews/t1:decide", SIGNED_OUT),
                        ".item",
                        Scene::loseTheSession),
                new Scene("review-keys", "/review", gateway -> {}, ".item", tab -> tab.press("3", "?")),
                new Scene(
                        "review-many-labels",
                        "/review",
                        gateway -> gateway.reviews("reviews-many-labels"),
                        ".item",
                        tab -> {}),
                new Scene(
                        "review-filter",
                        "/review",
                        gateway -> gateway.reviews("reviews-many-labels"),
                        ".item",
                        Scene::filter),
                new Scene(
                        "review-multi-label",
                        "/review",
                        gateway -> gateway.reviews("reviews-multi-label"),
                        ".item",
                        tab -> tab.press("2", "4")),
                new Scene(
                        "review-multi-label-keys",
                        "/review",
                        gateway -> gateway.reviews("reviews-multi-label"),
                        ".item",
                        tab -> tab.press("?")),
                new Scene(
                        "review-entities",
                        "/review",
                        gateway -> gateway.reviews("reviews-entities"),
                        ".item",
                        Scene::selectAWord),
                new Scene(
                        "review-entities-overlap",
                        "/review",
                        gateway -> gateway.reviews("reviews-entities-overlap"),
                        ".item",
                        tab -> tab.press("Tab", "Tab")),
                new Scene(
                        "review-entities-keys",
                        "/review",
                        gateway -> gateway.reviews("reviews-entities"),
                        ".item",
                        tab -> tab.press("?")),
                new Scene(
                        "review-relations",
                        "/review",
                        gateway -> gateway.reviews("reviews-relations"),
                        ".item",
                        tab -> tab.press("Tab")),
                new Scene(
                        "review-relations-begun",
                        "/review",
                        gateway -> gateway.reviews("reviews-relations"),
                        ".item",
                        tab -> tab.press("Tab", "r", "Tab")),
                new Scene(
                        "review-adjudication",
                        "/review",
                        gateway -> gateway.reviews("reviews-adjudication"),
                        ".item",
                        tab -> tab.press("o")),
                new Scene(
                        "review-disagreement",
                        "/review",
                        gateway -> gateway.reviews("reviews-disagreement"),
                        ".item",
                        tab -> {}),
                new Scene("review-hidden", "/review", gateway -> gateway.reviews("reviews-hidden"), ".item", tab -> {}),
                new Scene(
                        "review-short-list",
                        "/review",
                        gateway -> gateway.reviews("reviews-short-list"),
                        ".item",
                        tab -> {}),
                new Scene("review-people", "/review", gateway -> gateway.reviews("reviews-people"), ".item", tab -> {}),
                new Scene("review-unsaved", "/review", Scene::refuse, ".item", Scene::decideInVain),
                new Scene("review-empty", "/review", Scene::noReviews, ".empty", tab -> {}),
                new Scene(
                        "review-error",
                        "/review",
                        gateway -> gateway.answer("POST /reviews/next", DOWN),
                        ".notice",
                        tab -> {}));
    }

    private static void nothingYet(FakeGateway gateway) {
        gateway.answer("GET /overview", Answer.fixture("overview-empty")).answer("GET /runs", NO_RUNS);
        gateway.answer("GET /alerts", Answer.ok("{\"alerts\": [], \"nextPageToken\": \"\"}"));
        noReviews(gateway);
    }

    private static void noReviews(FakeGateway gateway) {
        gateway.answer("POST /reviews/next", Answer.ok("{\"tasks\": [], \"waiting\": 0}"));
        gateway.answer(
                "GET /reviews/stats",
                Answer.ok("{\"open\": 0, \"leased\": 0, \"decided\": 0, \"accepted\": 0, \"reviewers\": []}"));
    }

    private static void notes(FakeGateway gateway) {
        gateway.change(
                RUN.substring("/runs/".length()), Fixtures.parse("{\"notes\": " + Fixtures.text("run-notes") + "}"));
    }

    private static void suspects(FakeGateway gateway) {
        gateway.change(
                RUN.substring("/runs/".length()),
                Fixtures.parse("{\"state\": \"COMPLETED\", \"counts\": {\"total\": 2112, \"done\": 2112}}"));
        gateway.answer("GET /reports", Answer.ok("{\"reports\": [{\"id\": \"r1\"}]}"))
                .answer("GET /reports/r1", Answer.ok(SuspectsTest.REPORT))
                .answer("POST " + RUN + ":review", Answer.ok("{\"sent\": 1, \"alreadyWithPeople\": 0}"));
    }

    private static void sendASuspect(Tab tab) {
        tab.find("[data-item=i2] [data-send]").click();
        tab.find("[data-item=i2] .good").waitFor();
    }

    private static void refuse(FakeGateway gateway) {
        gateway.answer("POST /reviews/t1:decide", DOWN);
    }

    private static void decideInVain(Tab tab) {
        tab.press("2");
        tab.find(".unsaved").waitFor();
    }

    private static void selectAWord(Tab tab) {
        tab.press("Control+Shift+ArrowRight");
    }

    private static void loseTheSession(Tab tab) {
        tab.press("1");
        tab.find(".empty").waitFor();
    }

    private static void filter(Tab tab) {
        tab.press("/");
        tab.page().keyboard().type("transfer");
    }
}
