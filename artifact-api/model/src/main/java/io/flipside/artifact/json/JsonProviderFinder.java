// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

import jakarta.json.spi.JsonProvider;
import java.util.ServiceLoader;

/**
 * Finds the provider of Jakarta JSON Processing with this class's class loader. A bundle and the tool's jar
 * contain one; in the WAR it is the application server's.
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
