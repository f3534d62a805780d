package io.autolabeler.gateway.signin;

import io.autolabeler.gateway.key.Secrets;
import java.util.Base64;

/** The browser's half of a session. */
final class SessionCookie {
    static final String NAME = "autolabeler_session";
    static final int HOURS = 12;

    private SessionCookie() {}

    /**
     * The header that gives the browser the session. SameSite=Strict keeps other sites from using it, HttpOnly keeps it from
     * scripts.
     *
     * @param secure the browser came by https, so the cookie never travels without
     */
    static String header(String session, boolean secure) {
        return NAME + "=" + session + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + HOURS * 3600
                + (secure ? "; Secure" : "");
    }

    /** What changes made in this session must send along: known to the page only, and not the session itself. */
    static String csrfToken(String session) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.hash("csrf " + session));
    }
}
