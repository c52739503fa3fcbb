// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.config;

import io.flipside.device.boot.BootControl;
import io.flipside.device.config.ConfigurationFault;
import io.flipside.device.support.config.ConfigurationChecker;
import io.flipside.device.support.config.ConfigurationProblem;
import io.flipside.device.support.config.ConfigurationSchema;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Registers a {@link ConfigurationFault} for each fault in Configuration Admin, and checks again after every change of
 * a configuration or a bundle. Thread-safe.
 */
@Component(
        service = {ConfigurationWatch.class, SynchronousConfigurationListener.class},
        immediate = true)
public final class ConfigurationWatch implements SynchronousConfigurationListener, BundleListener {
    private static final Logger LOG = System.getLogger("flipside.configuration");
    private static final Set<Integer> CHANGES =
            Set.of(BundleEvent.INSTALLED, BundleEvent.UPDATED, BundleEvent.UNINSTALLED);

    private record Fault(String pid, String message) implements ConfigurationFault {}

    private final BundleContext context;
    private final ConfigurationAdmin admin;
    private final Set<ServiceReference<BootControl>> bootControls = ConcurrentHashMap.newKeySet();
    private final Map<ConfigurationProblem, ServiceRegistration<ConfigurationFault>> announced = new HashMap<>();
    private final InstalledSchemas schemas = new InstalledSchemas();
    private boolean active;

    @Activate
    public ConfigurationWatch(BundleContext context, @Reference ConfigurationAdmin admin) {
        this.context = context;
        this.admin = admin;
    }

    @Activate
    synchronized void start() {
        active = true;
        context.addBundleListener(this);
        check();
    }

    @Deactivate
    synchronized void stop() {
        active = false;
        context.removeBundleListener(this);
        announced.values().forEach(ServiceRegistration::unregister);
        announced.clear();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getPid().startsWith(ConfigurationSchema.PREFIX)) {
            check();
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (CHANGES.contains(event.getType())) {
            check();
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBootControl(ServiceReference<BootControl> arrived) {
        bootControls.add(arrived);
        check();
    }

    void removeBootControl(ServiceReference<BootControl> gone) {
        bootControls.remove(gone);
        check();
    }

    private synchronized void check() {
        if (!active) {
            return;
        }
        Set<ConfigurationProblem> problems = Set.copyOf(problems());
        announced.entrySet().removeIf(entry -> {
            boolean solved = !problems.contains(entry.getKey());
            if (solved) {
                entry.getValue().unregister();
                LOG.log(Level.INFO, "no longer at fault: {0}", entry.getKey().message());
            }
            return solved;
        });
        for (ConfigurationProblem problem : problems) {
            if (!announced.containsKey(problem)) {
                LOG.log(Level.ERROR, "{0}; nothing is installed until this is corrected", problem.message());
                announced.put(
                        problem,
                        context.registerService(
                                ConfigurationFault.class, new Fault(problem.pid(), problem.message()), null));
            }
        }
    }

    private List<ConfigurationProblem> problems() {
        ConfigurationChecker checker = schemas.checker(context.getBundles());
        List<ConfigurationProblem> problems = new ArrayList<>();
        for (Configuration configuration : configurations()) {
            problems.addAll(problems(configuration, checker));
        }
        severalBootControls(problems);
        return problems;
    }

    private static List<ConfigurationProblem> problems(Configuration configuration, ConfigurationChecker checker) {
        String pid = configuration.getPid();
        if (configuration.getFactoryPid() != null) {
            return List.of(new ConfigurationProblem(
                    pid,
                    pid + ": is one of several; " + configuration.getFactoryPid() + " may be configured only once"));
        }
        Map<String, Object> properties = new TreeMap<>();
        var given = configuration.getProperties();
        if (given == null) {
            return List.of();
        }
        given.keys().asIterator().forEachRemaining(key -> properties.put(key, given.get(key)));
        return checker.check(pid, properties);
    }

    /** Two of them would each believe to decide what starts next. */
    private void severalBootControls(List<ConfigurationProblem> problems) {
        if (bootControls.size() < 2) {
            return;
        }
        Set<String> names = new TreeSet<>();
        bootControls.forEach(control -> names.add(String.valueOf(control.getProperty("component.name"))));
        problems.add(new ConfigurationProblem(
                ConfigurationSchema.PREFIX + "uboot",
                "two boot controls at once: " + String.join(", ", names)
                        + "; configure only the bootloader that the device has"));
    }

    private List<Configuration> configurations() {
        try {
            @Nullable
            Configuration[] found = admin.listConfigurations("(service.pid=" + ConfigurationSchema.PREFIX + "*)");
            return found == null ? List.of() : List.of(found);
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException("the configurations can't be listed: " + e.getMessage(), e);
        }
    }
}
