// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

import io.flipside.device.boot.BootControl;
import io.flipside.device.inventory.InventoryProvider;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Provides the inventory attributes that every Linux device has, under the names that Mender's scripts use. */
@Component
public final class SystemInventory implements InventoryProvider {
    private static final Pattern MEMORY = Pattern.compile("(?m)^MemTotal:\\s+([0-9]+) kB");
    private static final Pattern CPU = Pattern.compile("(?m)^(?:model name|Processor|Hardware)\\s*:\\s*(.+)$");
    private static final Pattern SYSTEM = Pattern.compile("(?m)^PRETTY_NAME=[\"']?([^\"'\n]*)");

    private final Path root;
    private final String version;
    private volatile @Nullable BootControl boot;

    /** Looks at this machine. */
    @Activate
    public SystemInventory(BundleContext context) {
        this(Path.of("/"), context.getBundle().getVersion().toString());
    }

    SystemInventory(Path root, String version) {
        this.root = root;
        this.version = version;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setBoot(BootControl control) {
        boot = control;
    }

    void unsetBoot(BootControl control) {
        if (boot == control) {
            boot = null;
        }
    }

    @Override
    public SortedMap<String, List<String>> attributes() throws IOException {
        AttributeCollector attributes = new AttributeCollector();
        attributes.add("flipside_version", version);
        file("proc/sys/kernel/hostname").ifPresent(text -> attributes.add("hostname", text));
        file("proc/version").ifPresent(text -> attributes.add("kernel", text));
        found(MEMORY, "proc/meminfo").ifPresent(size -> attributes.add("mem_total_kB", size));
        found(CPU, "proc/cpuinfo").ifPresent(model -> attributes.add("cpu_model", model));
        found(SYSTEM, "etc/os-release").ifPresent(name -> attributes.add("os", name));
        addSlot(attributes);
        addNetwork(attributes);
        return attributes.all();
    }

    private void addSlot(AttributeCollector attributes) {
        BootControl control = boot;
        if (control != null) {
            try {
                attributes.add("slot", control.state().running().name());
            } catch (IOException e) {
                return; // the engine complains of a boot environment that can't be read; nothing to add here
            }
        }
    }

    private void addNetwork(AttributeCollector attributes) throws IOException {
        for (EthernetInterfaces.EthernetInterface found : new EthernetInterfaces(root).ethernet()) {
            attributes.add("network_interfaces", found.name());
            attributes.add("mac_" + found.name(), found.mac());
            NetworkInterface running = NetworkInterface.getByName(found.name());
            if (running != null) {
                running.getInterfaceAddresses().forEach(address -> add(attributes, found.name(), address));
            }
        }
    }

    private static void add(AttributeCollector attributes, String name, InterfaceAddress address) {
        String family = address.getAddress() instanceof Inet4Address ? "ipv4_" : "ipv6_";
        String text = address.getAddress().getHostAddress().replaceAll("%.*", "");
        attributes.add(family + name, text + "/" + address.getNetworkPrefixLength());
    }

    private Optional<String> found(Pattern pattern, String name) throws IOException {
        Optional<Matcher> matcher = file(name).map(pattern::matcher).filter(Matcher::find);
        return matcher.map(match -> match.group(1));
    }

    private Optional<String> file(String name) throws IOException {
        Path path = root.resolve(name);
        return Files.isReadable(path) ? Optional.of(Files.readString(path)) : Optional.empty();
    }
}
