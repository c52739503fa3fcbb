// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.config;

import io.flipside.device.support.config.ConfigurationChecker;
import io.flipside.device.support.config.ConfigurationSchema;
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
    private record Version(long bundle, long lastModified) {}

    private Map<Version, List<ConfigurationSchema>> known = Map.of();

    /** Returns a checker for the bundles that are installed now. */
    ConfigurationChecker checker(Bundle... bundles) {
        Map<Version, List<ConfigurationSchema>> installed = new HashMap<>();
        List<ConfigurationSchema> all = new ArrayList<>();
        for (Bundle bundle : bundles) {
            Version version = new Version(bundle.getBundleId(), bundle.getLastModified());
            List<ConfigurationSchema> schemas = known.get(version);
            installed.put(version, schemas == null ? ConfigurationSchema.of(bundle) : schemas);
            all.addAll(installed.get(version));
        }
        known = installed;
        return new ConfigurationChecker(all);
    }
}
