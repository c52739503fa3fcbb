// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

import io.flipside.device.inventory.DeviceIdentityProvider;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Provides the device identity from the integrator's script or, without a script, the MAC address of the first physical
 * network interface.
 */
@Component
public final class DeviceIdentity implements DeviceIdentityProvider {
    private final InventorySettings settings;

    /** Starts with settings that were accepted. */
    @Activate
    public DeviceIdentity(@Reference InventorySettings settings) {
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
