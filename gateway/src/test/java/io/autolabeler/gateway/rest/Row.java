package io.autolabeler.gateway.rest;

import io.grpc.MethodDescriptor;

/**
 * One path of REST and what it must become.
 *
 * @param role the least role that may call it
 * @param body empty: none
 * @param request JSON fields that the service's request must have, as protobuf text without spaces; empty: not looked at
 */
record Row(
        String role, String method, String path, String body, int status, MethodDescriptor<?, ?> rpc, String request) {
    static final String ID = "01900000-0000-7000-8000-000000000001";
    static final String OTHER = "01900000-0000-7000-8000-000000000002";

    String lesserRole() {
        return switch (role) {
            case "ANNOTATOR" -> "VIEWER";
            case "EDITOR" -> "ANNOTATOR";
            case "ADMIN" -> "EDITOR";
            default -> "";
        };
    }

    boolean hasPathId() {
        return path.split("\\?")[0].contains(ID);
    }

    boolean hasBody() {
        return !body.isEmpty();
    }

    String contentType() {
        return method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
    }

    @Override
    public String toString() {
        return method + " " + path.replace(ID, "{id}").replace(OTHER, "{id}");
    }
}
