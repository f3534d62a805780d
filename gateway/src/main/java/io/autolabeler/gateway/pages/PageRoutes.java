package io.autolabeler.gateway.pages;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Serves the one page behind every address that the navigation knows, so that an address can be shared and reloaded. The
 * page is asked for anew each time, since it names the current bundle; the bundle, whose name is its hash, is kept.
 */
@ApplicationScoped
class PageRoutes {
    private static final String PAGES = "^/(runs|runs/[0-9A-Za-z-]+|review)/?$";

    /** Adds the routes to the gateway's own. */
    void register(@Observes Router router) {
        router.getWithRegex("^/(index\\.html)?$").handler(context -> {
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
            context.next();
        });
        router.getWithRegex(PAGES).handler(context -> context.reroute("/index.html"));
    }
}
