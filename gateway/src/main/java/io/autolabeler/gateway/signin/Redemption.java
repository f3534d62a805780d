package io.autolabeler.gateway.signin;

import io.autolabeler.gateway.key.Secrets;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;

/** Signs a browser in: {@code GET /?code=…} becomes a session's cookie and the plain page. Without a code it is not in the way. */
@Singleton
class Redemption {
    private static final String REFUSED = """
        This sign-in address was used already, is older than 10 minutes, or was not copied whole.
        Type ./autolabeler status in the terminal for a new one.
        """;

    private final SessionRepository sessions;
    private final ExecutorService threads;

    Redemption(SessionRepository sessions, @VirtualThreads ExecutorService threads) {
        this.sessions = sessions;
        this.threads = threads;
    }

    void onRoutes(@Observes Router router) {
        router.get("/").order(-1).handler(this::answer);
    }

    private void answer(RoutingContext request) {
        String code = request.queryParams().get("code");
        if (code == null) {
            request.next();
        } else {
            threads.execute(() -> redeem(request, code));
        }
    }

    private void redeem(RoutingContext request, String code) {
        String session = Secrets.random();
        try {
            boolean redeemed = sessions.redeem(code, session, SessionCookie.HOURS);
            request.vertx().runOnContext(now -> respond(request, redeemed, session));
        } catch (RuntimeException e) {
            request.fail(503, e);
        }
    }

    private static void respond(RoutingContext request, boolean redeemed, String session) {
        if (redeemed) {
            boolean secure = "https".equals(request.request().scheme());
            request.response()
                    .setStatusCode(303)
                    .putHeader(HttpHeaders.SET_COOKIE, SessionCookie.header(session, secure))
                    .putHeader(HttpHeaders.LOCATION, "/")
                    .end();
        } else {
            request.response()
                    .setStatusCode(401)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .end(REFUSED);
        }
    }
}
