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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;

/**
 * Caches the configuration schemas of the installed bundles; a bundle's schemas are read again only after its update.
 * Parsing all of them at every event would double the agent's start. One thread at a time asks for a checker.
 */
final class InstalledSchemas {
    private static final Logger LOG = System.getLogger("flipside.configuration");

    private final Map<Long, List<ConfigurationSchema>> known = new HashMap<>();
    private final Set<Long> outdated = ConcurrentHashMap.newKeySet();

    /** Lets the next checker read this bundle again; from any thread. */
    void updated(Bundle bundle) {
        outdated.add(bundle.getBundleId());
    }

    /** Returns a checker for the bundles that are installed now. */
    ConfigurationChecker checker(Bundle... bundles) {
        List<ConfigurationSchema> all = new ArrayList<>();
        for (Bundle bundle : bundles) {
            all.addAll(schemas(bundle));
        }
        return new ConfigurationChecker(all);
    }

    private List<ConfigurationSchema> schemas(Bundle bundle) {
        long id = bundle.getBundleId();
        if (outdated.remove(id) || !known.containsKey(id)) {
            read(bundle).ifPresentOrElse(read -> known.put(id, read), () -> outdated.add(id));
        }
        return known.getOrDefault(id, List.of());
    }

    /**
     * Nothing if the bundle can't be read, which is so while it is being replaced; what it declared before counts until
     * it is resolved. One that can never be read declares nothing: were it ours, its configuration would be one that
     * nobody reads, a fault.
     */
    private static Optional<List<ConfigurationSchema>> read(Bundle bundle) {
        try {
            List<ConfigurationSchema> read = ConfigurationSchema.of(bundle);
            return Optional.of(read).filter(any -> !any.isEmpty() || isResolved(bundle));
        } catch (RuntimeException e) {
            // Not only of ours: Felix has a NullPointerException for a bundle that is just being refreshed.
            LOG.log(Level.DEBUG, "{0} can''t be read now: {1}", bundle, e);
            return Optional.empty();
        }
    }

    private static boolean isResolved(Bundle bundle) {
        return (bundle.getState() & (Bundle.UNINSTALLED | Bundle.INSTALLED)) == 0;
    }
}
