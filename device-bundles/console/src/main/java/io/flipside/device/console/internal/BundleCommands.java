// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Implements the commands that list and replace bundles of the running agent. A new version that does not start is taken back at once. The change lasts
 * until the agent restarts: what it starts with is the directory {@code bundles} of the distribution.
 */
final class BundleCommands {
    private static final long REFRESH_SECONDS = 60;
    private static final Set<Thread> SWAPPING = ConcurrentHashMap.newKeySet();

    private final BundleContext context;
    /** Kept, because a context is of no use any more once its own bundle is being replaced. */
    private final FrameworkWiring framework;

    BundleCommands(BundleContext context) {
        this.context = context;
        this.framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    /** Whether a thread is replacing a bundle now: it must not be stopped, even if that bundle is this one. */
    static boolean isSwapping(Thread thread) {
        return SWAPPING.contains(thread);
    }

    int list(CommandInvocation call) throws IOException {
        call.allowOnly();
        List<Bundle> bundles = Arrays.stream(context.getBundles())
                .sorted(Comparator.comparing(BundleCommands::name))
                .toList();
        bundles.forEach(bundle ->
                call.terminal().line(String.format("%-9s %-40s %s", state(bundle), name(bundle), bundle.getVersion())));
        return ExitCode.DONE;
    }

    int update(CommandInvocation call) throws IOException, InterruptedException {
        Path jar = call.directory().resolve(call.onlyArgument("the new version's jar"));
        Bundle bundle = find(symbolicName(jar));
        String before = bundle.getVersion().toString();
        SWAPPING.add(Thread.currentThread());
        try {
            swap(bundle, jar);
        } finally {
            SWAPPING.remove(Thread.currentThread());
        }
        call.terminal().line(bundle.getSymbolicName() + " " + before + " -> " + bundle.getVersion() + ", active");
        return ExitCode.DONE;
    }

    private void swap(Bundle bundle, Path jar) throws IOException, InterruptedException {
        String name = bundle.getSymbolicName();
        // Opened before the update: this may be the bundle that goes away.
        Path kept = context.getDataFile(name + ".jar").toPath();
        Path fresh = context.getDataFile(name + ".new").toPath();
        try (InputStream former = former(bundle, kept)) {
            Files.copy(jar, fresh, StandardCopyOption.REPLACE_EXISTING);
            try (InputStream content = Files.newInputStream(fresh)) {
                replace(bundle, content);
                Files.move(fresh, kept, StandardCopyOption.REPLACE_EXISTING);
            } catch (BundleException e) {
                Files.deleteIfExists(fresh);
                restore(bundle, former, e);
            }
        }
    }

    private void restore(Bundle bundle, InputStream former, BundleException cause)
            throws IOException, InterruptedException {
        try {
            replace(bundle, former);
        } catch (BundleException e) {
            throw new IOException(
                    bundle.getSymbolicName() + ": the new version does not start (" + cause.getMessage()
                            + "), and neither does the former one any more (" + e.getMessage() + "); restart the agent",
                    e);
        }
        throw new IOException(
                bundle.getSymbolicName() + ": the new version does not start, the former one is back: "
                        + cause.getMessage(),
                cause);
    }

    private void replace(Bundle bundle, InputStream content) throws BundleException, InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        // Stopped until the refresh has let go of the former version: a singleton that other bundles use could not be
        // resolved beside that one.
        bundle.stop(Bundle.STOP_TRANSIENT);
        bundle.update(content);
        framework.refreshBundles(Set.of(bundle), event -> refreshed.countDown());
        boolean intime = refreshed.await(REFRESH_SECONDS, TimeUnit.SECONDS);
        if (!intime || bundle.getState() != Bundle.ACTIVE) {
            // Starting it once more says why it is not active.
            bundle.start();
        }
    }

    private static InputStream former(Bundle bundle, Path kept) throws IOException {
        if (Files.exists(kept)) {
            return Files.newInputStream(kept);
        }
        return new URL(bundle.getLocation().replaceFirst("^reference:", "")).openStream();
    }

    private static String symbolicName(Path jar) throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new IOException(jar + ": no such file; nothing was changed");
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String name =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (name == null) {
                throw new IOException(jar + ": not an OSGi bundle; nothing was changed");
            }
            return name.replaceFirst(";.*", "").trim();
        }
    }

    private Bundle find(String symbolicName) throws IOException {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()) && bundle.getBundleId() != 0)
                .findFirst()
                .orElseThrow(() -> new IOException("the agent has no bundle '" + symbolicName
                        + "' that could be replaced; `flipside bundles` lists what it has"));
    }

    private static String name(Bundle bundle) {
        return String.valueOf(bundle.getSymbolicName());
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "active";
            case Bundle.RESOLVED -> "resolved";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "installed";
        };
    }
}
