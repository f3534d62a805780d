package io.autolabeler.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.devstack.browser.Chromium;
import io.autolabeler.devstack.browser.Tab;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Opens the pages in Chromium; whatever a test does, nothing may go wrong in the console and no other host be asked. */
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
abstract class BrowserTest {
    private static @Nullable Chromium chromium;

    @TestHTTPResource("/")
    @Nullable
    URI application;

    FakeGateway gateway;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<Tab> tabs = new ArrayList<>();

    @BeforeAll
    static void startChromium() {
        Optional<Path> installed = Chromium.installed();
        boolean demanded = "true".equals(System.getenv("CI"));
        Assumptions.assumeTrue(
                installed.isPresent() || demanded,
                "skipped: there is no Chromium on the PATH (apt-get install chromium)");
        assertThat(installed).as("Chromium, which CI must have").isPresent();
        chromium = new Chromium(installed.get());
    }

    @AfterAll
    static void stopChromium() {
        if (chromium != null) {
            chromium.close();
            chromium = null;
        }
    }

    @BeforeEach
    void startGateway() {
        gateway = new FakeGateway(new Pages(Objects.requireNonNull(application)));
    }

    @AfterEach
    void nothingWentWrong() {
        contexts.forEach(BrowserContext::close);
        gateway.close();
        for (Tab tab : tabs) {
            assertThat(tab.faults()).as("console errors").isEmpty();
            assertThat(tab.strayRequests()).as("requests to other hosts").isEmpty();
        }
    }

    Tab open(String path) {
        if (chromium == null) {
            throw new IllegalStateException("Chromium has not been started");
        }
        BrowserContext context = chromium.context(1280, 860, ColorScheme.LIGHT);
        contexts.add(context);
        Tab tab = Tab.open(context, gateway.address(path));
        tabs.add(tab);
        return tab;
    }
}
