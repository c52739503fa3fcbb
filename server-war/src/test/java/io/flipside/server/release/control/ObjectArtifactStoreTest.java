// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

/** Shows that a store which is no directory, such as S3, finds its place behind {@link ArtifactStore}. */
class ObjectArtifactStoreTest extends ArtifactStoreContract {
    private final ArtifactStore store = new ObjectArtifactStore(new MemoryBucket());

    @Override
    ArtifactStore store() {
        return store;
    }
}
