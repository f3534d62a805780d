package io.autolabeler.gateway.web;

/** What the played gateway answers with. */
record Answer(int status, String body) {

    static Answer ok(String json) {
        return new Answer(200, json);
    }

    static Answer fixture(String name) {
        return ok(Fixtures.text(name));
    }

    static Answer problem(int status, String code, String title, String detail) {
        return new Answer(status, """
                {"type": "urn:autolabeler:problem:%s", "title": "%s", "status": %d, "detail": "%s", "code": "%s", "errors": []}""".formatted(
                        code.toLowerCase(java.util.Locale.ROOT).replace('_', '-'), title, status, detail, code));
    }

    String contentType() {
        return status < 400 ? "application/json" : "application/problem+json";
    }
}
