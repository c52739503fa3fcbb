// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import io.flipside.device.boot.BootControl;
import io.flipside.device.config.ConfigurationFault;
import io.flipside.device.console.control.StreamTerminal;
import io.flipside.device.link.ServerConnection;
import io.flipside.device.service.ReplaceableService;
import io.flipside.device.support.config.FaultAnnouncements;
import io.flipside.device.support.config.TypedConfiguration;
import io.flipside.device.update.UpdateEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Registers the device's commands as an OSGi service that takes the arguments as {@code String[]} and returns the exit
 * code. Works without configuration; a configured {@code console.socket} opens the control channel as well. A Gogo
 * shell, where there is one, finds them as {@code flipside:run}.
 */
@Component(
        service = ToIntFunction.class,
        configurationPid = "io.flipside.console",
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true,
        property = {"flipside.command:Boolean=true", "osgi.command.scope=flipside", "osgi.command.function=run"})
public final class DeviceConsoleComponent implements ToIntFunction<String[]> {
    private static final System.Logger LOG = System.getLogger("flipside.console");

    private final ReplaceableService<UpdateEngine> engine = new ReplaceableService<>();
    private final ReplaceableService<ServerConnection> link = new ReplaceableService<>();
    private final ReplaceableService<BootControl> boot = new ReplaceableService<>();
    private final List<ConfigurationFault> faults = new CopyOnWriteArrayList<>();
    private final FaultAnnouncements ownFaults = new FaultAnnouncements();
    private final CommandDispatcher table;
    private final Optional<ControlServer> server;

    @Activate
    public DeviceConsoleComponent(BundleContext context, Map<String, Object> properties) {
        table = CommandDispatcher.of(
                new UpdateCommands(engine, boot, link, this::faults),
                new ManagedModeCommands(link),
                new BundleCommands(context));
        server = TypedConfiguration.read(ConsoleConfig.class, properties, DeviceConsoleComponent::socket, ownFaults)
                .flatMap(Function.identity())
                .map(path -> new ControlServer(path, table));
    }

    private static Optional<Path> socket(ConsoleConfig config) {
        return config.socket().isEmpty() ? Optional.empty() : Optional.of(Path.of(config.socket()));
    }

    @Activate
    void start() {
        server.ifPresent(channel -> {
            try {
                channel.start();
            } catch (IOException e) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "no control channel, commands can't reach this agent: {0}",
                        e.getMessage());
            }
        });
    }

    @Deactivate
    void stop() {
        server.ifPresent(ControlServer::stop);
        ownFaults.withdraw();
    }

    @Override
    public int applyAsInt(String[] line) {
        return table.run(List.of(line), Path.of("").toAbsolutePath(), StreamTerminal.standard());
    }

    /** The same for Gogo. */
    public int run(String... line) {
        return applyAsInt(line);
    }

    private List<String> faults() {
        return faults.stream().map(ConfigurationFault::message).sorted().toList();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addFault(ConfigurationFault found) {
        faults.add(found);
    }

    void removeFault(ConfigurationFault corrected) {
        faults.removeIf(known -> known == corrected);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setEngine(UpdateEngine arrived) {
        engine.set(arrived);
    }

    void unsetEngine(UpdateEngine gone) {
        engine.unset(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setLink(ServerConnection arrived) {
        link.set(arrived);
    }

    void unsetLink(ServerConnection gone) {
        link.unset(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setBoot(BootControl arrived) {
        boot.set(arrived);
    }

    void unsetBoot(BootControl gone) {
        boot.unset(gone);
    }
}
