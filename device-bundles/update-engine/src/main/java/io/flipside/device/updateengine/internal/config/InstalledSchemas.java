// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.config;

import io.flipside.device.support.config.ConfigurationChecker;
import io.flipside.device.support.config.ConfigurationSchema;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;

/**
 * Caches the configuration schemas of the installed bundles; a bundle's schemas are parsed again only after its update.
 * Parsing all of them at every event would double the agent's start. Not thread-safe.
 */
final class InstalledSchemas {
    private static final Logger LOG = System.getLogger("flipside.configuration");

    private record Version(long bundle, long lastModified) {}

    private Map<Version, List<ConfigurationSchema>> known = Map.of();

    /** Returns a checker for the bundles that are installed now. */
    ConfigurationChecker checker(Bundle... bundles) {
        Map<Version, List<ConfigurationSchema>> installed = new HashMap<>();
        List<ConfigurationSchema> all = new ArrayList<>();
        for (Bundle bundle : bundles) {
            Version version = new Version(bundle.getBundleId(), bundle.getLastModified());
            List<ConfigurationSchema> schemas = known.get(version);
            installed.put(version, schemas == null ? read(bundle) : schemas);
            all.addAll(installed.get(version));
        }
        known = installed;
        return new ConfigurationChecker(all);
    }

    /** A bundle that can't be read declares nothing: were it ours, its configuration would be one that nobody reads, a fault. */
    private static List<ConfigurationSchema> read(Bundle bundle) {
        try {
            return ConfigurationSchema.of(bundle);
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, e.getMessage());
            return List.of();
        }
    }
}
