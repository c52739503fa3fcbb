// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DirectoryArtifactStoreTest extends ArtifactStoreContract {
    private final DirectoryArtifactStore store = new DirectoryArtifactStore();

    @BeforeEach
    void prepare(@TempDir Path data) {
        store.data = data.toString();
        store.prepare();
    }

    @Override
    ArtifactStore store() {
        return store;
    }
}
