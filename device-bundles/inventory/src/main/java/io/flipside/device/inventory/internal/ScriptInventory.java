// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

import io.flipside.device.inventory.InventoryProvider;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Provides inventory attributes by running the integrator's scripts. They win over what is built in. */
@Component(property = "service.ranking:Integer=100")
public final class ScriptInventory implements InventoryProvider {
    private static final Logger LOG = System.getLogger(ScriptInventory.class.getName());
    private final InventorySettings settings;

    /** Starts with settings that were accepted. */
    @Activate
    public ScriptInventory(@Reference InventorySettings settings) {
        this.settings = settings;
    }

    @Override
    public SortedMap<String, List<String>> attributes() throws IOException {
        AttributeCollector attributes = new AttributeCollector();
        for (Path script : scripts()) {
            try {
                attributes.addLines(new InventoryScript(script, settings.limit()).output());
            } catch (IOException e) {
                LOG.log(Level.WARNING, () -> "inventory goes without " + script.getFileName() + ": " + e.getMessage());
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
        return attributes.all();
    }

    private List<Path> scripts() throws IOException {
        List<Path> scripts = new ArrayList<>();
        if (settings.directory().filter(Files::isDirectory).isPresent()) {
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(settings.directory().get(), "*inventory-*")) {
                for (Path file : files) {
                    if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                        scripts.add(file);
                    }
                }
            }
        }
        Collections.sort(scripts);
        return scripts;
    }
}
