// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.launcher;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.function.ToIntFunction;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;

/** Starts the OSGi framework, installs and configures the bundles of the distribution in it, and stops it. */
final class AgentFramework implements Closeable {
    private static final System.Logger LOG = System.getLogger("flipside.launcher");
    private static final long STOP_MS = 15_000;
    /** They go first, so that every other bundle finds its configuration when it starts. */
    private static final List<String> FIRST = List.of("org.apache.felix.configadmin", "org.apache.felix.scr");

    private final Framework framework;

    private AgentFramework(Framework framework) {
        this.framework = framework;
    }

    /** Starts a fresh framework, with nothing in it yet. */
    static AgentFramework empty(Path data) throws IOException {
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() ->
                        new LaunchException("no OSGi framework beside the launcher; unpack the distribution again"))
                .newFramework(settings(data));
        try {
            framework.start();
        } catch (BundleException e) {
            throw new LaunchException("the OSGi framework does not start: " + e.getMessage(), e);
        }
        return new AgentFramework(framework);
    }

    /** Starts the bundles in a directory: that is what counts, not what a former run had. */
    void fill(Path bundles, DeviceConfigFile config) throws IOException {
        try {
            BundleContext context = framework.getBundleContext();
            List<Bundle> installed = install(context, bundles);
            start(installed.stream().filter(AgentFramework::goesFirst).toList());
            apply(context, config);
            start(installed.stream().filter(bundle -> !goesFirst(bundle)).toList());
        } catch (BundleException e) {
            throw new LaunchException("the bundles can't be installed: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new LaunchException("stopped while starting", e);
        }
    }

    private static boolean goesFirst(Bundle bundle) {
        return bundle.getSymbolicName() != null && FIRST.contains(bundle.getSymbolicName());
    }

    private static Map<String, String> settings(Path data) {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, data.resolve("cache").toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        // The launcher talks to Configuration Admin, so both must mean the same interface.
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "org.osgi.service.cm;version=1.6.0");
        settings.put("felix.log.level", "1");
        return settings;
    }

    private static List<Bundle> install(BundleContext context, Path directory) throws IOException, BundleException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
            files.forEach(jars::add);
        }
        jars.sort(null);
        Map<String, Bundle> installed = new LinkedHashMap<>();
        for (Path jar : jars) {
            try {
                // By reference: the framework reads the jar where it is, and copies nothing to the data partition.
                Bundle bundle = context.installBundle("reference:" + jar.toUri());
                Bundle other = installed.get(nameOf(bundle));
                installed.put(nameOf(bundle), other == null ? bundle : higher(bundle, other));
            } catch (BundleException e) {
                if (e.getType() != BundleException.DUPLICATE_BUNDLE_ERROR) {
                    throw e;
                }
                LOG.log(System.Logger.Level.WARNING, "{0} is left out: {1}", jar, e.getMessage());
            }
        }
        return List.copyOf(installed.values());
    }

    private static String nameOf(Bundle bundle) {
        return bundle.getSymbolicName() == null ? bundle.getLocation() : bundle.getSymbolicName();
    }

    /** Two versions of one bundle would each do the other's work. */
    private static Bundle higher(Bundle one, Bundle other) throws BundleException {
        Bundle better = one.getVersion().compareTo(other.getVersion()) > 0 ? one : other;
        Bundle worse = better == one ? other : one;
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} is there in two versions: {1} is used, {2} ({3}) is left out; remove it",
                nameOf(better),
                better.getVersion(),
                worse.getVersion(),
                worse.getLocation().replaceFirst("^reference:", ""));
        worse.uninstall();
        return better;
    }

    /** A bundle that does not start is reported; the others may still be able to repair the device. */
    private static void start(List<Bundle> bundles) {
        for (Bundle bundle : bundles) {
            try {
                if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                    bundle.start();
                }
            } catch (BundleException e) {
                LOG.log(System.Logger.Level.ERROR, "bundle {0} does not start: {1}", bundle, e.getMessage());
            }
        }
    }

    private static void apply(BundleContext context, DeviceConfigFile config) throws IOException {
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        if (reference == null) {
            throw new LaunchException("the bundles have no Configuration Admin; unpack the distribution again");
        }
        ConfigurationAdmin admin = context.getService(reference);
        for (Map.Entry<String, SortedMap<String, String>> section :
                config.sections().entrySet()) {
            Dictionary<String, ?> properties = FrameworkUtil.asDictionary(section.getValue());
            try {
                admin.getConfiguration(section.getKey(), "?").update(properties);
            } catch (IOException e) {
                throw new LaunchException(
                        "the framework's files can't be written to the data directory: " + e.getMessage()
                                + "; make room on its partition, or make it writable",
                        e);
            }
        }
        context.ungetService(reference);
    }

    /** Runs a command inside this process. */
    int run(List<String> command) throws LaunchException {
        BundleContext context = framework.getBundleContext();
        try {
            for (ServiceReference<?> reference :
                    context.getServiceReferences(ToIntFunction.class, "(flipside.command=true)")) {
                // The console bundle registers it with this type argument; a service type has none at run time.
                @SuppressWarnings("unchecked")
                ToIntFunction<String[]> commands = (ToIntFunction<String[]>) context.getService(reference);
                return commands.applyAsInt(command.toArray(String[]::new));
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        throw new LaunchException("the console bundle is not running; unpack the distribution again");
    }

    /** Waits until the framework is stopped from inside or outside. */
    void await() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** Stops every bundle, last ones first, within a time limit. */
    @Override
    public void close() throws IOException {
        try {
            framework.stop();
            framework.waitForStop(STOP_MS);
        } catch (BundleException e) {
            throw new IOException("the framework does not stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
