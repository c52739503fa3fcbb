// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.source;

import java.io.IOException;
import java.net.URI;
import org.osgi.annotation.versioning.ConsumerType;

/** Opens artifacts by their location. Register it as a service with the property {@value #SCHEMES}. Thread-safe. */
@ConsumerType
public interface ArtifactSource {
    /** Service property: the URI schemes served, lower case, a string or an array of them. */
    String SCHEMES = "flipside.source.schemes";

    /**
     * Starts reading an artifact. The stream goes on by itself after a broken connection, without a gap, as long as the
     * other side still has the same bytes; reading ends with an exception when it gives up.
     *
     * @throws SourceException if there is nothing to read there
     * @throws java.util.concurrent.CancellationException here and while reading, if the source itself is going away (its
     *     bundle is being replaced): the engine waits for the next source and opens the artifact again
     */
    ArtifactStream open(URI location) throws IOException;
}
