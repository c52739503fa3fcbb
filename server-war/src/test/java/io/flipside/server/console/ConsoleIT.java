// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.flipside.artifact.ArtifactWriter;
import io.flipside.server.ServerProcess;
import io.flipside.server.console.ConsoleBrowser.Tab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees and does in the console. */
class ConsoleIT {
    private static final String OLD = "bench-1.0";

    @TempDir
    private static Path folder;

    private static ServerProcess server;
    private static ConsoleBrowser browser;
    private static Operator operator;
    /** Every run has devices of its own, should the server already know some. */
    private static int devices = 0;

    @BeforeAll
    static void start() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        server = ServerProcess.start(folder.resolve("data"));
        browser = new ConsoleBrowser(server.uri());
        operator = new Operator(server.uri(), server.email(), server.password());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void saysClearlyThatThePasswordIsWrong() {
        try (Tab tab = browser.desktop().signIn(server.email(), "not-the-password")) {
            assertThat(tab.page.getByText("E-mail or password is not right")).isVisible();
            tab.shoot("sign-in");
        }
    }

    @Test
    void acceptsADeviceWithOneClick() throws Exception {
        SimulatedDevice device = device();
        device.authorise();
        try (Tab tab = signedIn()) {
            tab.page.getByRole(AriaRole.BUTTON, named("Accept " + device.mac())).click();
            assertThat(tab.page.getByText(device.mac() + " is accepted")).isVisible();
        }
        assertThat(device.authorise()).isTrue();
    }

    /** A stranger was faster: his key stands there first, and is not what the operator accepts. */
    @Test
    void acceptsTheKeyThatIsShown() throws Exception {
        SimulatedDevice device = device();
        SimulatedDevice stranger = new SimulatedDevice(server.uri(), device.mac(), "bench");
        stranger.authorise();
        device.authorise();
        try (Tab tab = signedIn()) {
            tab.page.navigate("/devices");
            row(tab, device)
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Compare 2 keys"))
                    .click();
            tab.page
                    .locator(".line", new Page.LocatorOptions().setHasText(device.fingerprint()))
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Accept"))
                    .click();
            assertThat(tab.page.getByText(device.mac() + " is accepted")).isVisible();
        }
        assertThat(device.authorise()).isTrue();
        assertThat(stranger.authorise()).isFalse();
    }

    @Test
    void saysThatAKeyIsRejectedWhenTheDeviceIsNot() throws Exception {
        SimulatedDevice device = accepted();
        new SimulatedDevice(server.uri(), device.mac(), "bench").authorise();
        try (Tab tab = signedIn()) {
            tab.page.navigate("/devices/" + operator.idOf(device));
            tab.page
                    .locator(".line", new Page.LocatorOptions().setHasText("waits for you"))
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Reject"))
                    .click();
            assertThat(tab.page.getByText("The key is rejected; " + device.mac() + " itself is not."))
                    .isVisible();
        }
        assertThat(device.authorise()).isTrue();
    }

    @Test
    void showsAndRejectsADeviceThatReportsNumbers() throws Exception {
        SimulatedDevice device = accepted();
        device.sendNumbers();
        try (Tab tab = signedIn()) {
            tab.page.navigate("/devices/" + operator.idOf(device));
            assertThat(tab.page.getByText("4711")).isVisible();
            assertThat(tab.page.getByText("3.3, 5")).isVisible();
            tab.page.getByRole(AriaRole.BUTTON, named("Reject")).click();
            assertThat(tab.page.getByText(device.mac() + " is rejected")).isVisible();
        }
        assertThat(device.authorise()).isFalse();
    }

    @Test
    void showsTheVersionOfEveryDevice() throws Exception {
        SimulatedDevice device = accepted();
        try (Tab tab = signedIn()) {
            tab.page.navigate("/devices");
            assertThat(row(tab, device)).containsText(OLD);
        }
    }

