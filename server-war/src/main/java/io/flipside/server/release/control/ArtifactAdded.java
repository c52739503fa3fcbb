// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import io.flipside.server.outbox.DomainEvent;

/** Represents the event that an artifact was uploaded and can be deployed. */
public record ArtifactAdded(String artifactId, String name, long size, String digest) implements DomainEvent {
    @Override
    public String subject() {
        return artifactId;
    }

    @Override
    public String sentence() {
        return "artifact " + artifactId + " (" + name + ") was added, " + size + " bytes";
    }
}
