package io.autolabeler.gateway.problem;

import io.grpc.Status;
import java.util.Locale;

/** What a problem document can say went wrong, with its HTTP status. */
public enum ProblemCode {
    INVALID_ARGUMENT(400, "The request breaks a rule"),
    UNAUTHENTICATED(401, "Sign in first"),
    PERMISSION_DENIED(403, "This is not allowed"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "This path has no such method"),
    NOT_ACCEPTABLE(406, "This cannot be answered in the form asked for"),
    ALREADY_EXISTS(409, "It exists already"),
    FAILED_PRECONDITION(409, "Its state does not allow this"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "This kind of content is not taken here"),
    RATE_LIMITED(429, "Too many requests"),
    INTERNAL(500, "An unexpected fault"),
    UNAVAILABLE(503, "A part of the system does not answer"),
    DEADLINE_EXCEEDED(504, "A part of the system takes too long");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The same words for every problem of this code. */
    public String title() {
        return title;
    }

    /** The stable name of this kind of problem. */
    public String type() {
        return "urn:autolabeler:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code a gRPC status becomes when it names no reason of ours. */
    static ProblemCode of(Status.Code code) {
        return switch (code) {
            case INVALID_ARGUMENT, OUT_OF_RANGE -> INVALID_ARGUMENT;
            case UNAUTHENTICATED -> UNAUTHENTICATED;
            case PERMISSION_DENIED -> PERMISSION_DENIED;
            case NOT_FOUND -> NOT_FOUND;
            case ALREADY_EXISTS -> ALREADY_EXISTS;
            case FAILED_PRECONDITION -> FAILED_PRECONDITION;
            case DEADLINE_EXCEEDED -> DEADLINE_EXCEEDED;
            case UNAVAILABLE, ABORTED, CANCELLED, UNIMPLEMENTED, RESOURCE_EXHAUSTED -> UNAVAILABLE;
            case OK, UNKNOWN, INTERNAL, DATA_LOSS -> INTERNAL;
        };
    }

    /** The code of an HTTP status that the REST layer answers by itself. */
    static ProblemCode of(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> PERMISSION_DENIED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? INVALID_ARGUMENT : INTERNAL;
        };
    }
}
