package io.autolabeler.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import io.autolabeler.devstack.browser.Chromium;
import io.autolabeler.devstack.browser.Tab;
import java.net.URI;
import org.junit.jupiter.api.Assumptions;

/** A person at the pages of the started system, signed in by the one-time code in the address. */
final class Visit implements AutoCloseable {
    private final Chromium chromium;
    private final BrowserContext context;
    private final Tab tab;

    private Visit(Chromium chromium, BrowserContext context, Tab tab) {
        this.chromium = chromium;
        this.context = context;
        this.tab = tab;
    }

    /** Skips the test where there is no browser, but not where continuous integration must have one. */
    static Visit to(Api api) {
        var installed = Chromium.installed();
        boolean demanded = "true".equals(System.getenv("CI"));
        Assumptions.assumeTrue(
                installed.isPresent() || demanded,
                "skipped: there is no Chromium on the PATH (apt-get install chromium)");
        assertThat(installed).as("Chromium, which CI must have").isPresent();
        Chromium chromium = new Chromium(installed.get());
        BrowserContext context = chromium.context(1280, 860, ColorScheme.LIGHT);
        String code = JsonParser.parseString(api.post("/sign-in-codes", "{}").body())
                .getAsJsonObject()
                .get("code")
                .getAsString();
        return new Visit(chromium, context, Tab.open(context, URI.create(api.address() + "/?code=" + code)));
    }

    Tab tab() {
        return tab;
    }

    @Override
    public void close() {
        context.close();
        chromium.close();
    }
}
