package io.autolabeler.platform.errors;

import io.grpc.Status;

/** What can go wrong for a caller, with the gRPC status it becomes. */
public enum ErrorCode {
    INVALID_ARGUMENT(Status.Code.INVALID_ARGUMENT),
    UNAUTHENTICATED(Status.Code.UNAUTHENTICATED),
    PERMISSION_DENIED(Status.Code.PERMISSION_DENIED),
    NOT_FOUND(Status.Code.NOT_FOUND),
    ALREADY_EXISTS(Status.Code.ALREADY_EXISTS),
    FAILED_PRECONDITION(Status.Code.FAILED_PRECONDITION),
    TOO_LARGE(Status.Code.INVALID_ARGUMENT),
    UNSUPPORTED_MEDIA_TYPE(Status.Code.INVALID_ARGUMENT),
    RATE_LIMITED(Status.Code.RESOURCE_EXHAUSTED),
    DEADLINE_EXCEEDED(Status.Code.DEADLINE_EXCEEDED),
    UNAVAILABLE(Status.Code.UNAVAILABLE),
    INTERNAL(Status.Code.INTERNAL);

    private final Status.Code status;

    ErrorCode(Status.Code status) {
        this.status = status;
    }

    /** The gRPC status code this becomes. */
    public Status.Code status() {
        return status;
    }
}
