// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

import jakarta.json.spi.JsonProvider;
import java.util.ServiceLoader;

/**
 * Finds the implementation of Jakarta JSON Processing: the one beside this class, which is inside this bundle in an OSGi
 * framework and in the jar of the command-line tool; else the one of the application server.
 */
final class JakartaJson {
    // Not by the thread's class loader, as the API itself does: in a framework that one knows nothing of this bundle's
    // inside.
    static final JsonProvider PROVIDER = ServiceLoader.load(JsonProvider.class, JakartaJson.class.getClassLoader())
            .findFirst()
            .orElseGet(JsonProvider::provider);

    private JakartaJson() {}
}
