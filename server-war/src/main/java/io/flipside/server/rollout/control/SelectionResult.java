// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.release.entity.StoredArtifact;

/** The answer to "which artifact does this device get now, and if none, why?". */
public sealed interface SelectionResult {
    /** For people. */
    String reason();

    /** This one. */
    record Offer(StoredArtifact artifact, String reason) implements SelectionResult {}

    /** None: it has it already. */
    record AlreadyInstalled(String reason) implements SelectionResult {}

    /** None: it was on the way, and now has it. */
    record Arrived(String reason) implements SelectionResult {}

    /** None of the release fits it. */
    record NoArtifact(String reason) implements SelectionResult {}

    /** None: it became another device in the middle of an update. */
    record Changed(String reason) implements SelectionResult {}

    /** None: nobody wants anything of it. */
    record Nothing(String reason) implements SelectionResult {}
}
