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
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
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
 * a configuration or a bundle. It holds no lock while it calls the framework. Thread-safe.
 */
@Component(
        service = {ConfigurationWatch.class, SynchronousConfigurationListener.class},
        immediate = true)
public final class ConfigurationWatch implements SynchronousConfigurationListener, BundleListener {
    private static final Logger LOG = System.getLogger("flipside.configuration");
    private static final Set<Integer> CHANGES =
            Set.of(BundleEvent.INSTALLED, BundleEvent.RESOLVED, BundleEvent.UPDATED, BundleEvent.UNINSTALLED);

    private final BundleContext context;
    private final ConfigurationAdmin admin;
    private final Set<ServiceReference<BootControl>> bootControls = ConcurrentHashMap.newKeySet();
    private final Map<ConfigurationProblem, ServiceRegistration<ConfigurationFault>> announced = new HashMap<>();
    private final InstalledSchemas schemas = new InstalledSchemas();
    private final CheckRunner checks = new CheckRunner(this::check);
    private volatile boolean active;

    @Activate
    public ConfigurationWatch(BundleContext context, @Reference ConfigurationAdmin admin) {
        this.context = context;
        this.admin = admin;
    }

    /** Returns after a whole check: nothing is installed before it. */
    @Activate
    void start() throws InterruptedException {
        active = true;
        context.addBundleListener(this);
        checks.runAndWait();
    }

    /** Withdraws all faults by a last check. */
    @Deactivate
    void stop() throws InterruptedException {
        active = false;
        context.removeBundleListener(this);
        checks.runAndWait();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getPid().startsWith(ConfigurationSchema.PREFIX)) {
            checks.run();
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (CHANGES.contains(event.getType())) {
            if (event.getType() == BundleEvent.UPDATED) {
                schemas.updated(event.getBundle());
            }
            checks.run();
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBootControl(ServiceReference<BootControl> arrived) {
        bootControls.add(arrived);
        checks.run();
    }

    void removeBootControl(ServiceReference<BootControl> gone) {
        bootControls.remove(gone);
        checks.run();
    }

    private void check() {
        Set<ConfigurationProblem> problems = active ? Set.copyOf(problems()) : Set.of();
        for (ConfigurationProblem known : List.copyOf(announced.keySet())) {
            if (!problems.contains(known)) {
                withdraw(known);
            }
        }
        for (ConfigurationProblem problem : problems) {
            if (active && !announced.containsKey(problem)) {
                announce(problem);
            }
        }
    }

    private void announce(ConfigurationProblem problem) {
        LOG.log(Level.ERROR, "{0}; nothing is installed until this is corrected", problem.message());
        announced.put(problem, context.registerService(ConfigurationFault.class, problem, null));
    }

    private void withdraw(ConfigurationProblem problem) {
        ServiceRegistration<ConfigurationFault> registration = announced.remove(problem);
        if (active) {
            LOG.log(Level.INFO, "no longer at fault: {0}", problem.message());
        }
        try {
            Objects.requireNonNull(registration).unregister();
        } catch (IllegalStateException e) {
            return; // the framework has withdrawn it with the bundle
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
        List<ServiceReference<BootControl>> present = List.copyOf(bootControls);
        if (present.size() < 2) {
            return;
        }
        SortedSet<String> pids = new TreeSet<>();
        present.forEach(control -> pids.add(pid(control)));
        problems.add(new ConfigurationProblem(
                pids.last(),
                "two boot controls at once: " + String.join(", ", pids)
                        + "; configure only the bootloader that the device has"));
    }

    /** Of several PIDs the last one is its own; the others are of configurations that it reads, too. */
    private static String pid(ServiceReference<BootControl> control) {
        @Nullable Object pid = control.getProperty(Constants.SERVICE_PID);
        return pid instanceof List<?> all && !all.isEmpty()
                ? String.valueOf(all.get(all.size() - 1))
                : String.valueOf(pid == null ? control : pid);
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
