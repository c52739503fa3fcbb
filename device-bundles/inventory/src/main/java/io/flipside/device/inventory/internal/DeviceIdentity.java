// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

import io.flipside.device.inventory.DeviceIdentityProvider;
import io.flipside.device.support.config.TypedConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Provides the device identity from the integrator's script or, without a script, the MAC address of the first physical
 * network interface.
 */
@Component(configurationPid = "io.flipside.inventory")
public final class DeviceIdentity implements DeviceIdentityProvider {
    private final InventorySettings settings;

    /** Reads the configuration. */
    @Activate
    public DeviceIdentity(Map<String, Object> properties) {
        this(TypedConfiguration.read(InventoryConfig.class, properties, InventorySettings::from));
    }

    DeviceIdentity(InventorySettings settings) {
        this.settings = settings;
    }

    @Override
    public SortedMap<String, List<String>> identity() throws IOException {
        AttributeCollector identity = new AttributeCollector();
        if (settings.identityScript().isPresent()) {
            identity.addLines(new InventoryScript(settings.identityScript().get(), settings.limit()).output());
        } else {
            new EthernetInterfaces(settings.root()).first().ifPresent(found -> identity.add("mac", found.mac()));
        }
        SortedMap<String, List<String>> all = identity.all();
        if (all.isEmpty()) {
            throw new IOException(
                    settings.identityScript().isPresent()
                            ? settings.identityScript().get()
                                    + " prints no key=value line, so this device has no identity"
                            : "this device has no Ethernet interface to be known by; name an inventory.identityScript");
        }
        return all;
    }
}
