// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Supplies the identity attributes by which a server recognises the device. The identity must never change during its
 * life. Thread-safe.
 */
@ConsumerType
public interface DeviceIdentityProvider {
    /**
     * Identity attributes, at least one; most have one value.
     *
     * @throws IOException if the identity can't be found out
     */
    SortedMap<String, List<String>> identity() throws IOException;
}
