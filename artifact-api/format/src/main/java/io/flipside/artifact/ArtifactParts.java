// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.model.Artifact;
import java.util.Optional;

/**
 * Holds the parts of an artifact that is to be written: what its own header says, and what its augment section says.
 *
 * @param original everything but the augment section
 * @param augment the augment section's header, with the payload files that it adds; empty if there is none
 */
record ArtifactParts(Artifact original, Optional<Artifact> augment) {
    /** An artifact without augment section. */
    ArtifactParts(Artifact original) {
        this(original, Optional.empty());
    }
}
