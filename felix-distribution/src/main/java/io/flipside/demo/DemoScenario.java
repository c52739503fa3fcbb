// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.demo;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.virtual.VirtualDevice;
import io.flipside.virtual.VirtualRootImage;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs the demo's steps: server, devices, upload, deployment, checks. Closing it, from any thread and at any moment, ends every process that it has started. */
final class DemoScenario implements Closeable {
    private static final String OLD = "demo-1";
    private static final String NEW = "demo-2";
    private static final String NEXT = "demo-3";
    private static final String COMPLAINT = "self-check: the display driver of this release does not work";
    private static final long IMAGE_SIZE = 8L << 20;
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Duration ARCHIVE_LIMIT = Duration.ofMinutes(1);
    private static final Duration PER_DEVICE = Duration.ofSeconds(30);
    private static final long EVERY_MS = 200;

    private final DemoOptions options;
    private final Path root;
    private final Path directory;
    private final PrintStream out;
    private final boolean terminal;
    private final VirtualFleet fleet = new VirtualFleet();
    private final ServerRuntimeStore runtime;
    private final Instant begun = Instant.now();
    private @Nullable ServerProcess server;

    DemoScenario(DemoOptions options, Path root, Path directory, PrintStream out, boolean terminal) throws IOException {
        this.options = options;
        this.root = root;
        this.directory = directory;
        this.out = out;
        this.terminal = terminal;
        this.runtime = new ServerRuntimeStore(root.resolve("target/server-runtime"));
    }

    /** Goes all the way. */
    void run() throws IOException, InterruptedException {
        ServerProcess started = startServer();
        // The devices start beside the server, and ask it again every second until it answers.
        fleet.manufacture(
                options.devices(),
                directory,
                distribution(),
                image(VirtualRootImage.healthy(OLD)),
                IMAGE_SIZE + (1 << 20),
                started.address());
        fleet.powerOn();
        Path artifact = writeRelease(
                options.rollback() ? VirtualRootImage.failing(NEW, COMPLAINT) : VirtualRootImage.healthy(NEW));
        started.awaitReady();
        say("server ready at %s".formatted(started.address()));
        if (!options.once()) {
            sayAddress();
        }
        ManagementApiClient api = new ManagementApiClient(started.address());
        api.login(ServerProcess.USER, ServerProcess.PASSWORD);
        say("%s on release %s, waiting to be accepted".formatted(devices(), OLD));
        Map<String, String> ids = acceptDevices(api);
        say("uploading release %s (%.1f MiB)".formatted(NEW, Files.size(artifact) / 1048576.0));
        api.upload(artifact);
        String deployment = api.deploy("Demo deployment", NEW, List.copyOf(ids.values()));
        say("deploying %s to %s".formatted(NEW, devices()));
        watch(() -> api.finished(deployment), "every device to finish the deployment");
        if (options.rollback()) {
            verifyRollback(api, deployment, ids);
        } else {
            verifySuccess(api, deployment, ids);
        }
        if (!options.once()) {
            api.upload(writeRelease(VirtualRootImage.healthy(NEXT)));
            say("release %s is uploaded, too: deploy it by hand".formatted(NEXT));
        } else if (runtime.lacksArchive() && started.archives()) {
            say("making an archive of the server's classes, once: the next demo starts sooner");
            awaitArchive(started);
        }
    }

    /** What takes longer than usual is given up; the next demo tries again. */
    private void awaitArchive(ServerProcess started) throws InterruptedException {
        Instant limit = Instant.now().plus(ARCHIVE_LIMIT);
        while (runtime.lacksArchive() && started.archives() && Instant.now().isBefore(limit)) {
            Thread.sleep(EVERY_MS);
        }
    }

    /** Prints where the web console is, and how to log in. */
    void sayAddress() {
        out.println("  " + address() + "  user " + ServerProcess.USER + "  password " + ServerProcess.PASSWORD);
        out.flush();
    }

    /** Where the server answers. */
    URI address() {
        ServerProcess running = server;
        return running == null ? URI.create("http://127.0.0.1") : running.address();
    }

    private ServerProcess startServer() throws IOException {
        OptionalInt port = options.port().isPresent() || options.once()
                ? options.port()
                : OptionalInt.of(ServerProcess.usualPort());
        say("starting the server, its data in %s".formatted(directory));
        Files.createDirectories(serverData());
        runtime.link(serverData());
        ServerProcess started =
                ServerProcess.start(root.resolve("server-war/target/flipside-server.jar"), serverDirectory(), port);
        synchronized (this) {
            server = started;
        }
        return started;
    }

