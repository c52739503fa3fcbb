// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

import jakarta.json.spi.JsonProvider;
import java.util.ServiceLoader;

/**
 * Finds the provider of Jakarta JSON Processing through the class loader of this class: in a bundle or in the tool's
 * jar that is the packaged implementation, in the WAR that of the application server.
 */
final class JsonProviderFinder {
    // Not by the thread's class loader, as the API itself does: in a framework that one knows nothing of this bundle's
    // inside.
    static final JsonProvider PROVIDER = ServiceLoader.load(
                    JsonProvider.class, JsonProviderFinder.class.getClassLoader())
            .findFirst()
            .orElseGet(JsonProvider::provider);

    private JsonProviderFinder() {}
}
