package io.autolabeler.gateway.rest;

import com.google.protobuf.Message;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Answers that carry more than a message. */
final class Answers {
    static final String BASE = "/api/v1";

    private Answers() {}

    /** 201 with the new thing and where it is. */
    static <M extends Message> RestResponse<M> created(String path, String id, M made) {
        return located(Status.CREATED, path, id, made);
    }

    /** 202 with the work that has begun and where to follow it. */
    static <M extends Message> RestResponse<M> accepted(String path, String id, M begun) {
        return located(Status.ACCEPTED, path, id, begun);
    }

    private static <M extends Message> RestResponse<M> located(Status status, String path, String id, M message) {
        return ResponseBuilder.create(status, message)
                .location(URI.create(BASE + path + "/" + id))
                .build();
    }
}
