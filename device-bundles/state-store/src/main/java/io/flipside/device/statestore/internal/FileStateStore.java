// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.statestore.internal;

import io.flipside.device.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Implements the state store with a single file. Reads it once, at the first call; after that only changes touch the
 * disk.
 */
@Component
public final class FileStateStore implements StateStore {
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,127}");
    private final StateFile file;
    private @Nullable SortedMap<String, String> values;

    @Activate
    public FileStateStore(@Reference StateStoreSettings settings) {
        this(settings.directory());
    }

    FileStateStore(Path directory) {
        this.file = new StateFile(directory);
    }

    @Override
    public synchronized Optional<String> read(String key) throws IOException {
        return Optional.ofNullable(loaded().get(key));
    }

    @Override
    public synchronized void write(Map<String, Optional<String>> changes) throws IOException {
        for (String key : changes.keySet()) {
            if (!KEY.matcher(key).matches()) {
                throw new IllegalArgumentException("not a key: '" + key + "'; use lower case, dots and digits");
            }
        }
        SortedMap<String, String> changed = StateFileFormat.changed(loaded(), changes);
        // If the outcome is not certain, the next call looks at the disk.
        values = null;
        file.replace(StateFileFormat.encode(changed));
        values = changed;
    }

    private SortedMap<String, String> loaded() throws IOException {
        if (values == null) {
            values = file.load();
        }
        return values;
    }

    @Deactivate
    synchronized void close() throws IOException {
        file.close();
    }
}