    @Test
    void uploadsAReleaseAndDeploysItToAChosenDevice() throws Exception {
        SimulatedDevice device = accepted();
        try (Tab tab = signedIn()) {
            tab.page.navigate("/releases");
            tab.page.getByLabel("Artifact file").setInputFiles(artifact("bench-2.0"));
            tab.page.getByRole(AriaRole.BUTTON, named("Deploy bench-2.0")).click();
            tab.page.getByLabel("Only some of them").check();
            tab.page.getByLabel(device.mac()).check();
            tab.page.getByRole(AriaRole.BUTTON, exactly("Deploy")).click();
            assertThat(tab.page.getByRole(AriaRole.HEADING, named("bench-2.0"))).isVisible();
            assertThat(row(tab, device)).containsText("Waiting");
        }
    }

    @Test
    void followsADeviceLiveToSuccess() throws Exception {
        SimulatedDevice device = accepted();
        String deployment = deployment("bench-3.0", device);
        try (Tab tab = signedIn()) {
            tab.page.navigate("/deployments/" + deployment);
            device.reportDownload(deployment, 56_371_446, 134_217_728, 12_897_485);
            assertThat(row(tab, device)).containsText("Downloading 42 %");
            assertThat(row(tab, device)).containsText("12.3 MiB/s");
            device.report(deployment, "rebooting", "");
            assertThat(row(tab, device)).containsText("Rebooting");
            device.report(deployment, "success", "");
            assertThat(row(tab, device)).containsText("Success");
            assertThat(tab.page.getByText("Finished")).isVisible();
        }
    }

    @Test
    void saysWhyADeviceFailedAndShowsItsLog() throws Exception {
        SimulatedDevice device = accepted();
        String deployment = failed("bench-4.0", device, "health check 10-app failed: exit status 1");
        try (Tab tab = signedIn()) {
            tab.page.navigate("/deployments/" + deployment);
            assertThat(row(tab, device)).containsText("health check 10-app failed: exit status 1");
            tab.page.getByRole(AriaRole.BUTTON, named("Log of " + device.mac())).click();
            assertThat(tab.page.getByLabel("Log", new Page.GetByLabelOptions().setExact(true)))
                    .containsText("error: health check 10-app failed");
        }
    }

    @Test
    void abortsADeploymentAfterAsking() throws Exception {
        SimulatedDevice device = accepted();
        String deployment = deployment("bench-5.0", device);
        try (Tab tab = signedIn()) {
            tab.page.navigate("/deployments/" + deployment);
            tab.page.getByRole(AriaRole.BUTTON, exactly("Abort")).click();
            tab.page.getByRole(AriaRole.BUTTON, exactly("Abort deployment")).click();
            assertThat(row(tab, device)).containsText("Aborted");
        }
    }

    @Test
    void refusesAFileThatIsNoArtifactAndSaysWhy() throws Exception {
        Path file = Files.writeString(folder.resolve("holiday.mender"), "not an artifact at all");
        try (Tab tab = signedIn()) {
            tab.page.navigate("/releases");
            tab.page.getByLabel("Artifact file").setInputFiles(file);
            assertThat(tab.page.getByRole(AriaRole.ALERT)).containsText("The upload did not work");
        }
    }

    @Test
    void goesToSignInWhenTheSessionHasEnded() throws Exception {
        try (Tab tab = signedIn()) {
            tab.page.evaluate("() => sessionStorage.setItem('flipside.token', 'a.b.c')");
            assertThat(tab.page.getByText("Your session has ended")).isVisible();
        }
    }

    @Test
    void breaksNoRuleOfItsSecurityPolicy() throws Exception {
        SimulatedDevice device = accepted();
        String deployment = failed("bench-6.0", device, "no space left in slot B");
        try (Tab tab = signedIn()) {
            visitAll(tab, deployment, page -> {});
            assertThat(tab.complaints()).isEmpty();
            // The policy is there, and a violation would have been noticed.
            tab.page.waitForConsoleMessage(
                    () -> tab.page.evaluate("() => document.body.setAttribute('style', 'color: red')"));
            assertThat(tab.complaints()).singleElement().asString().contains("Content Security Policy");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 820})
    void neverScrollsSideways(int width) throws Exception {
        SimulatedDevice device = accepted();
        String deployment = failed("bench-narrow-" + width, device, "a long reason ".repeat(12));
        try (Tab tab = signIn(browser.phone(width))) {
            visitAll(tab, deployment, page -> {
                Object wide = page.evaluate("() => document.documentElement.scrollWidth");
                assertThat(wide).as(page.url()).isEqualTo(width);
            });
        }
    }

