// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

/**
 * Represents the CDI event that an artifact is about to be deleted. Fired within the deleting transaction; an observer
 * that still needs the artifact throws an {@code ErrorResponseException}.
 *
 * @param id its id
 * @param name its release
 * @param last whether it is the last artifact of its release
 */
public record BeforeArtifactDeletion(String id, String name, boolean last) {}
