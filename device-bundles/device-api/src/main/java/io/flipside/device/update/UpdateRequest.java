// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update;

import java.net.URI;
import java.util.Optional;

/**
 * Holds the request for an update: its id, its mode and the location of the artifact.
 *
 * @param id identifies the update: the deployment's id, or one that the console made
 * @param mode who decides about commit
 * @param location where the artifact is
 * @param artifactName the name that the artifact must have, if the one who asks knows it
 */
public record UpdateRequest(String id, Mode mode, URI location, Optional<String> artifactName) {
    /** Tells who drives the update. */
    public enum Mode {
        /** A server: every {@link UpdateApprover} is asked on the way, the device reboots and commits by itself. */
        MANAGED,
        /** A person: the update stops before the reboot and before the commit, and waits for {@link UpdateEngine#decide}. */
        STANDALONE
    }
}