    private Path serverDirectory() {
        return directory.resolve("server");
    }

    private Path serverData() {
        return serverDirectory().resolve("data");
    }

    private Path distribution() {
        return root.resolve("felix-distribution/target/flipside-device/flipside-device");
    }

    private Path image(VirtualRootImage system) throws IOException {
        Path image = directory.resolve(system.release() + ".img");
        system.write(image, IMAGE_SIZE);
        return image;
    }

    private Path writeRelease(VirtualRootImage system) throws IOException {
        Path artifact = directory.resolve(system.release() + ".mender");
        ArtifactWriter.rootfsImage(image(system))
                .name(system.release())
                .deviceTypes(VirtualFleet.DEVICE_TYPE)
                .write(artifact);
        return artifact;
    }

    /** Accepts each device when it knocks for the first time. */
    private Map<String, String> acceptDevices(ManagementApiClient api) throws IOException, InterruptedException {
        await(
                () -> {
                    api.acceptAll();
                    return api.devices("accepted").size() == options.devices();
                },
                "every device to ask for authorisation");
        Map<String, String> ids = api.devices("accepted");
        say("%s accepted".formatted(devices()));
        return ids;
    }

    private void verifySuccess(ManagementApiClient api, String deployment, Map<String, String> ids)
            throws IOException, InterruptedException {
        verifyStatuses(api, deployment, "success"::equals);
        verifyReleases(api, ids, NEW);
        say("the server says: %s committed on %s".formatted(devices(), NEW));
    }

    private void verifyRollback(ManagementApiClient api, String deployment, Map<String, String> ids)
            throws IOException, InterruptedException {
        verifyStatuses(api, deployment, "failure"::equals);
        verifyReleases(api, ids, OLD);
        for (String id : ids.values()) {
            await(() -> api.log(deployment, id).contains(COMPLAINT), "the reason in the deployment log of " + id);
        }
        say("the server says: deployment failed, as it should; %s back on %s".formatted(devices(), OLD));
        String log = api.log(deployment, ids.values().iterator().next());
        log.lines()
                .filter(line -> line.contains(COMPLAINT))
                .reduce((first, last) -> last)
                .ifPresent(line -> say("reason: " + line));
    }

    private void verifyStatuses(ManagementApiClient api, String deployment, Predicate<String> expected)
            throws IOException, InterruptedException {
        Map<String, String> statuses = api.statuses(deployment);
        if (statuses.size() != options.devices() || !statuses.values().stream().allMatch(expected)) {
            throw new DemoException("the deployment ended otherwise than expected: " + statuses);
        }
    }

    /** What the devices have said of themselves after the deployment, and what really runs on them. */
    private void verifyReleases(ManagementApiClient api, Map<String, String> ids, String release)
            throws IOException, InterruptedException {
        for (VirtualDevice device : fleet.devices()) {
            String mac = device.config().mac();
            String id = ids.getOrDefault(mac, "");
            await(() -> api.inventory(id, "artifact_name").equals(release), mac + " to report release " + release);
            if (!device.release().equals(Optional.of(release))) {
                throw new DemoException(mac + " reports " + release + ", but runs " + device.release());
            }
        }
    }

    /** A question to the server. */
    private interface Question {
        boolean answer() throws IOException, InterruptedException;
    }

    private void await(Question question, String what) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(LIMIT).plus(PER_DEVICE.multipliedBy(options.devices()));
        while (!question.answer()) {
            if (fleet.defect().isPresent()) {
                throw new DemoException(fleet.defect().get());
            }
            if (Instant.now().isAfter(limit)) {
                throw new DemoException("waited in vain for " + what + "; logs are in " + directory);
            }
            Thread.sleep(EVERY_MS);
        }
    }

    private void watch(Question question, String what) throws IOException, InterruptedException {
        FleetProgressDisplay progress = new FleetProgressDisplay(out, terminal, fleet);
        await(
                () -> {
                    progress.refresh();
                    return question.answer();
                },
                what);
        progress.refresh();
    }

    private String devices() {
        return options.devices() == 1 ? "1 device" : options.devices() + " devices";
    }

    /** With the seconds since the start, as the reader wants to know how long things take. */
    private void say(String text) {
        double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
        out.printf("%6.1f s  %s%n", seconds, text);
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        fleet.close();
        if (server != null) {
            server.close();
        }
        runtime.close();
    }
}
