package io.autolabeler.devstack.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A page in the browser that remembers what went wrong in it and whom it talked to.
 *
 * @param home the root of the page's own host
 * @param errors errors and warnings of the console, and uncaught errors
 * @param requests the address of each request
 * @param refusals requests answered with a status of 400 or above
 */
public record Tab(Page page, URI home, List<String> errors, List<String> requests, List<String> refusals) {

    /** A new page that shows the address. */
    public static Tab open(BrowserContext context, URI address) {
        Page page = context.newPage();
        page.setDefaultTimeout(Chromium.PATIENCE.toMillis());
        Tab tab = new Tab(
                page,
                address.resolve("/"),
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>());
        page.onConsoleMessage(tab::console);
        page.onPageError(error -> tab.errors.add("page: " + error));
        page.onRequest(request -> tab.requests.add(request.url()));
        page.onResponse(tab::answered);
        page.navigate(address.toString());
        return tab;
    }

    private void answered(Response response) {
        if (response.status() >= 400) {
            refusals.add(response.status() + " " + response.request().method() + " " + response.url());
        }
    }

    private void console(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            errors.add(message.type() + ": " + message.text());
        }
    }

    /** What went wrong apart from refusals that Chromium reports by itself for every answer of 400 and above. */
    public List<String> faults() {
        return errors.stream()
                .filter(error -> !error.contains("Failed to load resource"))
                .toList();
    }

    /** Requests to another host than the page's own. */
    public List<String> strayRequests() {
        return requests.stream().filter(url -> !url.startsWith(home.toString())).toList();
    }

    /** What shows these words. */
    public Locator text(String words) {
        return page.getByText(words);
    }

    /** What the CSS selector finds. */
    public Locator find(String selector) {
        return page.locator(selector);
    }

    /** What has the keyboard's attention: its visible words, or its name. */
    public String focused() {
        return String.valueOf(
                page.evaluate(
                        "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText ?? '').trim()"));
    }

    /** Presses keys one after the other. */
    public void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    /**
     * Waits until nothing is being read for the first time any more. A locator looks again when the page is redrawn or
     * its address rewritten in between, where a function that waits inside the page ends with an error.
     */
    public void settle() {
        find(".skeleton").first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    /** Waits until the browser has drawn what changed. */
    public void redrawn() {
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    /** Visible texts that stand out too little from what lies behind them. */
    public List<String> paleTexts() {
        List<?> pale = (List<?>) page.evaluate(script("contrast.js"));
        return pale.stream().map(String::valueOf).toList();
    }

    /** By how many pixels the page is wider than its window. */
    public int overhang() {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }

    /** Saves a picture of the whole page as it looks in a window of this width. */
    public void picture(ColorScheme scheme, int width, Path file) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, width < 640 ? 740 : 860);
        redrawn();
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    private static String script(String name) {
        try (InputStream file = Objects.requireNonNull(Tab.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
