// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The device's bundles in a framework within this process. The tests share the contracts with them. */
final class RunningDevice implements AutoCloseable {
    private static final int STOP_MILLIS = 30_000;
    private static final List<String> RUNTIME = List.of("org.apache.felix.configadmin", "org.apache.felix.scr");
    private static final List<String> SHARED = List.of(
            "flipside-device-api",
            "flipside-artifact-model",
            "flipside-artifact-format",
            "org.osgi.service.component",
            "org.osgi.util.promise",
            "org.osgi.util.function");

    /** Everything of ours that can be replaced while the device runs. */
    static final List<String> BUNDLES = BundleOnClassPath.ours().stream()
            .map(BundleOnClassPath::name)
            .filter(name -> !SHARED.contains(name))
            .toList();

    private final Framework framework;
    private int revision;

    private RunningDevice(Framework framework) {
        this.framework = framework;
    }

    /**
     * Starts it.
     *
     * @param storage where the framework may write
     * @param configuration as in {@code flipside.conf}
     */
    static RunningDevice start(Path storage, Map<String, String> configuration) throws Exception {
        RunningDevice device = new RunningDevice(framework(storage, sharedPackages()));
        device.install(RUNTIME);
        device.configure(configuration);
        device.install(BUNDLES);
        return device;
    }

    /** Starts all bundles of the class path, the contracts too: as on a device, but out of reach for the tests. */
    static RunningDevice startUnshared(Path storage) throws Exception {
        RunningDevice device = new RunningDevice(framework(storage, ""));
        List<String> names = new ArrayList<>(RUNTIME);
        names.addAll(SHARED);
        names.addAll(List.of("com.github.luben.zstd-jni", "org.tukaani.xz"));
        names.addAll(BUNDLES);
        device.install(names);
        return device;
    }

    /** Starts these bundles and no other. */
    static RunningDevice startOnly(Path storage, String... names) throws Exception {
        RunningDevice device = new RunningDevice(framework(storage, ""));
        device.install(List.of(names));
        return device;
    }

    private static Framework framework(Path storage, String packages) throws BundleException {
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        storage.toString(),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        packages));
        framework.start();
        return framework;
    }

    private static String sharedPackages() {
        Map<String, String> packages = new TreeMap<>(Map.of("org.osgi.service.cm", "1.6"));
        SHARED.forEach(name -> packages.putAll(BundleOnClassPath.named(name).exports()));
        return packages.entrySet().stream()
                .map(e -> e.getKey() + ";version=" + e.getValue())
                .collect(Collectors.joining(","));
    }

    private void install(List<String> names) throws BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (String name : names) {
            bundles.add(context()
                    .installBundle(
                            BundleOnClassPath.named(name).location().toUri().toString()));
        }
        for (Bundle bundle : bundles) {
            bundle.start();
        }
    }

    private void configure(Map<String, String> configuration) throws IOException {
        Map<String, Dictionary<String, Object>> pids = new TreeMap<>();
        configuration.forEach((key, value) -> {
            String[] parts = key.split("\\.", 2);
            pids.computeIfAbsent("io.flipside." + parts[0], pid -> new Hashtable<>())
                    .put(parts[1], value);
        });
        ConfigurationAdmin admin = await(ConfigurationAdmin.class);
        for (Map.Entry<String, Dictionary<String, Object>> pid : pids.entrySet()) {
            Configuration target = admin.getConfiguration(pid.getKey(), "?");
            target.update(pid.getValue());
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    Bundle bundle(String name) {
        return Stream.of(context().getBundles())
                .filter(b -> name.equals(b.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not installed"));
    }

    /** The service, as soon as there is one. */
    <T> T await(Class<T> type) {
        return Await.until(type.getSimpleName() + " is there", () -> {
            ServiceReference<T> reference = context().getServiceReference(type);
            return reference == null ? null : context().getService(reference);
        });
    }

    /** Uses every service of ours, so that none of the components waits for its first use. */
    void activateAll() {
        for (Bundle bundle : context().getBundles()) {
            if (BUNDLES.contains(bundle.getSymbolicName()) && bundle.getRegisteredServices() != null) {
                Stream.of(bundle.getRegisteredServices()).forEach(context()::getService);
            }
        }
    }

    /** Replaces a bundle by a new revision of itself, as an update of the device's own software does. */
    void update(String name) throws Exception {
        Bundle bundle = bundle(name);
        bundle.update(new ByteArrayInputStream(
                nextRevision(BundleOnClassPath.named(name).location())));
        FrameworkWiring wiring = framework.adapt(FrameworkWiring.class);
        if (!wiring.getRemovalPendingBundles().isEmpty()) {
            wiring.refreshBundles(null);
        }
        Await.until(name + " is active", () -> bundle.getState() == Bundle.ACTIVE ? bundle : null);
        assertThat(bundle.getVersion().getQualifier()).isEqualTo("r" + revision);
    }

    private byte[] nextRevision(Path jar) throws IOException {
        revision++;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarInputStream in = new JarInputStream(Files.newInputStream(jar))) {
            Manifest manifest = manifest(jar);
            manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), "0.2.0.r" + revision);
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                copy(in, out);
            }
        }
        return bytes.toByteArray();
    }

    private static Manifest manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return new Manifest(file.getManifest());
        }
    }

    private static void copy(JarInputStream in, JarOutputStream out) throws IOException {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
                out.closeEntry();
            }
        }
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            assertThat(framework.waitForStop(STOP_MILLIS).getType()).isEqualTo(FrameworkEvent.STOPPED);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
