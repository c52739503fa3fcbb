// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import org.osgi.annotation.versioning.ConsumerType;

/** Provides inventory attributes, which are merged with those of all other providers. Thread-safe. */
@ConsumerType
public interface InventoryProvider {
    /**
     * Attributes as they are now. If two providers give the same name, the one with the higher service ranking wins.
     *
     * @throws IOException if they can't be found out now; the others are sent all the same
     */
    SortedMap<String, List<String>> attributes() throws IOException;
}
