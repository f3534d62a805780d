package io.autolabeler.gateway.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every fault of a resource with its problem document. */
class ProblemResponses {
    private static final int RETRY_SECONDS = 2;

    @ServerExceptionMapper(WebApplicationException.class)
    Response web(WebApplicationException fault) {
        return response(fault);
    }

    @ServerExceptionMapper(Throwable.class)
    Response any(Throwable fault) {
        return response(fault);
    }

    private static Response response(Throwable fault) {
        Problem problem = Problems.of(fault);
        Response.ResponseBuilder response = Response.status(problem.code().status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.json());
        if (fault instanceof RateLimitedException limited) {
            response.header(HttpHeaders.RETRY_AFTER, limited.retryAfterSeconds());
        } else if (problem.code() == ProblemCode.UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return response.build();
    }
}
