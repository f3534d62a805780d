package io.autolabeler.gateway.web;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page in the browser that remembers what went wrong in it and whom it talked to. */
record Tab(Page page, URI home, List<String> errors, List<String> requests) {

    static Tab open(BrowserContext context, URI address) {
        Page page = context.newPage();
        page.setDefaultTimeout(10_000);
        Tab tab = new Tab(page, address.resolve("/"), new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
        page.onConsoleMessage(tab::console);
        page.onPageError(error -> tab.errors.add("page: " + error));
        page.onRequest(request -> tab.requests.add(request.url()));
        page.navigate(address.toString());
        return tab;
    }

    private void console(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            errors.add(message.type() + ": " + message.text());
        }
    }

    /** What went wrong apart from refusals that Chromium reports by itself for every answer of 400 and above. */
    List<String> faults() {
        return errors.stream()
                .filter(error -> !error.contains("Failed to load resource"))
                .toList();
    }

    /** Requests to another host than the page's own. */
    List<String> strayRequests() {
        return requests.stream().filter(url -> !url.startsWith(home.toString())).toList();
    }

    Locator text(String words) {
        return page.getByText(words);
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /** What has the keyboard's attention: its visible words, or its name. */
    String focused() {
        return String.valueOf(
                page.evaluate(
                        "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText ?? '').trim()"));
    }

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    /** Waits until nothing is being read for the first time any more. */
    void settle() {
        page.waitForFunction("document.querySelectorAll('.skeleton').length === 0");
    }

    /** Waits until the browser has drawn what changed. */
    void redrawn() {
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    /** Visible texts that stand out too little from what lies behind them. */
    List<String> paleTexts() {
        List<?> pale = (List<?>) page.evaluate(Fixtures.script("contrast"));
        return pale.stream().map(String::valueOf).toList();
    }

    /** By how many pixels the page is wider than its window. */
    int overhang() {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }
}