    @Test
    void letsTheBrowserKeepAssetsButAskForTheDocument() {
        try (Tab tab = browser.desktop()) {
            APIResponse document = tab.page.request().get("/devices/some-device");
            assertThat(document.headers()).containsEntry("cache-control", "no-cache");
            Matcher asset = Pattern.compile("/assets/app-[^\"]+\\.js").matcher(document.text());
            assertThat(asset.find()).isTrue();
            assertThat(tab.page.request().get(asset.group()).headers().get("cache-control"))
                    .contains("immutable");
            assertThat(tab.page
                            .request()
                            .get("/assets/app-OF-ANOTHER-VERSION.js")
                            .headers())
                    .containsEntry("cache-control", "no-store");
        }
    }

    @Test
    void looksTheWayItShould() throws Exception {
        SimulatedDevice busy = accepted();
        String deployment = deployment("bench-7.0", busy, accepted(), accepted());
        busy.reportDownload(deployment, 81_872_815, 134_217_728, 12_897_485);
        device().authorise();
        for (Tab tab : List.of(browser.desktop(), browser.dark(), browser.phone(390))) {
            try (tab) {
                signIn(tab);
                assertThat(tab.page.getByText("Downloading 61 %").first()).isVisible();
                String kind = tab.page.viewportSize().width + "-"
                        + tab.page.evaluate(
                                "() => matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'");
                tab.shoot("overview-" + kind);
                tab.page.navigate("/deployments/" + deployment);
                assertThat(row(tab, busy)).isVisible();
                tab.shoot("deployment-" + kind);
            }
        }
    }

    private interface Look {
        void at(Page page) throws Exception;
    }

    private static void visitAll(Tab tab, String deployment, Look look) throws Exception {
        for (String path : List.of("/", "/devices", "/deployments", "/deployments/" + deployment, "/releases")) {
            tab.page.navigate(path);
            assertThat(tab.page.getByRole(AriaRole.TABLE).first()).isVisible();
            look.at(tab.page);
        }
        tab.page.navigate("/devices");
        tab.page.getByRole(AriaRole.LINK, named("02:00")).first().click();
        assertThat(tab.page.getByRole(AriaRole.HEADING, named("Inventory"))).isVisible();
        look.at(tab.page);
    }

    private static Tab signedIn() {
        return signIn(browser.desktop());
    }

    private static Tab signIn(Tab tab) {
        tab.signIn(server.email(), server.password());
        assertThat(tab.page.getByRole(AriaRole.HEADING, named("Fleet overview")))
                .isVisible();
        return tab;
    }

    private static synchronized SimulatedDevice device() throws Exception {
        return new SimulatedDevice(server.uri(), String.format("02:00:00:00:00:%02x", devices++), "bench");
    }

    private static SimulatedDevice accepted() throws Exception {
        SimulatedDevice device = device();
        operator.accept(device);
        device.sendInventory(OLD);
        return device;
    }

    /** A release of this name, deployed to these devices, which have asked for it. */
    private static String deployment(String release, SimulatedDevice... targets) throws Exception {
        operator.upload(artifact(release));
        String[] ids = Arrays.stream(targets).map(operator::idOf).toArray(String[]::new);
        String deployment = operator.deploy(release, release, ids);
        for (SimulatedDevice target : targets) {
            assertThat(target.next(OLD)).isEqualTo(deployment);
        }
        return deployment;
    }

    private static String failed(String release, SimulatedDevice device, String reason) throws Exception {
        String deployment = deployment(release, device);
        device.report(deployment, "failure", "");
        device.sendLog(deployment, "error", reason);
        return deployment;
    }

    private static Path artifact(String release) throws Exception {
        Path image = Files.writeString(folder.resolve("image"), release.repeat(1000));
        Path file = folder.resolve(release + ".mender");
        ArtifactWriter.rootfsImage(image).name(release).deviceTypes("bench").write(file);
        return file;
    }

    private static Locator row(Tab tab, SimulatedDevice device) {
        return tab.page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(device.mac()));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return named(name).setExact(true);
    }
}
