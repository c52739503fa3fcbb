// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.tool.internal.CommandEnvironment;
import java.nio.file.Path;

/**
 * Warns the user when a signed artifact is changed and not signed again. In this case mender-artifact drops the
 * signature silently.
 */
final class SignatureLossWarning {
    private SignatureLossWarning() {}

    /** Says so if an artifact is signed and its changed form will not be; mender-artifact drops it silently. */
    static Artifact warnIfLost(CommandEnvironment environment, Path file, Artifact old, boolean signedAnew) {
        if (old.signed() && !signedAnew) {
            environment.warn(file + " is no longer signed; sign it again, or change it with --key");
        }
        return old;
    }
}
