// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import io.flipside.server.outbox.DomainEvent;

/** Represents the event that a user changed the description of an artifact. */
public record ArtifactDescriptionChanged(String artifactId, String name, String description) implements DomainEvent {
    @Override
    public String subject() {
        return artifactId;
    }

    @Override
    public String sentence() {
        return "artifact " + artifactId + " (" + name + ") has another description";
    }
}
