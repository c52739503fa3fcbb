// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.payload;

import io.flipside.artifact.model.PayloadFile;
import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Iterates over the payload files of an artifact while the artifact is being downloaded. */
@ProviderType
@FunctionalInterface
public interface IncomingPayloadFiles {
    /**
     * The next file, or empty after the last. The former file is read to its end first.
     *
     * @throws IOException if the stream breaks for good, or is not what the manifest promised
     */
    Optional<PayloadFile> next() throws IOException;
}
