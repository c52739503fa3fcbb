// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

/**
 * An artifact is about to be deleted; an observer that still needs it throws a Refusal.
 *
 * @param id its id
 * @param name its release
 * @param last whether it is the last artifact of its release
 */
public record ArtifactLeaving(String id, String name, boolean last) {}
