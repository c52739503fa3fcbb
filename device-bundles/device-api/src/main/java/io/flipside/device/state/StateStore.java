// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.state;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Stores a small number of key-value pairs durably. Thread-safe.
 *
 * <p>Keys are dotted names in lower case whose first part is the bundle that owns them ({@code engine.journal}).
 * Values are text; all together they stay below 1 MiB.
 */
@ProviderType
public interface StateStore {
    /**
     * The value of a key.
     *
     * @throws IOException if the store can't be read; it never answers with half of a change
     */
    Optional<String> read(String key) throws IOException;

    /**
     * Applies all changes or none of them, and returns once they are on the disk. An empty value removes its key.
     *
     * @throws IOException if the change could not be made durable; the store then holds the former values
     */
    void write(Map<String, Optional<String>> changes) throws IOException;
}
