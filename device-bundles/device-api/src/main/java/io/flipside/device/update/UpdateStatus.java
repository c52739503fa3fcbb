// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update;

import java.util.Optional;

/**
 * Holds the status of the update in progress or, if there is none, of the last update; immutable.
 *
 * @param id the update's id; empty if there never was one
 * @param mode who drives it
 * @param artifactName the artifact's name, once its header has been read
 * @param phase where it is
 * @param progress how much of the artifact has arrived
 * @param result how it ended; empty while it is in progress
 * @param waiting whether the update waits for an operator's decision
 */
public record UpdateStatus(
        String id,
        UpdateRequest.Mode mode,
        Optional<String> artifactName,
        Phase phase,
        Progress progress,
        Optional<Result> result,
        boolean waiting) {
    /**
     * Bytes of the artifact.
     *
     * @param done received, in bytes
     * @param total size in bytes, or -1 if not known
     */
    public record Progress(long done, long total) {}

    /**
     * Holds the outcome of an update that has ended.
     *
     * @param outcome the outcome
     * @param message why, for people
     */
    public record Result(Outcome outcome, String message) {}

    /** Outcomes. */
    public enum Outcome {
        /** Installed and committed. */
        SUCCESS,
        /** The artifact was installed already; nothing was done. */
        ALREADY_INSTALLED,
        /** Failed; the device is as it was before. */
        FAILURE,
        /** Failed, and could not be undone. */
        INCONSISTENT
    }
}
