// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.Artifact;
import io.flipside.artifact.tool.internal.Session;
import java.nio.file.Path;

/** What becomes of the signature of an artifact that is changed. */
final class Signatures {
    private Signatures() {}

    /** Says so if an artifact is signed and its changed form will not be; mender-artifact drops it silently. */
    static Artifact warnIfLost(Session session, Path file, Artifact old, boolean signedAnew) {
        if (old.signed() && !signedAnew) {
            session.warn(file + " is no longer signed; sign it again, or change it with --key");
        }
        return old;
    }
}
