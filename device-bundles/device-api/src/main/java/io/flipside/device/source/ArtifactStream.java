// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.source;

import java.io.Closeable;
import java.io.InputStream;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ConsumerType;

/** Reads the bytes of an opened artifact. Closing it, from any thread, ends a blocked read. */
@ConsumerType
public interface ArtifactStream extends Closeable {
    /** The bytes of the artifact. Reads of 64 KiB and more are the fast ones. */
    InputStream content();

    /** Size of the whole artifact in bytes, if the other side said so. */
    OptionalLong size();
}
