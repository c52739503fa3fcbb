// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import io.flipside.server.outbox.Fact;

/** States that an artifact got another description. */
public record ArtifactDescribed(String artifactId, String name, String description) implements Fact {
    @Override
    public String subject() {
        return artifactId;
    }

    @Override
    public String sentence() {
        return "artifact " + artifactId + " (" + name + ") has another description";
    }
}
