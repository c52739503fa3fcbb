// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.osgi.framework.Bundle;

/**
 * Holds the schema of one configuration: its PID and its keys, read from a bundle's Metatype XML.
 *
 * @param pid of the configuration, for example {@code io.flipside.engine}
 * @param type name of the configuration type that it was generated from
 * @param keys by name
 */
public record ConfigurationSchema(String pid, String type, SortedMap<String, KeyDefinition> keys) {
    /** Every PID of ours begins with this. */
    public static final String PREFIX = "io.flipside.";

    private static final String DIRECTORY = "OSGI-INF/metatype/";

    public ConfigurationSchema {
        keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    }

    /** Reads the schemas that an installed bundle declares; the bundle need not be resolved. */
    public static List<ConfigurationSchema> of(Bundle bundle) {
        List<ConfigurationSchema> schemas = new ArrayList<>();
        var paths = bundle.getEntryPaths(DIRECTORY);
        for (String path : paths == null ? List.<String>of() : Collections.list(paths)) {
            URL entry = path.endsWith(".xml") ? bundle.getEntry(path) : null;
            if (entry == null) {
                continue;
            }
            try (InputStream in = entry.openStream()) {
                schemas.addAll(read(in));
            } catch (IOException e) {
                throw new IllegalStateException(bundle + ": " + path + " can't be read: " + e.getMessage(), e);
            }
        }
        return schemas;
    }

    /** Reads the schemas of one Metatype document. */
    public static List<ConfigurationSchema> read(InputStream xml) throws IOException {
        return MetatypeReader.read(xml);
    }

    /** Reads the schemas that a bundle's jar declares. */
    public static List<ConfigurationSchema> of(JarFile jar) throws IOException {
        List<ConfigurationSchema> schemas = new ArrayList<>();
        for (JarEntry entry : Collections.list(jar.entries())) {
            if (entry.getName().startsWith(DIRECTORY) && entry.getName().endsWith(".xml")) {
                try (InputStream in = jar.getInputStream(entry)) {
                    schemas.addAll(read(in));
                }
            }
        }
        return schemas;
    }

    /** Returns all keys of each PID: several components may each declare some. */
    static SortedMap<String, SortedMap<String, KeyDefinition>> byPid(List<ConfigurationSchema> schemas) {
        SortedMap<String, SortedMap<String, KeyDefinition>> merged = new TreeMap<>();
        for (ConfigurationSchema schema : schemas) {
            Map<String, KeyDefinition> keys = merged.computeIfAbsent(schema.pid(), pid -> new TreeMap<>());
            schema.keys().forEach(keys::putIfAbsent);
        }
        return merged;
    }
}
