// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.console;

import static org.assertj.core.api.Assertions.fail;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Debian's Chromium. Every page has a session of its own, and remembers what the browser complained about. */
final class ConsoleBrowser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String MISSING =
            CHROMIUM + " is missing; install it: apt-get install -y --no-install-recommends chromium";

    private final URI server;
    private final Playwright playwright;
    private final Browser browser;

    /** Where the browser is missing, the tests are skipped; but not in CI, where nobody would see it. */
    ConsoleBrowser(URI server) {
        if (!Files.isExecutable(CHROMIUM)) {
            if ("true".equals(System.getenv("CI"))) {
                fail(MISSING);
            }
            Assumptions.abort(MISSING);
        }
        this.server = server;
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--hide-scrollbars")));
    }

    Tab desktop() {
        return open(1440, 900, ColorScheme.LIGHT);
    }

    Tab dark() {
        return open(1440, 900, ColorScheme.DARK);
    }

    Tab phone(int width) {
        return open(width, 844, ColorScheme.LIGHT);
    }

    private Tab open(int width, int height, ColorScheme colours) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(server.toString())
                .setViewportSize(width, height)
                .setColorScheme(colours));
        context.setDefaultTimeout(20_000);
        return new Tab(context, context.newPage());
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** One page in a session of its own. */
    static final class Tab implements AutoCloseable {
        private final BrowserContext context;
        private final List<String> complaints = new ArrayList<>();
        final Page page;

        private Tab(BrowserContext context, Page page) {
            this.context = context;
            this.page = page;
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.onPageError(complaints::add);
        }

        Tab signIn(String email, String password) {
            page.navigate("/");
            page.getByLabel("E-mail").fill(email);
            page.getByLabel("Password").fill(password);
            page.keyboard().press("Enter");
            return this;
        }

        /** All that the browser's console shows, violations of the security policy among it. */
        List<String> complaints() {
            return complaints;
        }

        /** The whole page, as if the screen were that high: what is fixed to its edges would else cover the middle. */
        void shoot(String name) {
            Object height = page.evaluate("() => Math.max(innerHeight, document.documentElement.scrollHeight)");
            page.setViewportSize(page.viewportSize().width, ((Number) height).intValue());
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "console", name + ".png")));
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
