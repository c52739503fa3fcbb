// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

/**
 * Announces, in the deleting transaction, that an artifact is about to be deleted; an observer that still needs the
 * artifact throws a Refusal.
 *
 * @param id its id
 * @param name its release
 * @param last whether it is the last artifact of its release
 */
public record BeforeArtifactDeletion(String id, String name, boolean last) {}
